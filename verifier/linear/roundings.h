// roundings.h -- what a floor or a ceiling of a quotient owes to its parts.
//
// q = floor(a * b / d) is nonnegative where a and b are, and at most a where b < d. Neither follows from its two
// defining inequalities by few products of low degree, so they are offered as lemmas, to be proved before use.
#pragma once

#include <vector>

#include "verifier/linear/products.h"

namespace surety::verify::linear {

/// Polynomials that may be nonnegative, read off pairs of facts that define a quotient: n - d*q >= 0 with
/// d*q + d - 1 - n >= 0, or the same rounded up.
std::vector<term::Polynomial> rounding_lemmas(const std::vector<Product>& facts);

/// Polynomials a, b with a * b = polynomial, neither a number: for polynomials linear in some unknown.
std::vector<term::Polynomial> factors(const term::Polynomial& polynomial);

}  // namespace surety::verify::linear
