// simplify.cpp -- unit propagation and equality solving until nothing changes.
#include "verifier/prove/simplify.h"

#include <algorithm>
#include <map>
#include <set>

#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using core::Integer;
using term::Arena;
using term::Bool;
using term::BoolKind;
using term::Int;
using term::Polynomial;

/// What the unit formulas say: literals, and for each polynomial without its constant how small it can be.
class Known {
 public:
  explicit Known(Arena& arena) : arena_(arena) {}

  void learn(Bool formula) {
    const term::BoolNode node = arena_.node(formula);
    units_.insert(formula);
    if (node.kind == BoolKind::nonnegative) bound(node.polynomial);
    if (node.kind == BoolKind::zero) {
      bound(node.polynomial);
      bound(arena_.scale(node.polynomial, Integer(-1)));
    }
  }

  /// Decided by another formula than itself.
  std::optional<bool> decides(Bool formula) {
    if (units_.contains(formula)) return true;
    if (units_.contains(arena_.negate(formula))) return false;
    const term::BoolNode node = arena_.node(formula);
    if (node.kind == BoolKind::nonnegative) return by_bounds(node.polynomial);
    if (node.kind == BoolKind::zero || node.kind == BoolKind::nonzero) {
      if (never_zero(node.polynomial)) return node.kind == BoolKind::nonzero;
    }
    return std::nullopt;
  }

  /// Is p >= 0 said by a sharper formula?
  bool redundant(Int p) {
    const auto [base, constant] = split(p);
    const auto place = least_.find(base);
    return place != least_.end() && place->second < constant;
  }

 private:
  std::pair<Int, Integer> split(Int p) {
    Polynomial base = arena_.polynomial(p);
    const Integer constant = term::constant_term(base);
    base.erase(term::Monomial{});
    return {arena_.of(base), constant};
  }
  void bound(Int p) {
    const auto [base, constant] = split(p);
    const auto [place, fresh] = least_.try_emplace(base, constant);
    if (!fresh) place->second = std::min(place->second, constant);
  }
  /// base + c >= 0 with c <= constant gives p >= 0; -base + k >= 0 with k < -constant gives p < 0.
  std::optional<bool> by_bounds(Int p) {
    const auto [base, constant] = split(p);
    const auto lower = least_.find(base);
    if (lower != least_.end() && lower->second <= constant) return true;
    const auto upper = least_.find(arena_.scale(base, Integer(-1)));
    if (upper != least_.end() && upper->second + constant < 0) return false;
    return std::nullopt;
  }
  bool never_zero(Int p) {
    const Int one = arena_.integer(Integer(1));
    const Int minus = arena_.scale(p, Integer(-1));
    return by_bounds(arena_.subtract(p, one)) == true || by_bounds(arena_.subtract(minus, one)) == true;
  }

  Arena& arena_;
  std::set<Bool> units_;
  std::map<Int, Integer> least_;
};

bool is_unit(const Arena& arena, Bool formula) { return arena.node(formula).parts.empty(); }

std::vector<Bool> flattened(Arena& arena, const std::vector<Bool>& formulas) {
  const Bool whole = arena.conjunction(formulas);
  const term::BoolNode& node = arena.node(whole);
  if (node.kind == BoolKind::conjunction) return node.parts;
  if (node.kind == BoolKind::truth) return {};
  return {whole};
}

/// A formula that is not a unit with the parts that units decide resolved.
Bool resolved(Arena& arena, Known& known, Bool formula) {
  const term::BoolNode node = arena.node(formula);
  if (node.parts.empty()) {
    const auto value = known.decides(formula);
    return value ? arena.constant(*value) : formula;
  }
  std::vector<Bool> parts;
  for (const Bool part : node.parts) parts.push_back(resolved(arena, known, part));
  return node.kind == BoolKind::conjunction ? arena.conjunction(parts) : arena.disjunction(parts);
}

/// What decides a condition inside a formula speaks of a strictly smaller term, so the formulas can all be rebuilt with
/// the help of each other and nothing is lost in a circle.
std::vector<Bool> propagated(Arena& arena, const std::vector<Bool>& formulas) {
  Known known(arena);
  for (const Bool formula : formulas) {
    if (is_unit(arena, formula)) known.learn(formula);
  }
  term::Substitution substitution(
      arena, [](std::uint32_t) { return std::nullopt; }, {}, [&](Bool condition) { return known.decides(condition); });
  std::vector<Bool> result;
  for (const Bool formula : formulas) {
    const term::BoolNode node = arena.node(formula);
    if (!node.parts.empty()) {
      result.push_back(substitution.apply(resolved(arena, known, formula)));
      continue;
    }
    if (known.decides(arena.negate(formula)) == true) return {arena.constant(false)};
    if (node.kind == BoolKind::nonnegative && known.redundant(node.polynomial)) continue;
    result.push_back(substitution.apply(formula));
  }
  return flattened(arena, result);
}

/// `variable` = `value`, read off an equation.
struct Definition {
  std::uint32_t variable = 0;
  Int value;
};

constexpr std::size_t longest_definition = 12;  // monomials: longer ones make more than they save

std::optional<Definition> definition_in(Arena& arena, Int equation) {
  const Polynomial polynomial = arena.polynomial(equation);
  if (polynomial.size() > longest_definition) return std::nullopt;
  for (const auto& [monomial, coefficient] : polynomial) {
    if (monomial.size() != 1 || abs(coefficient) != 1) continue;
    const std::uint32_t variable = monomial.front();
    if (arena.atom(variable).kind != term::AtomKind::variable) continue;
    Polynomial others = polynomial;
    others.erase(monomial);
    const Int value = arena.scale(arena.of(others), Integer(-coefficient));
    term::Mentioned mentioned(arena);
    mentioned.visit(value);
    if (!mentioned.atoms().contains(variable)) return Definition{variable, value};
  }
  return std::nullopt;
}

/// One defined variable substituted everywhere; false where no equation defines one.
bool eliminate_one(Arena& arena, std::vector<Bool>& formulas) {
  for (const Bool formula : formulas) {
    const term::BoolNode node = arena.node(formula);
    if (node.kind != BoolKind::zero) continue;
    const auto found = definition_in(arena, node.polynomial);
    if (!found) continue;
    term::Substitution substitution(arena, [&](std::uint32_t atom) {
      return atom == found->variable ? std::optional(found->value) : std::nullopt;
    });
    for (Bool& other : formulas) other = substitution.apply(other);
    formulas = flattened(arena, formulas);
    return true;
  }
  return false;
}

}  // namespace

std::vector<Bool> simplified(Arena& arena, std::vector<Bool> formulas) {
  formulas = flattened(arena, formulas);
  for (bool changed = true; changed;) {
    const std::vector<Bool> before = formulas;
    while (eliminate_one(arena, formulas)) {
    }
    formulas = propagated(arena, formulas);
    changed = formulas != before;
  }
  return formulas;
}

std::vector<Bool> declared_bounds(Arena& arena, const std::vector<Bool>& formulas) {
  term::Mentioned mentioned(arena);
  for (const Bool formula : formulas) mentioned.visit(formula);
  std::vector<Bool> result;
  for (const std::uint32_t index : mentioned.atoms()) {
    const term::Atom atom = arena.atom(index);
    if (atom.kind != term::AtomKind::variable) continue;
    const Int variable = arena.atom_term(index);
    if (atom.declared.low) result.push_back(arena.less_equal(arena.integer(*atom.declared.low), variable));
    if (atom.declared.high) result.push_back(arena.less_equal(variable, arena.integer(*atom.declared.high)));
  }
  return result;
}

}  // namespace surety::verify::strategy
