// simplify.h -- what can be done to a set of formulas before a solver is asked.
#pragma once

#include <vector>

#include "verifier/term/arena.h"

namespace surety::verify::strategy {

/// Formulas that can hold together over the integers exactly where `formulas` can. Variables that an equation defines
/// are substituted, conditions that another formula decides are resolved, conjunctions are split. `{false}` where a
/// contradiction was met on the way.
std::vector<term::Bool> simplified(term::Arena& arena, std::vector<term::Bool> formulas);

/// The declared bounds of every variable that `formulas` mention, as formulas.
std::vector<term::Bool> declared_bounds(term::Arena& arena, const std::vector<term::Bool>& formulas);

}  // namespace surety::verify::strategy
