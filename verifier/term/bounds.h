// bounds.h -- what declared ranges say about a term: interval arithmetic over its polynomial.
//
// It is done on the normal form and not beside the values, because there x - x is already 0 and a square is a square.
#pragma once

#include "verifier/term/arena.h"

namespace surety::term {

/// Limits of `a` over all values of its variables within their declared bounds. Sound, not tight. They are kept in the
/// arena, and good as long as it is.
const Bounds& bounds(const Arena& arena, Int a);
/// The same where it follows from the definitions of what is in `a`: none where a divisor may be less than 1, or a
/// radicand less than 0, for then a quotient or a root may be anything.
Bounds defined_bounds(const Arena& arena, Int a);
/// Of a product whose factors lie within `a` and `b`.
Bounds product_bounds(const Bounds& a, const Bounds& b);
/// Is `a` true, or false, for every value within the declared bounds? nullopt: the bounds do not say.
std::optional<bool> decided_by_bounds(const Arena& arena, Bool a);
/// Is a < b, as far as the bounds of the two say? What they decide is decided without a term for the difference.
std::optional<bool> less_by_bounds(const Arena& arena, Int a, Int b);

}  // namespace surety::term
