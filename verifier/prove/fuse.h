// fuse.h -- factors that occur only together become one unknown.
//
// In a step of one market, another market's notional |size| * mark is only ever seen as a whole: its factors occur in
// no other product. One unknown with the product's range then stands for both, in fewer dimensions and with no case
// split on the sign of a size that does not matter. So the cost of a proof does not grow with what a step leaves alone.
#pragma once

#include <vector>

#include "verifier/prove/simplify.h"

namespace surety::verify::strategy {

/// Formulas that can hold together over the reals where `formulas` can: `false` among them is a proof. Over the
/// integers they say less.
std::vector<Marked> fused(term::Arena& arena, std::vector<Marked> formulas);
std::vector<term::Bool> fused(term::Arena& arena, const std::vector<term::Bool>& formulas);

}  // namespace surety::verify::strategy
