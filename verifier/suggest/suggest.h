// suggest.h -- which of many possible invariants close the gap of a property that is not inductive.
//
// Houdini (Flanagan and Leino, "Houdini, an annotation assistant for ESC/Java", 2001): assume all candidates, drop
// those that a step breaks, repeat. What is left is inductive together. If the property is then proved, the candidates
// that its proof does not need are taken away, and the rest is proved once more with nothing else assumed. Before all
// that, random runs from instantiation throw out what is plainly false.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verifier/prover.h"

namespace surety::verify::suggest {

struct Request {
  core::PropertyId target;              // of the contract: what is to be proved
  std::vector<std::string> candidates;  // names of invariants among the contract's properties
  Options options;                      // limits, jobs, cancelled; the search for runs is turned off
};

/// Names of candidates, in the given order, with which the target is PROVED and they are PROVED themselves; none of
/// them can be left out. nullopt where no such set was found. Deterministic.
std::optional<std::vector<std::string>> closing(const core::Contract& contract, const Request& request);

}  // namespace surety::verify::suggest
