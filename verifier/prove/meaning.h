// meaning.h -- does a property say anything at all?
#pragma once

#include <set>
#include <string>
#include <vector>

#include "verifier/oblige/theory.h"
#include "verifier/prove/claims.h"
#include "verifier/prover.h"

namespace surety::verify::strategy {

/// A property that was proved, and its result; not owned.
struct Judged {
  core::PropertyId property;
  PropertyResult* result = nullptr;
};

/// Fills PropertyResult::trivial where an invariant is satisfied by every state within the declared ranges, or a rule
/// is implied by the invariants alone, whatever its step does; where the condition is constant too, the property
/// becomes VACUOUS. What is not seen cheaply is passed over, and so is a condition that looks back with `before`.
/// What is `unproved`, by name, implies nothing. Returns a sentence for each. `claims` may be null.
std::vector<std::string> judge_meaning(const oblige::Theory& theory, const std::set<std::string>& unproved,
                                       const std::vector<Judged>& proofs, const Options& options, Claims* claims,
                                       solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
