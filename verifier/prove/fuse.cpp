// fuse.cpp -- finds p and q such that every product with one has the other, and puts w for p and 1 for q.
#include "verifier/prove/fuse.h"

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
using term::Bounds;
using term::Int;
using term::Polynomial;

/// In which company each atom occurs.
class Occurrences {
 public:
  Occurrences(const Arena& arena, const std::vector<Marked>& formulas)
      : arena_(arena), parts_(arena, [this](const term::BoolNode& node) { visit(node.polynomial); }) {
    for (const Marked& one : formulas) {
      const auto limit = limit_in(arena, one.formula);
      if (limit && magnitude_of(limit->atom))
        magnitudes_.insert(limit->atom);
      else if (!limit || arena.atom(limit->atom).kind != term::AtomKind::variable)
        parts_.of(one.formula);  // what defines an atom speaks of others
    }
    for (const std::uint32_t atom : magnitudes_) {
      // Of a value that nothing else speaks of, the magnitude is any number in its range.
      const auto value = magnitude_of(atom);
      if (!value) continue;
      if (companions_.contains(*value)) companions_[atom].clear();
      companions_[*value].clear();
    }
  }

  /// Two atoms that occur only with each other; the first in order.
  [[nodiscard]] std::optional<std::pair<std::uint32_t, std::uint32_t>> pair() const {
    for (const auto& [atom, others] : companions_) {
      for (const std::uint32_t other : others) {
        const auto place = companions_.find(other);
        if (other > atom && place != companions_.end() && place->second.contains(atom)) return std::pair(atom, other);
      }
    }
    return std::nullopt;
  }

 private:
  void visit(Int a) {
    if (!seen_.insert(a).second) return;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      for (const std::uint32_t atom : monomial) meet(atom, monomial);
    }
  }

  void meet(std::uint32_t atom, const term::Monomial& monomial) {
    std::set<std::uint32_t> others(monomial.begin(), monomial.end());
    others.erase(atom);
    if (std::ranges::count(monomial, atom) > 1) others.clear();
    const auto [place, fresh] = companions_.try_emplace(atom, others);
    if (!fresh) std::erase_if(place->second, [&](std::uint32_t other) { return !others.contains(other); });
    if (fresh) look_into(atom);
  }

  void look_into(std::uint32_t index) {
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind == term::AtomKind::variable) return;
    if (magnitude_of(index)) {
      magnitudes_.insert(index);
      return;
    }
    companions_[index].clear();  // what defines it says more than a range
    if (atom.kind == term::AtomKind::choose) parts_.of(atom.condition);
    visit(atom.a);
    const bool unary = atom.kind == term::AtomKind::absolute || atom.kind == term::AtomKind::square_root;
    if (!unary) visit(atom.b);
  }

  /// The variable whose absolute value the atom is.
  [[nodiscard]] std::optional<std::uint32_t> magnitude_of(std::uint32_t index) const {
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind != term::AtomKind::absolute) return std::nullopt;
    const Polynomial& inside = arena_.polynomial(atom.a);
    if (inside.size() != 1 || inside.begin()->first.size() != 1 || inside.begin()->second != 1) return std::nullopt;
    const std::uint32_t variable = inside.begin()->first.front();
    return arena_.atom(variable).kind == term::AtomKind::variable ? std::optional(variable) : std::nullopt;
  }

  const Arena& arena_;
  term::SharedParts parts_;
  std::set<Int> seen_;
  std::map<std::uint32_t, std::set<std::uint32_t>> companions_;
  std::set<std::uint32_t> magnitudes_;
};

class Fusion {
 public:
  Fusion(Arena& arena, std::uint32_t p, std::uint32_t q) : arena_(arena), p_(p), q_(q) {}

  std::vector<Marked> applied(const std::vector<Marked>& formulas) {
    Bounds of_p = term::bounds(arena_, arena_.atom_term(p_));
    Bounds of_q = term::bounds(arena_, arena_.atom_term(q_));
    std::vector<Marked> kept;
    for (const Marked& one : formulas) {
      const auto limit = limit_in(arena_, one.formula);
      if (!limit || (limit->atom != p_ && limit->atom != q_)) {
        kept.push_back(one);
        continue;
      }
      tighten(limit->atom == p_ ? of_p : of_q, *limit);
      marks_ |= one.marks;
      only_signs_ = only_signs_ && says_sign(limit->lower, limit->value);
    }
    const Int product = arena_.variable(name());
    for (Marked& one : kept) one.formula = rebuilt(one.formula, product);
    const Bounds range = term::product_bounds(of_p, of_q);
    if (range.low && states(true, *range.low))
      kept.push_back({arena_.less_equal(arena_.integer(*range.low), product), marks_});
    if (range.high && states(false, *range.high))
      kept.push_back({arena_.less_equal(product, arena_.integer(*range.high)), marks_});
    return kept;
  }

 private:
  static void tighten(Bounds& range, const Limit& limit) {
    std::optional<Integer>& end = limit.lower ? range.low : range.high;
    if (!end || (limit.lower ? limit.value > *end : limit.value < *end)) end = limit.value;
  }
  /// Where the factors came with their signs alone, so does the product.
  [[nodiscard]] bool states(bool lower, const Integer& end) const { return !only_signs_ || says_sign(lower, end); }
  static bool says_sign(bool lower, const Integer& end) { return lower ? end >= -1 : end <= 1; }

  [[nodiscard]] std::string name() const {
    return term::show(arena_, arena_.atom_term(p_)) + " * " + term::show(arena_, arena_.atom_term(q_));
  }

  Bool rebuilt(Bool formula, Int product) {
    if (!substitution_) {
      substitution_.emplace(arena_, [this, product](std::uint32_t atom) -> std::optional<Int> {
        if (atom == p_) return product;
        return atom == q_ ? std::optional(arena_.integer(Integer(1))) : std::nullopt;
      });
    }
    return substitution_->apply(formula);
  }

  Arena& arena_;
  std::uint32_t p_;
  std::uint32_t q_;
  Marks marks_ = 0;
  bool only_signs_ = true;
  std::optional<term::Substitution> substitution_;
};

}  // namespace

std::vector<Marked> fused(Arena& arena, std::vector<Marked> formulas) {
  while (const auto pair = Occurrences(arena, formulas).pair()) {
    formulas = Fusion(arena, pair->first, pair->second).applied(formulas);
  }
  return formulas;
}

std::vector<Bool> fused(Arena& arena, const std::vector<Bool>& formulas) {
  std::vector<Marked> marked;
  marked.reserve(formulas.size());
  for (const Bool formula : formulas) marked.push_back({formula, 0});
  std::vector<Bool> result;
  for (const Marked& one : fused(arena, std::move(marked))) result.push_back(one.formula);
  return result;
}

}  // namespace surety::verify::strategy
