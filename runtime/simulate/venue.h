// venue.h -- several engines as one: every call runs on all, outcomes are compared at once, states when asked.
//
// Comparing whole states after each of many thousand calls would cost more than the calls; a difference in state that
// no outcome betrays is caught at the end of its bar.
#pragma once

#include <stdexcept>
#include <vector>

#include "compiler/core/state.h"

namespace surety::simulate {

/// Two engines differ: a defect of Surety, whatever the contract.
struct EnginesDiffer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Venue {
 public:
  /// At least one engine; borrowed, of `contract`. Starts all from the zero state.
  Venue(const core::Contract& contract, std::vector<core::Engine*> engines);
  /// On all engines. Throws EnginesDiffer.
  core::Outcome execute(const core::Call& call);
  /// The first engine's.
  [[nodiscard]] core::State state() const { return engines_.front()->state(); }
  /// Throws EnginesDiffer where the states are not equal to the last unit.
  void compare_states() const;
  [[nodiscard]] std::size_t calls() const { return calls_; }

 private:
  const core::Contract& contract_;
  std::vector<core::Engine*> engines_;
  std::size_t calls_ = 0;
};

}  // namespace surety::simulate
