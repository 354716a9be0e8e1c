// tryout.h -- a mutant on the probes: what it breaks there, and where it differs from the original.
#pragma once

#include <set>
#include <vector>

#include "verifier/mutate/probes.h"

namespace surety::verify::mutation {

/// What was seen. Nothing seen proves nothing.
struct Tried {
  std::vector<core::PropertyId> broken;  // each by a run that was replayed, in the order in which they were asked
  /// From a state that the original reaches the mutant accepts a call that the original refuses, or leaves another
  /// state.
  bool does_other = false;
  /// It refuses a call that the original accepts, or leaves another state.
  bool lacks = false;
};

enum class Thoroughness : std::uint8_t { first_broken, all_broken };

/// `mutated` has the steps and state of the original that the probes come from; `changed` are done otherwise. Only
/// invariants, rules, assertions and `can`s of `asked` are tried.
Tried try_on(const Probes& probes, const core::Contract& mutated, const std::set<core::StepId>& changed,
             const std::vector<core::PropertyId>& asked, Thoroughness thoroughness, const solver::Interrupter& stop);

}  // namespace surety::verify::mutation
