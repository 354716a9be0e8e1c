// core.h -- which requires of a step a proof really needs.
//
// The ladder drops invariants and assumptions that a proof does not need. Requires are dropped here, so that a report
// can say which check of an action protects which property: in an unsat core's spirit, by asking again without them.
#pragma once

#include "verifier/prove/ladder.h"

namespace surety::verify::strategy {

/// `needed` without requires that the goal follows without; all of it where that would take long to see.
std::vector<oblige::Hypothesis> without_idle_requires(term::Arena& arena, term::Bool goal,
                                                      std::vector<oblige::Hypothesis> needed, solver::Session& session);

/// The names of the requires among them: "Undermargined".
std::vector<std::string> requires_among(const std::vector<oblige::Hypothesis>& needed);

}  // namespace surety::verify::strategy
