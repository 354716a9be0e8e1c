// roundings.cpp -- see roundings.h.
#include "verifier/linear/roundings.h"

#include <algorithm>
#include <optional>
#include <set>

namespace surety::verify::linear {

namespace {

using core::Integer;
using term::Monomial;
using term::Polynomial;

Polynomial minus(const Polynomial& a, const Polynomial& b) { return term::add_scaled(a, b, Integer(-1)); }

/// polynomial = unknown * slope + rest with neither mentioning the unknown; nullopt: it is not linear in it.
struct Linear {
  Polynomial slope;
  Polynomial rest;
};
std::optional<Linear> linear_in(const Polynomial& polynomial, std::uint32_t unknown) {
  std::vector<Polynomial::Term> slope;
  std::vector<Polynomial::Term> rest;
  for (const auto& [monomial, coefficient] : polynomial) {
    Monomial others;
    std::ranges::copy_if(monomial, std::back_inserter(others), [&](std::uint32_t one) { return one != unknown; });
    if (monomial.size() - others.size() > 1) return std::nullopt;
    (others.size() == monomial.size() ? rest : slope).emplace_back(std::move(others), coefficient);
  }
  return Linear{Polynomial(std::move(slope)), Polynomial(std::move(rest))};
}

std::set<std::uint32_t> unknowns_of(const Polynomial& polynomial) {
  std::set<std::uint32_t> result;
  for (const auto& [monomial, coefficient] : polynomial) result.insert(monomial.begin(), monomial.end());
  return result;
}

/// In an order in which the leading monomial of a product is the product of the leading monomials.
bool before(const Monomial& a, const Monomial& b) { return a.size() != b.size() ? a.size() < b.size() : a > b; }

Polynomial::const_iterator leading(const Polynomial& polynomial) {
  return std::ranges::max_element(polynomial, before, &Polynomial::Term::first);
}

std::optional<Monomial> quotient_of(const Monomial& a, const Monomial& b) {
  if (!std::ranges::includes(a, b)) return std::nullopt;
  Monomial result;
  std::ranges::set_difference(a, b, std::back_inserter(result));
  return result;
}

/// dividend / divisor where that is a polynomial.
std::optional<Polynomial> divided(Polynomial dividend, const Polynomial& divisor) {
  Polynomial result;
  const auto head = leading(divisor);
  while (!dividend.empty()) {
    const auto top = leading(dividend);
    const auto monomial = quotient_of(top->first, head->first);
    if (!monomial || top->second % head->second != 0) return std::nullopt;
    const Polynomial part{{*monomial, Integer(top->second / head->second)}};
    result = term::add_scaled(result, part, Integer(1));
    dividend = minus(dividend, term::product(part, divisor));
  }
  return result;
}

/// `unknown` is what `numerator` divided by `divisor` rounds to.
struct Rounding {
  std::uint32_t unknown = 0;
  Polynomial numerator;
};

/// The facts are n - d*q >= 0 and d*q + d - 1 - n >= 0, or d*q - n >= 0 and n + d - 1 - d*q >= 0.
std::optional<Rounding> rounding_in(const Polynomial& first, const Polynomial& second) {
  Polynomial divisor =
      term::add_scaled(term::add_scaled(first, second, Integer(1)), term::constant_polynomial(Integer(1)), Integer(1));
  if (divisor.empty() || divisor.size() > first.size()) return std::nullopt;
  for (const std::uint32_t unknown : unknowns_of(first)) {
    const auto parts = linear_in(first, unknown);
    if (!parts || parts->slope.empty()) continue;
    if (parts->slope == term::add_scaled({}, divisor, Integer(-1))) return Rounding{unknown, parts->rest};
    if (parts->slope == divisor) return Rounding{unknown, term::add_scaled({}, parts->rest, Integer(-1))};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Polynomial> factors(const Polynomial& polynomial) {
  const Integer content = term::content(polynomial);
  if (content > 1 && term::constant_term(polynomial) % content == 0) {
    Polynomial primitive;
    for (const auto& [monomial, coefficient] : polynomial) primitive.append(monomial, coefficient / content);
    return {primitive};
  }
  for (const std::uint32_t unknown : unknowns_of(polynomial)) {
    const auto parts = linear_in(polynomial, unknown);
    if (!parts || parts->slope.empty() || term::is_constant(parts->slope)) continue;
    const auto other = divided(parts->rest, parts->slope);
    if (!other) continue;
    return {parts->slope, term::add_scaled(*other, Polynomial{{Monomial{unknown}, Integer(1)}}, Integer(1))};
  }
  return {};
}

std::vector<Polynomial> rounding_lemmas(const std::vector<Product>& facts) {
  std::vector<Rounding> roundings;  // in the order of the facts: a later one may round what an earlier one gave
  for (const Product& first : facts) {
    for (const Product& second : facts) {
      if (first.row.equation || second.row.equation || &first == &second) continue;
      const auto rounding = rounding_in(first.row.polynomial, second.row.polynomial);
      if (!rounding) continue;
      // floor(n / d) is the ceiling of (n - d + 1) / d too: the shorter numerator is the one that was meant.
      const auto place = std::ranges::find(roundings, rounding->unknown, &Rounding::unknown);
      if (place == roundings.end()) {
        roundings.push_back(*rounding);
      } else if (rounding->numerator.size() < place->numerator.size()) {
        *place = *rounding;
      }
    }
  }
  std::vector<Polynomial> lemmas;
  for (const Rounding& rounding : roundings) {
    const Polynomial quotient{{Monomial{rounding.unknown}, Integer(1)}};
    lemmas.push_back(quotient);
    std::vector<Polynomial> limits = factors(rounding.numerator);
    if (limits.empty()) limits.push_back(rounding.numerator);
    for (const Polynomial& limit : limits) lemmas.push_back(minus(limit, quotient));
  }
  return lemmas;
}

}  // namespace surety::verify::linear
