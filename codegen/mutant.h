// mutant.h -- deliberately broken primitives of Emit, so that a test can ask whether the differential tests would
// notice.
//
// A comparison of engines that never fails proves little. Each mutant is one plausible mistake in one primitive; the
// tests demand that every one of them is caught. Nothing but tests asks for a mutant.
#pragma once

#include <memory>

#include "compiler/core/state.h"

namespace surety::codegen {

enum class Mutant : std::uint8_t {
  none,
  truncating_division,   // rounds toward zero instead of down
  unsigned_compare,      // less() forgets the sign
  wrapping_multiply,     // a product keeps the width of its factors
  unchecked_width,       // fits() always says yes
  eager_narrow,          // a value known to lie in a range is cut to 32 bits where the range needs more
  forgotten_undo,        // a revert leaves the last write
  stale_rows,            // a row read under one name misses a write under another
  effects_after_revert,  // a reverted step reports its effects
  leaking_facts,         // what an arm has checked is believed after the arms join
  first_arms_range,      // what both arms leave alike is believed to be as the first arm knows it
  stale_join,            // a cell written in an arm is believed unwritten after the join
};

/// make_native_engine with one primitive broken.
std::unique_ptr<core::Engine> make_mutant_engine(const core::Contract& contract, Mutant mutant);

}  // namespace surety::codegen
