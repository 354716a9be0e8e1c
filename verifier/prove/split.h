// split.h -- case splits made outside the solver: long or short, gain or loss, which arm of a minimum.
#pragma once

#include <vector>

#include "verifier/solver/solver.h"

namespace surety::verify::strategy {

/// Can the formulas not hold together? Each case is simplified and put to the real-arithmetic solver with `limits`; a
/// case that is not refuted is split again, to a fixed depth. False: not refuted. `leaves` gains the questions that the
/// solver answered with `unsat`, whatever the end.
bool refuted_by_cases(term::Arena& arena, const std::vector<term::Bool>& formulas, const solver::Limits& limits,
                      solver::Session& session, std::vector<std::vector<term::Bool>>& leaves);

}  // namespace surety::verify::strategy
