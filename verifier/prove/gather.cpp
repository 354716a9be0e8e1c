// gather.cpp -- finds choices with the same coefficient everywhere, and puts one unknown for their sum.
#include "verifier/prove/gather.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "verifier/prove/limit.h"
#include "verifier/term/bounds.h"
#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using core::Integer;
using term::Arena;
using term::Bool;
using term::Int;

/// The coefficients of a choice, by the polynomial that it is a term of.
using Coefficients = std::map<Int, Integer>;

class Choices {
 public:
  Choices(const Arena& arena, const std::vector<Marked>& formulas) : arena_(arena), inside_(arena) {
    term::SharedParts parts(arena, [this](const term::BoolNode& node) { visit(node); });
    for (const Marked& one : formulas) {
      if (!limit_in(arena, one.formula)) parts.of(one.formula);
    }
    for (const std::uint32_t atom : inside_.atoms()) coefficients_.erase(atom);
    for (const std::uint32_t atom : multiplied_) coefficients_.erase(atom);
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
  void visit(const term::BoolNode& node) {
    for (const auto& [monomial, coefficient] : arena_.polynomial(node.polynomial)) {
      for (const std::uint32_t index : monomial) {
        const term::Atom& atom = arena_.atom(index);
        if (atom.kind == term::AtomKind::variable) continue;
        if (atom.kind == term::AtomKind::choose && monomial.size() == 1)
          coefficients_[index][node.polynomial] = coefficient;
        else
          multiplied_.insert(index);
        if (atom.kind == term::AtomKind::choose) inside_.visit(atom.condition);
        inside_.visit(atom.a);
        inside_.visit(atom.b);
      }
    }
  }

  const Arena& arena_;
  std::map<std::uint32_t, Coefficients> coefficients_;
  std::set<std::uint32_t> multiplied_;
  term::Mentioned inside_;  // in what defines an atom: what something else is made of cannot be put away
};

std::vector<Marked> gather(Arena& arena, const std::vector<Marked>& formulas, const std::vector<std::uint32_t>& atoms) {
  const auto gathers = [&](std::uint32_t atom) { return std::ranges::find(atoms, atom) != atoms.end(); };
  Int sum = arena.integer(Integer(0));
  for (const std::uint32_t atom : atoms) sum = arena.add(sum, arena.atom_term(atom));
  const term::Bounds range = term::bounds(arena, sum);
  const Int whole = arena.variable(term::show(arena, sum), range);
  term::Substitution substitution(arena, [&](std::uint32_t atom) -> std::optional<Int> {
    if (atom == atoms.front()) return whole;
    return gathers(atom) ? std::optional(arena.integer(Integer(0))) : std::nullopt;
  });
  std::vector<Marked> result;
  for (const auto& [formula, marks] : formulas) {
    const auto limit = limit_in(arena, formula);
    if (limit && gathers(limit->atom)) continue;  // the sum's range has it
    // A limit of something that a choice is inside of was not looked at, so the choice stays there what it is.
    result.push_back({limit ? formula : substitution.apply(formula), marks});
  }
  if (range.low) result.push_back({arena.less_equal(arena.integer(*range.low), whole)});
  if (range.high) result.push_back({arena.less_equal(whole, arena.integer(*range.high))});
  return result;
}

}  // namespace

std::vector<Marked> gathered(Arena& arena, std::vector<Marked> formulas) {
  const std::vector<std::vector<std::uint32_t>> groups = Choices(arena, formulas).groups();
  for (const std::vector<std::uint32_t>& atoms : groups) formulas = gather(arena, formulas, atoms);
  return formulas;
}

}  // namespace surety::verify::strategy
