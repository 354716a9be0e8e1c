// gather.cpp -- finds choices with the same coefficient everywhere, and puts one unknown for their sum.
#include "verifier/prove/gather.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "verifier/term/bounds.h"
#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using core::Integer;
using term::Arena;
using term::Bool;
using term::Int;
using term::Polynomial;

/// The coefficients of a choice, by the polynomial that it is a term of.
using Coefficients = std::map<Int, Integer>;

/// Does the formula say of one atom, and of nothing else, that it lies beyond a number?
bool is_limit(const Arena& arena, Bool formula) {
  const term::BoolNode& node = arena.node(formula);
  if (node.kind != term::BoolKind::nonnegative) return false;
  const Polynomial& polynomial = arena.polynomial(node.polynomial);
  return polynomial.rbegin()->first.size() == 1 &&
         (polynomial.size() == 1 || (polynomial.size() == 2 && polynomial.begin()->first.empty()));
}

class Choices {
 public:
  Choices(const Arena& arena, const std::vector<Bool>& formulas) : arena_(arena) {
    for (const Bool formula : formulas) {
      if (!is_limit(arena, formula)) visit(formula, true);
    }
    for (const std::uint32_t atom : bound_) coefficients_.erase(atom);
  }

  /// Choices that are terms of the same polynomials with the same coefficients, at least two.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> groups() const {
    std::map<Coefficients, std::vector<std::uint32_t>> alike;
    for (const auto& [atom, coefficients] : coefficients_) alike[coefficients].push_back(atom);
    std::vector<std::vector<std::uint32_t>> result;
    for (auto& [coefficients, atoms] : alike) {
      if (atoms.size() > 1) result.push_back(std::move(atoms));
    }
    return result;
  }

 private:
  void visit(Bool formula, bool outermost) {
    const term::BoolNode& node = arena_.node(formula);
    for (const Bool part : node.parts) visit(part, outermost);
    visit(node.polynomial, outermost);
  }

  /// `outermost`: not in the definition of an atom. A choice that something else is made of cannot be put away.
  void visit(Int a, bool outermost) {
    if (!seen_.insert({a, outermost}).second) return;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      for (const std::uint32_t index : monomial) {
        const term::Atom& atom = arena_.atom(index);
        if (atom.kind == term::AtomKind::variable) continue;
        if (atom.kind != term::AtomKind::choose || monomial.size() > 1 || !outermost)
          bound_.insert(index);
        else
          coefficients_[index][a] = coefficient;
        look_into(index);
      }
    }
  }

  void look_into(std::uint32_t index) {
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind == term::AtomKind::choose) visit(atom.condition, false);
    visit(atom.a, false);
    const bool unary = atom.kind == term::AtomKind::absolute || atom.kind == term::AtomKind::square_root;
    if (!unary) visit(atom.b, false);
  }

  const Arena& arena_;
  std::set<std::pair<Int, bool>> seen_;
  std::map<std::uint32_t, Coefficients> coefficients_;
  std::set<std::uint32_t> bound_;  // to what is around them
};

std::vector<Bool> gather(Arena& arena, const std::vector<Bool>& formulas, const std::vector<std::uint32_t>& atoms) {
  Int sum = arena.integer(Integer(0));
  for (const std::uint32_t atom : atoms) sum = arena.add(sum, arena.atom_term(atom));
  const term::Bounds range = term::bounds(arena, sum);
  const Int whole = arena.variable(term::show(arena, sum), range);
  term::Substitution substitution(arena, [&](std::uint32_t atom) -> std::optional<Int> {
    if (atom == atoms.front()) return whole;
    return std::ranges::find(atoms, atom) != atoms.end() ? std::optional(arena.integer(Integer(0))) : std::nullopt;
  });
  std::vector<Bool> result;
  for (const Bool formula : formulas) {
    // A limit of one of them is part of the sum's range.
    if (!is_limit(arena, formula)) result.push_back(substitution.apply(formula));
  }
  for (const Bool formula : formulas) {
    if (!is_limit(arena, formula)) continue;
    const std::uint32_t atom = arena.polynomial(arena.node(formula).polynomial).rbegin()->first.front();
    if (std::ranges::find(atoms, atom) == atoms.end()) result.push_back(formula);
  }
  if (range.low) result.push_back(arena.less_equal(arena.integer(*range.low), whole));
  if (range.high) result.push_back(arena.less_equal(whole, arena.integer(*range.high)));
  return result;
}

}  // namespace

std::vector<Bool> gathered(Arena& arena, std::vector<Bool> formulas) {
  const std::vector<std::vector<std::uint32_t>> groups = Choices(arena, formulas).groups();
  for (const std::vector<std::uint32_t>& atoms : groups) formulas = gather(arena, formulas, atoms);
  return formulas;
}

}  // namespace surety::verify::strategy
