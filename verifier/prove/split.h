// split.h -- case splits made outside the solver: long or short, gain or loss, which arm of a minimum.
#pragma once

#include <vector>

#include "verifier/prove/simplify.h"
#include "verifier/solver/solver.h"

namespace surety::verify::strategy {

/// Can the formulas not hold together? Each case is simplified and put to the real-arithmetic solver with `limits`; a
/// case that is not refuted is split again, to a fixed depth and at most `most` cases. False: not refuted. `leaves`
/// gains the formulas of each case that cannot hold together, whatever the end: `{false}`, or what the solver answered
/// with `unsat`.
bool refuted_by_cases(term::Arena& arena, const std::vector<Marked>& formulas, unsigned most,
                      const solver::Limits& limits, solver::Session& session, std::vector<std::vector<Marked>>& leaves);

}  // namespace surety::verify::strategy
