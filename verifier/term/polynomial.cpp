// polynomial.cpp -- ring operations on sparse polynomials.
#include "verifier/term/polynomial.h"

#include <algorithm>
#include <iterator>

namespace surety::term {

namespace {

void accumulate(Polynomial& sum, const Monomial& monomial, const Integer& coefficient) {
  if (coefficient == 0) return;
  const auto [place, fresh] = sum.try_emplace(monomial, coefficient);
  if (fresh) return;
  place->second += coefficient;
  if (place->second == 0) sum.erase(place);
}

Monomial merged(const Monomial& left, const Monomial& right) {
  Monomial result;
  result.reserve(left.size() + right.size());
  std::merge(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(result));
  return result;
}

}  // namespace

Polynomial constant_polynomial(const Integer& value) {
  Polynomial result;
  accumulate(result, {}, value);
  return result;
}

Polynomial add_scaled(const Polynomial& left, const Polynomial& right, const Integer& factor) {
  Polynomial result = left;
  for (const auto& [monomial, coefficient] : right) accumulate(result, monomial, Integer(coefficient * factor));
  return result;
}

Polynomial product(const Polynomial& left, const Polynomial& right) {
  Polynomial result;
  for (const auto& [m, a] : left) {
    for (const auto& [n, b] : right) accumulate(result, merged(m, n), Integer(a * b));
  }
  return result;
}

Integer constant_term(const Polynomial& polynomial) {
  const auto place = polynomial.find(Monomial{});
  return place == polynomial.end() ? Integer(0) : place->second;
}

bool is_constant(const Polynomial& polynomial) {
  return polynomial.empty() || (polynomial.size() == 1 && polynomial.begin()->first.empty());
}

Integer content(const Polynomial& polynomial) {
  Integer divisor = 0;
  for (const auto& [monomial, coefficient] : polynomial) {
    if (!monomial.empty()) mpz_gcd(divisor.get_mpz_t(), divisor.get_mpz_t(), coefficient.get_mpz_t());
  }
  return divisor;
}

std::size_t PolynomialHash::operator()(const Polynomial& polynomial) const {
  std::size_t hash = polynomial.size();
  const auto mix = [&hash](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29U); };
  for (const auto& [monomial, coefficient] : polynomial) {
    for (const std::uint32_t atom : monomial) mix(atom);
    mix(coefficient.get_ui() + (coefficient < 0 ? 1U : 0U));
  }
  return hash;
}

}  // namespace surety::term
