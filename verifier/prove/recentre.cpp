// recentre.cpp -- finds v and R with v + R in most formulas, and puts z - R for v.
#include "verifier/prove/recentre.h"

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

void collect(const Arena& arena, Bool formula, std::vector<Polynomial>& polynomials) {
  const term::BoolNode& node = arena.node(formula);
  for (const Bool part : node.parts) collect(arena, part, polynomials);
  const Polynomial& polynomial = arena.polynomial(node.polynomial);
  if (!polynomial.empty()) polynomials.push_back(polynomial);
}

/// Variables that occur only alone, with a number as coefficient.
std::set<std::uint32_t> linear_variables(const Arena& arena, const std::vector<Polynomial>& polynomials) {
  std::set<std::uint32_t> linear;
  std::set<std::uint32_t> other;
  term::Mentioned inside(arena);
  for (const Polynomial& polynomial : polynomials) {
    for (const auto& [monomial, coefficient] : polynomial) {
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

std::optional<Change> best_offset(const std::vector<Polynomial>& polynomials, std::uint32_t variable) {
  const Monomial alone{variable};
  std::vector<const Polynomial*> with;
  for (const Polynomial& polynomial : polynomials) {
    if (polynomial.contains(alone) && !is_bound(polynomial)) with.push_back(&polynomial);
  }
  std::optional<Change> best;
  for (const Polynomial* source : with) {
    const Integer unit = source->at(alone);
    if (abs(unit) != 1) continue;
    Polynomial offset = term::add_scaled({}, *source, unit);
    offset.erase(alone);
    offset.erase(Monomial{});
    std::size_t before = 0;
    std::size_t after = 0;
    for (const Polynomial* polynomial : with) {
      before += polynomial->size();
      after += term::add_scaled(*polynomial, offset, Integer(-polynomial->at(alone))).size();
    }
    if (after < before && (!best || before - after > best->saved)) best = Change{variable, offset, before - after};
  }
  return best;
}

}  // namespace

std::vector<Bool> recentred(Arena& arena, std::vector<Bool> formulas) {
  std::set<std::uint32_t> done;
  for (;;) {
    std::vector<Polynomial> polynomials;
    for (const Bool formula : formulas) collect(arena, formula, polynomials);
    std::optional<Change> best;
    for (const std::uint32_t variable : linear_variables(arena, polynomials)) {
      if (done.contains(variable)) continue;
      auto change = best_offset(polynomials, variable);
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
