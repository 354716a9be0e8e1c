// recentre.h -- a change of variables that shortens polynomials.
//
// A claim is often a balance plus a product: equity = quote + size * mark. Where `quote` occurs only so, a new variable
// for the whole of it makes every formula about equity linear in that variable, and the solver works in far fewer
// dimensions. The change is a bijection of the integers, so nothing is lost or gained.
#pragma once

#include <vector>

#include "verifier/prove/simplify.h"

namespace surety::verify::strategy {

/// Formulas that can hold together exactly where `formulas` can, one for each, in their order.
std::vector<term::Bool> recentred(term::Arena& arena, std::vector<term::Bool> formulas);
std::vector<Marked> recentred(term::Arena& arena, std::vector<Marked> formulas);

}  // namespace surety::verify::strategy
