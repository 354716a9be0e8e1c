// assumptions.h -- assumptions that are never true where the invariants hold, alone or together.
//
// A step that cannot happen because of what is assumed of it proves everything that is said of it. Such proofs are
// VACUOUS, so it matters which of the assumptions is to blame: one that contradicts the invariants by itself, or else
// the fewest that contradict each other there.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "verifier/prove/obligation.h"

namespace surety::verify::strategy {

/// What is assumed before `step` and is never true; of several, that none is to blame alone.
struct Contradiction {
  core::StepId step;
  std::set<std::string> assumptions;  // at least one
};

/// Of the steps in `barren`, which were found not to succeed. `how`: what may be spent on each question, and which
/// hypotheses are doubtful already.
std::vector<Contradiction> contradictory_assumptions(const oblige::Theory& theory,
                                                     const std::set<std::uint32_t>& barren,
                                                     const ObligationOptions& how, solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
