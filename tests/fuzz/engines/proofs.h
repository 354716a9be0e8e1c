// proofs.h -- what may be built on in a random contract: whatever the prover proves of it in a moment.
#pragma once

#include <cstddef>
#include <vector>

#include "codegen/options.h"

namespace surety::testing {

/// What code may rest on beside its own checks.
struct Proofs {
  std::vector<core::PropertyId> invariants;
  std::vector<core::ScanId> thresholds;
  std::size_t facts = 0;  // functions that were shown to do what they ensure; code does not rest on that by itself
  bool operator==(const Proofs&) const = default;
};

/// Invariants proved without assumptions and scans whose lemma is proved, by a small and counted effort: the same
/// contract has the same proofs on every machine, as long as `seconds` for a property do not end first.
Proofs proofs_of(const core::Contract& contract, double seconds = 1);

/// For the code generator.
codegen::Options resting_on(const Proofs& proofs);

}  // namespace surety::testing
