// branch.cpp -- see branch.h.
#include "verifier/linear/branch.h"

#include <algorithm>

namespace surety::verify::linear {

namespace {

using core::Integer;
using term::Monomial;
using term::Polynomial;

constexpr std::size_t longest_definition = 8;  // monomials: longer ones make more than they save

bool is_comparison(const Formula& formula) {
  return formula.kind == FormulaKind::nonnegative || formula.kind == FormulaKind::zero;
}

/// An unknown that the equation gives with a coefficient of 1 or -1 and does not mention otherwise.
std::optional<std::uint32_t> defined_by(const Polynomial& equation) {
  if (equation.size() > longest_definition) return std::nullopt;
  for (const auto& [monomial, coefficient] : equation) {
    if (monomial.size() != 1 || abs(coefficient) != 1) continue;
    const std::uint32_t unknown = monomial.front();
    const auto times = std::ranges::count_if(
        equation, [&](const auto& term) { return std::ranges::find(term.first, unknown) != term.first.end(); });
    if (times == 1) return unknown;
  }
  return std::nullopt;
}

Polynomial term_of(const Monomial& monomial, const Integer& coefficient) { return {{monomial, coefficient}}; }

}  // namespace

std::optional<bool> plain_value(const Formula& formula) {
  switch (formula.kind) {
    case FormulaKind::nonnegative:
    case FormulaKind::zero: {
      if (!term::is_constant(formula.polynomial)) return std::nullopt;
      const Integer number = term::constant_term(formula.polynomial);
      return formula.kind == FormulaKind::zero ? number == 0 : number >= 0;
    }
    case FormulaKind::conjunction:
    case FormulaKind::disjunction: break;
  }
  const bool absorbing = formula.kind == FormulaKind::disjunction;
  bool open = false;
  for (const Formula& part : formula.parts) {
    const auto value = plain_value(part);
    if (value == absorbing) return absorbing;
    open = open || !value;
  }
  return open ? std::nullopt : std::optional(!absorbing);
}

void Branch::add(const Formula& formula) {
  if (formula.kind == FormulaKind::conjunction) {
    for (const Formula& part : formula.parts) add(part);
    return;
  }
  known_.push_back({formula, replaced(formula, 0), true});
}

void Branch::activate_all() {
  for (Known& known : known_) known.active = true;
}

void Branch::solve_equations() {
  while (define_one()) {
  }
}

bool Branch::define_one() {
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (known_[i].current.kind != FormulaKind::zero) continue;
    const Polynomial equation = known_[i].current.polynomial;
    const auto unknown = defined_by(equation);
    if (!unknown) continue;
    Definition definition;
    definition.unknown = *unknown;
    definition.equation = i;
    definition.sign = equation.at(Monomial{*unknown});
    definition.value = term::add_scaled({}, equation, Integer(-definition.sign));
    definition.value.erase(Monomial{*unknown});
    Polynomial original = known_[i].original.polynomial;
    definition.cofactors = reduce(original);
    definitions_.push_back(std::move(definition));
    for (Known& known : known_) known.current = replaced(known.current, definitions_.size() - 1);
    return true;
  }
  return false;
}

/// Replaces the unknown in `polynomial`; what `unknown - value` had to be multiplied with for that.
Polynomial Branch::take_out(Polynomial& polynomial, std::uint32_t unknown, const Polynomial& value) {
  Polynomial rest;
  Polynomial cofactor;
  for (const auto& [monomial, coefficient] : polynomial) {
    Monomial others;
    std::ranges::copy_if(monomial, std::back_inserter(others), [&](std::uint32_t one) { return one != unknown; });
    std::size_t power = monomial.size() - others.size();
    Polynomial replaced = term_of(others, coefficient);  // others * value^k, k growing
    for (; power > 0; --power) {
      // x^power = (x - value) * x^(power-1) + value * x^(power-1)
      const Polynomial left = term_of(Monomial(power - 1, unknown), Integer(1));
      cofactor = term::add_scaled(cofactor, term::product(replaced, left), Integer(1));
      replaced = term::product(replaced, value);
    }
    rest = term::add_scaled(rest, replaced, Integer(1));
  }
  polynomial = std::move(rest);
  return cofactor;
}

std::vector<Polynomial> Branch::reduce(Polynomial& polynomial) const {
  std::vector<Polynomial> cofactors;
  cofactors.reserve(definitions_.size());
  for (const Definition& definition : definitions_) {
    cofactors.push_back(take_out(polynomial, definition.unknown, definition.value));
  }
  return cofactors;
}

Polynomial Branch::replaced(Polynomial polynomial) const {
  static_cast<void>(reduce(polynomial));
  return polynomial;
}

Formula Branch::replaced(const Formula& formula, std::size_t first) const {
  Formula result = formula;
  for (std::size_t i = first; i < definitions_.size() && is_comparison(result); ++i) {
    take_out(result.polynomial, definitions_[i].unknown, definitions_[i].value);
  }
  for (Formula& part : result.parts) part = replaced(part, first);
  return result;
}

std::optional<std::size_t> Branch::contradiction() const {
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (is_comparison(known_[i].current) && plain_value(known_[i].current) == false) return i;
  }
  for (std::size_t i = known_.size(); i-- > 0;) {  // the innermost: those around it stay false while it is split
    if (plain_value(known_[i].current) == false) return i;
  }
  return std::nullopt;
}

std::vector<Product> Branch::facts() const {
  std::vector<Product> facts;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Formula& formula = known_[i].current;
    if (!known_[i].active || !is_comparison(formula) || plain_value(formula)) continue;
    facts.push_back({{formula.polynomial, formula.kind == FormulaKind::zero}, {i}});
  }
  return facts;
}

std::vector<std::size_t> Branch::disjunctions() const {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Formula& formula = known_[i].current;
    if (known_[i].active && !is_comparison(formula) && !plain_value(formula)) result.push_back(i);
  }
  return result;
}

std::size_t Branch::open_alternatives(std::size_t index) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      known_[index].current.parts, [](const Formula& part) { return plain_value(part) != false; }));
}

std::optional<Proof> Branch::sum_of(const std::vector<Integer>& multipliers,
                                    const std::vector<std::vector<std::size_t>>& facts) const {
  Proof proof;
  Polynomial sum;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (multipliers[i] == 0) continue;
    Polynomial product = term::constant_polynomial(multipliers[i]);
    for (const std::size_t fact : facts[i]) product = term::product(product, known_[fact].original.polynomial);
    sum = term::add_scaled(sum, product, Integer(1));
    proof.sum.push_back({term::constant_polynomial(multipliers[i]), facts[i]});
  }
  Polynomial rest = sum;
  std::vector<Polynomial> shares = reduce(rest);
  for (std::size_t i = definitions_.size(); i-- > 0;) {
    if (shares[i].empty()) continue;
    const Definition& definition = definitions_[i];
    const Polynomial times = term::add_scaled({}, shares[i], Integer(-definition.sign));
    proof.sum.push_back({times, {definition.equation}});
    sum = term::add_scaled(sum, term::product(times, known_[definition.equation].original.polynomial), Integer(1));
    for (std::size_t j = 0; j < i; ++j) {
      shares[j] =
          term::add_scaled(shares[j], term::product(shares[i], definition.cofactors[j]), Integer(-definition.sign));
    }
  }
  if (!term::is_constant(sum) || term::constant_term(sum) >= 0) return std::nullopt;
  return proof;
}

}  // namespace surety::verify::linear
