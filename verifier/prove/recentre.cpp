// recentre.cpp -- finds v and R with v + R in most formulas, and puts z - R for v.
#include "verifier/prove/recentre.h"

#include <map>
#include <optional>
#include <set>

#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using core::Integer;
using term::Arena;
using term::Bool;
using term::Int;
using term::Monomial;
using term::Polynomial;

/// How often each polynomial is compared with zero.
using Counted = std::map<Int, std::size_t>;

Counted polynomials_in(const Arena& arena, const std::vector<Bool>& formulas) {
  Counted polynomials;
  term::SharedParts parts(arena, [&](const term::BoolNode& node) {
    if (!arena.polynomial(node.polynomial).empty()) ++polynomials[node.polynomial];
  });
  for (const Bool formula : formulas) parts.of(formula);
  return polynomials;
}

/// Variables that occur only alone, with a number as coefficient.
std::set<std::uint32_t> linear_variables(const Arena& arena, const Counted& polynomials) {
  std::set<std::uint32_t> linear;
  std::set<std::uint32_t> other;
  term::Mentioned inside(arena);
  for (const auto& [handle, count] : polynomials) {
    for (const auto& [monomial, coefficient] : arena.polynomial(handle)) {
      for (const std::uint32_t index : monomial) {
        const term::Atom& atom = arena.atom(index);
        (monomial.size() == 1 ? linear : other).insert(index);
        if (atom.kind == term::AtomKind::variable) continue;
        other.insert(index);
        if (atom.kind == term::AtomKind::choose) inside.visit(atom.condition);
        inside.visit(atom.a);
        inside.visit(atom.b);
      }
    }
  }
  for (const std::uint32_t index : other) linear.erase(index);
  for (const std::uint32_t index : inside.atoms()) linear.erase(index);
  return linear;
}

struct Change {
  std::uint32_t variable = 0;
  Polynomial offset;  // R, without the variable and without a constant
  std::size_t saved = 0;
};

/// Is it a limit of the variable alone?
bool is_bound(const Polynomial& polynomial) {
  return polynomial.size() <= 2 && (polynomial.size() == 1 || polynomial.contains(Monomial{}));
}

/// add_scaled(left, right, factor).size()
std::size_t size_of_sum(const Polynomial& left, const Polynomial& right, const Integer& factor) {
  std::size_t size = left.size() + right.size();
  auto place = left.begin();
  for (const auto& [monomial, coefficient] : right) {
    while (place != left.end() && place->first < monomial) ++place;
    if (place == left.end()) break;
    if (place->first != monomial) continue;
    size -= place->second + coefficient * factor == 0 ? 2 : 1;
  }
  return size;
}

struct Occurrence {
  const Polynomial* polynomial;
  const Integer* unit;  // the variable's coefficient
  std::size_t count;
};

/// What each of the polynomials would have for R.
std::set<Polynomial> offsets_in(const std::vector<Occurrence>& occurrences, const Monomial& alone) {
  std::set<Polynomial> offsets;
  for (const Occurrence& source : occurrences) {
    if (abs(*source.unit) != 1) continue;
    Polynomial offset = term::add_scaled({}, *source.polynomial, *source.unit);
    offset.erase(alone);
    offset.erase(Monomial{});
    offsets.insert(std::move(offset));
  }
  return offsets;
}

std::optional<Change> best_offset(const Arena& arena, const Counted& polynomials, std::uint32_t variable) {
  const Monomial alone{variable};
  std::vector<Occurrence> with;
  std::size_t before = 0;
  for (const auto& [handle, count] : polynomials) {
    const Polynomial& polynomial = arena.polynomial(handle);
    const auto place = polynomial.find(alone);
    if (place == polynomial.end() || is_bound(polynomial)) continue;
    with.push_back({&polynomial, &place->second, count});
    before += count * polynomial.size();
  }
  std::optional<Change> best;
  for (const Polynomial& offset : offsets_in(with, alone)) {
    std::size_t after = 0;
    for (const Occurrence& one : with) after += one.count * size_of_sum(*one.polynomial, offset, Integer(-*one.unit));
    if (after < before && (!best || before - after > best->saved)) best = Change{variable, offset, before - after};
  }
  return best;
}

}  // namespace

std::vector<Bool> recentred(Arena& arena, std::vector<Bool> formulas) {
  std::set<std::uint32_t> done;
  for (;;) {
    const Counted polynomials = polynomials_in(arena, formulas);
    std::optional<Change> best;
    for (const std::uint32_t variable : linear_variables(arena, polynomials)) {
      if (done.contains(variable)) continue;
      auto change = best_offset(arena, polynomials, variable);
      if (change && (!best || change->saved > best->saved)) best = std::move(change);
    }
    if (!best) return formulas;
    const Int fresh = arena.variable(arena.atom(best->variable).name + "~");
    done.insert(best->variable);
    done.insert(arena.polynomial(fresh).begin()->first.front());
    const Int value = arena.subtract(fresh, arena.of(best->offset));
    term::Substitution substitution(
        arena, [&](std::uint32_t atom) { return atom == best->variable ? std::optional(value) : std::nullopt; });
    for (Bool& formula : formulas) formula = substitution.apply(formula);
  }
}

std::vector<Marked> recentred(Arena& arena, std::vector<Marked> formulas) {
  const std::vector<Bool> changed = recentred(arena, formulas_of(formulas));
  for (std::size_t i = 0; i < formulas.size(); ++i) formulas[i].formula = changed[i];
  return formulas;
}

}  // namespace surety::verify::strategy
