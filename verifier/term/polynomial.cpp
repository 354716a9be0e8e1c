// polynomial.cpp -- ring operations on sparse polynomials.
#include "verifier/term/polynomial.h"

#include <algorithm>
#include <iterator>

namespace surety::term {

namespace {

Monomial merged(const Monomial& left, const Monomial& right) {
  Monomial result;
  result.reserve(left.size() + right.size());
  std::merge(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(result));
  return result;
}

}  // namespace

Polynomial::Polynomial(std::initializer_list<Term> terms) : Polynomial(std::vector<Term>(terms)) {}

Polynomial::Polynomial(std::vector<Term> terms) : terms_(std::move(terms)) {
  std::ranges::sort(terms_, {}, &Term::first);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (kept > 0 && terms_[kept - 1].first == terms_[i].first) {
      terms_[kept - 1].second += terms_[i].second;
      continue;
    }
    if (kept > 0 && terms_[kept - 1].second == 0) --kept;
    if (kept != i) terms_[kept] = std::move(terms_[i]);
    ++kept;
  }
  if (kept > 0 && terms_[kept - 1].second == 0) --kept;
  terms_.resize(kept);
}

Polynomial::const_iterator Polynomial::find(const Monomial& monomial) const {
  const auto place = std::ranges::lower_bound(terms_, monomial, {}, &Term::first);
  return place != terms_.end() && place->first == monomial ? place : terms_.end();
}

void Polynomial::erase(const Monomial& monomial) {
  if (const auto place = find(monomial); place != terms_.end()) terms_.erase(place);
}

void Polynomial::append(Monomial monomial, Integer coefficient) {
  terms_.emplace_back(std::move(monomial), std::move(coefficient));
}

Polynomial constant_polynomial(const Integer& value) {
  Polynomial result;
  if (value != 0) result.append({}, value);
  return result;
}

Polynomial add_scaled(const Polynomial& left, const Polynomial& right, const Integer& factor) {
  Polynomial result;
  if (factor == 0) return left;
  result.terms_.reserve(left.size() + right.size());
  // Sums and differences are most of what is asked for, and a product costs memory that a copy does not.
  const int unit = factor == 1 ? 1 : factor == -1 ? -1 : 0;
  auto a = left.begin();
  for (const auto& [monomial, coefficient] : right) {
    while (a != left.end() && a->first < monomial) result.terms_.push_back(*a++);
    Integer value = coefficient;
    if (unit == 0) value *= factor;
    if (unit == -1) mpz_neg(value.get_mpz_t(), value.get_mpz_t());
    if (a != left.end() && a->first == monomial) value += (a++)->second;
    if (value != 0) result.append(monomial, std::move(value));
  }
  result.terms_.insert(result.terms_.end(), a, left.end());
  return result;
}

Polynomial product(const Polynomial& left, const Polynomial& right) {
  std::vector<Polynomial::Term> terms;
  terms.reserve(left.size() * right.size());
  for (const auto& [m, a] : left) {
    for (const auto& [n, b] : right) terms.emplace_back(merged(m, n), a * b);
  }
  return Polynomial(std::move(terms));
}

Integer constant_term(const Polynomial& polynomial) {
  const bool constant = !polynomial.empty() && polynomial.begin()->first.empty();
  return constant ? polynomial.begin()->second : Integer(0);
}

bool is_constant(const Polynomial& polynomial) {
  return polynomial.empty() || (polynomial.size() == 1 && polynomial.begin()->first.empty());
}

Integer content(const Polynomial& polynomial) {
  Integer divisor = 0;
  for (const auto& [monomial, coefficient] : polynomial) {
    if (!monomial.empty()) mpz_gcd(divisor.get_mpz_t(), divisor.get_mpz_t(), coefficient.get_mpz_t());
    if (divisor == 1) break;
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
