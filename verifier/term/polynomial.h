// polynomial.h -- polynomials with integer coefficients over numbered atoms: the normal form of every integer term.
//
// Two integer terms that are equal by ring laws are the same polynomial, so most of the algebra of a contract is done
// before a solver is asked. A monomial is the sorted list of its atoms with repetition; the constant is the empty one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "compiler/core/integer.h"

namespace surety::term {

using core::Integer;

using Monomial = std::vector<std::uint32_t>;
/// No coefficient is zero; the empty map is the number 0.
using Polynomial = std::map<Monomial, Integer>;

Polynomial constant_polynomial(const Integer& value);
/// left + factor * right.
Polynomial add_scaled(const Polynomial& left, const Polynomial& right, const Integer& factor);
Polynomial product(const Polynomial& left, const Polynomial& right);
/// The constant term; 0 where there is none.
Integer constant_term(const Polynomial& polynomial);
/// Is it a number?
bool is_constant(const Polynomial& polynomial);
/// Greatest common divisor of the coefficients of all monomials but the constant; 0 for a number.
Integer content(const Polynomial& polynomial);

struct PolynomialHash {
  std::size_t operator()(const Polynomial& polynomial) const;
};

}  // namespace surety::term
