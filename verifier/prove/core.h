// core.h -- which hypotheses a proof really needs.
//
// Reports say what a property rests on and which check of an action protects it; and a proof is remembered with what it
// needs, so that an edit of anything else leaves it standing. The solver's unsat core says most of it at once: formulas
// are marked with the names of what they were made from while they are simplified. What is left is tried without.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

/// Another attempt at the same goal, in the same way, from `hypotheses`; nullopt: no proof within `resources`.
using Again = std::function<std::optional<Finding>(const Selection& hypotheses, std::uint64_t resources)>;

/// `finding`, a proof of `scope.goal` from `scope.hypotheses`, or one from fewer: without named hypotheses and requires
/// that it does without, as far as that is seen cheaply. Of the `settled` names those go that the solver's core happens
/// to do without; they are not tried one by one.
Finding with_fewest(const Scope& scope, const std::set<std::string>& settled, Finding finding, const Again& again,
                    solver::Session& session);

/// Names of the requires among the hypotheses.
std::vector<std::string> requires_among(const std::vector<oblige::Hypothesis>& needed);

}  // namespace surety::verify::strategy
