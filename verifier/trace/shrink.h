// shrink.h -- from a run that breaks the property to the one a reader wants: few calls, few parties, round numbers.
//
// Delta debugging (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002) with a measure of
// complexity that falls at every accepted change, so that it ends and the result does not depend on the order of luck.
#pragma once

#include <vector>

#include "verifier/trace/runner.h"

namespace surety::verify::trace {

/// How hard a run is to read, most important first: calls, parties to keep apart, significant digits, and how far
/// the numbers are from one unit.
struct Complexity {
  std::size_t calls = 0;
  std::size_t parties = 0;
  std::size_t digits = 0;
  std::size_t strangeness = 0;
  auto operator<=>(const Complexity&) const = default;
};
Complexity complexity(const core::Contract& contract, const std::vector<Call>& calls);

/// Executes the run and judges its last call; not broken where a call does not succeed. The refused call of a `can` is
/// not part of the run here: it follows from the state that the run ends in.
Judgement outcome(Runner& runner, const std::vector<Call>& calls);

/// A run at most as complex that still breaks the property; `calls` itself where nothing simpler does. Executes at most
/// `limit` steps, and stops where the runner is exhausted.
std::vector<Call> shrink(Runner& runner, std::vector<Call> calls, std::uint64_t limit);

}  // namespace surety::verify::trace
