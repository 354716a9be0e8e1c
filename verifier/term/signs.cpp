// signs.cpp -- see signs.h.
#include "verifier/term/signs.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verifier/term/bounds.h"
#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

/// Conditions of choices that are told apart, one inside the other.
constexpr int most_cases = 4;

class Cases {
 public:
  explicit Cases(Arena& arena) : arena_(arena) {}

  Sign of(Bool formula, Int term, int cases) {
    while (settle(formula, term)) {
    }
    if (arena_.value(formula) == false) return {true, true};
    const Sign sign = seen(formula, term);
    const std::optional<Bool> condition = open_condition(formula, term);
    if ((sign.at_least_zero && sign.at_most_zero) || !condition || cases == 0) return sign;
    const Sign where = under(formula, term, *condition, cases);
    const Sign elsewhere = under(formula, term, arena_.negate(*condition), cases);
    return {sign.at_least_zero || (where.at_least_zero && elsewhere.at_least_zero),
            sign.at_most_zero || (where.at_most_zero && elsewhere.at_most_zero)};
  }

 private:
  [[nodiscard]] std::vector<Bool> parts_of(Bool formula) const {
    const BoolNode& node = arena_.node(formula);
    return node.kind == BoolKind::conjunction ? node.parts : std::vector{formula};
  }

  /// Puts one thing that the formula says outright into both: a truth value, or what a variable is equal to.
  bool settle(Bool& formula, Int& term) {
    for (const Bool part : parts_of(formula)) {
      const BoolNode& node = arena_.node(part);
      if (node.kind == BoolKind::variable || node.kind == BoolKind::not_variable) {
        put_truth(node, formula, term);
        return true;
      }
      if (node.kind == BoolKind::zero && put_value(node.polynomial, formula, term)) return true;
    }
    return false;
  }

  void put_truth(const BoolNode& known, Bool& formula, Int& term) {
    Substitution substitution(
        arena_, [](std::uint32_t) { return std::nullopt; },
        [&](const BoolNode& literal) -> std::optional<Bool> {
          if (literal.name != known.name) return std::nullopt;
          return arena_.constant(literal.kind == known.kind);
        });
    formula = substitution.apply(formula);
    term = substitution.apply(term);
  }

  /// `x = p`, where nothing in p mentions x.
  bool put_value(Int zero, Bool& formula, Int& term) {
    for (const auto& [monomial, factor] : arena_.polynomial(zero)) {
      if (monomial.size() != 1 || arena_.atom(monomial[0]).kind != AtomKind::variable) continue;
      if (factor != 1 && factor != -1) continue;
      const std::uint32_t variable = monomial[0];
      const Int other = arena_.subtract(arena_.atom_term(variable), arena_.scale(zero, factor));
      Mentioned mentioned(arena_);
      mentioned.visit(other);
      if (mentioned.atoms().contains(variable)) continue;
      Substitution substitution(
          arena_, [&](std::uint32_t atom) { return atom == variable ? std::optional(other) : std::nullopt; });
      // What the variable's bounds said of it is kept beside what replaces it.
      const Bool within = bounds_kept(variable, other);
      formula = arena_.both(substitution.apply(formula), within);
      term = substitution.apply(term);
      return true;
    }
    return false;
  }

  Bool bounds_kept(std::uint32_t variable, Int other) {
    const Bounds& declared = arena_.atom(variable).declared;
    Bool within = arena_.constant(true);
    if (declared.low) within = arena_.both(within, arena_.less_equal(arena_.integer(*declared.low), other));
    if (declared.high) within = arena_.both(within, arena_.less_equal(other, arena_.integer(*declared.high)));
    return within;
  }

  /// From the term's bounds, and from those of its distance to what the formula says is at least 0.
  Sign seen(Bool formula, Int term) {
    Sign sign = sign_by_bounds(arena_, term);
    for (const Bool part : parts_of(formula)) {
      const BoolNode& node = arena_.node(part);
      if (node.kind != BoolKind::nonnegative) continue;
      sign.at_least_zero =
          sign.at_least_zero || sign_by_bounds(arena_, arena_.subtract(term, node.polynomial)).at_least_zero;
      sign.at_most_zero = sign.at_most_zero || sign_by_bounds(arena_, arena_.add(term, node.polynomial)).at_most_zero;
    }
    return sign;
  }

  /// What a choice in the term depends on, if the formula says something in one of the two cases, or nothing in any.
  [[nodiscard]] std::optional<Bool> open_condition(Bool formula, Int term) {
    std::set<Bool> cases;
    for (const Bool part : parts_of(formula)) {
      const BoolNode& node = arena_.node(part);
      if (node.kind == BoolKind::disjunction) cases.insert(node.parts.begin(), node.parts.end());
    }
    const bool of_any = arena_.value(formula) == true;
    Mentioned mentioned(arena_);
    mentioned.visit(term);
    for (const std::uint32_t index : mentioned.atoms()) {
      if (arena_.atom(index).kind != AtomKind::choose) continue;
      const Bool condition = arena_.atom(index).condition;
      if (of_any || cases.contains(condition) || cases.contains(arena_.negate(condition))) return condition;
    }
    return std::nullopt;
  }

  Sign under(Bool formula, Int term, Bool condition, int cases) {
    const Bool opposite = arena_.negate(condition);
    const auto decide = [&](Bool asked) -> std::optional<bool> {
      if (asked == condition) return true;
      return asked == opposite ? std::optional(false) : std::nullopt;
    };
    Substitution substitution(arena_, [](std::uint32_t) { return std::nullopt; }, {}, decide);
    return of(arena_.both(formula, condition), substitution.apply(term), cases - 1);
  }

  Arena& arena_;
};

}  // namespace

Sign sign_by_bounds(const Arena& arena, Int term) {
  const Bounds bounds = term::bounds(arena, term);
  return {bounds.low && *bounds.low >= 0, bounds.high && *bounds.high <= 0};
}

Sign sign_where(Arena& arena, Bool formula, Int term) {
  const auto [place, fresh] = arena.remembered_signs().try_emplace({formula, term});
  if (fresh) place->second = Cases(arena).of(formula, term, most_cases);
  return place->second;
}

}  // namespace surety::term
