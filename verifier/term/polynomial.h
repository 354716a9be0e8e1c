// polynomial.h -- polynomials with integer coefficients over numbered atoms: the normal form of every integer term.
//
// Two integer terms that are equal by ring laws are the same polynomial, so most of the algebra of a contract is done
// before a solver is asked. A proof makes hundreds of thousands of them, most with a handful of short products: they
// lie in one sorted sequence, and a product of up to three atoms needs no memory of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "compiler/core/integer.h"

namespace surety::term {

using core::Integer;

/// The sorted list of its atoms with repetition; the constant is the empty one. Ordered as a text is.
using Monomial = std::u32string;

/// Coefficients by monomial, in the order of monomials. No coefficient is zero; no term at all is the number 0.
class Polynomial {
 public:
  using Term = std::pair<Monomial, Integer>;
  using const_iterator = std::vector<Term>::const_iterator;

  Polynomial() = default;
  Polynomial(std::initializer_list<Term> terms);
  /// In any order, with repetitions and zeros.
  explicit Polynomial(std::vector<Term> terms);

  [[nodiscard]] const_iterator begin() const { return terms_.begin(); }
  [[nodiscard]] const_iterator end() const { return terms_.end(); }
  [[nodiscard]] const Term& back() const { return terms_.back(); }
  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  [[nodiscard]] bool empty() const { return terms_.empty(); }
  /// end() where the monomial has no coefficient.
  [[nodiscard]] const_iterator find(const Monomial& monomial) const;
  [[nodiscard]] bool contains(const Monomial& monomial) const { return find(monomial) != end(); }
  /// Of a monomial that is there.
  [[nodiscard]] const Integer& at(const Monomial& monomial) const { return find(monomial)->second; }
  void erase(const Monomial& monomial);
  /// The monomial comes after all others; the coefficient is not zero.
  void append(Monomial monomial, Integer coefficient);

  friend bool operator==(const Polynomial&, const Polynomial&) = default;
  friend bool operator<(const Polynomial& a, const Polynomial& b) { return a.terms_ < b.terms_; }

 private:
  friend Polynomial add_scaled(const Polynomial& left, const Polynomial& right, const Integer& factor);
  std::vector<Term> terms_;
};

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
