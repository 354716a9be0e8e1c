// simplify.cpp -- unit propagation and equality solving until nothing changes.
#include "verifier/prove/simplify.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using core::Integer;
using term::Arena;
using term::Bool;
using term::BoolKind;
using term::Int;
using term::Polynomial;

struct Decision {
  bool value = false;
  Marks marks = 0;
};

/// What the unit formulas say: literals, and for each polynomial without its constant how small it can be.
class Known {
 public:
  explicit Known(Arena& arena) : arena_(arena) {}

  void learn(const Marked& unit) {
    const term::BoolNode& node = arena_.node(unit.formula);
    units_.emplace(unit.formula, unit.marks);
    if (node.kind == BoolKind::nonnegative) bound(node.polynomial, unit.marks);
    if (node.kind == BoolKind::zero) {
      bound(node.polynomial, unit.marks);
      bound(arena_.scale(node.polynomial, Integer(-1)), unit.marks);
    }
  }

  /// Decided by another formula than itself.
  std::optional<Decision> decides(Bool formula) {
    if (const auto unit = units_.find(formula); unit != units_.end()) return Decision{true, unit->second};
    if (const auto unit = units_.find(arena_.negate(formula)); unit != units_.end())
      return Decision{false, unit->second};
    const term::BoolNode& node = arena_.node(formula);
    if (node.kind == BoolKind::nonnegative) return by_bounds(node.polynomial);
    if (node.kind == BoolKind::zero || node.kind == BoolKind::nonzero) {
      if (const auto marks = never_zero(node.polynomial)) return Decision{node.kind == BoolKind::nonzero, *marks};
      if (const auto marks = always_zero(node.polynomial)) return Decision{node.kind == BoolKind::zero, *marks};
    }
    return std::nullopt;
  }

  /// Is p >= 0 said by a sharper formula?
  bool redundant(Int p) {
    const auto [base, constant] = split(p);
    const auto place = least_.find(base);
    return place != least_.end() && place->second.constant < constant;
  }

 private:
  struct Least {
    Integer constant;
    Marks marks = 0;
  };

  std::pair<Int, Integer> split(Int p) {
    Polynomial base = arena_.polynomial(p);
    const Integer constant = term::constant_term(base);
    base.erase(term::Monomial{});
    return {arena_.of(std::move(base)), constant};
  }
  void bound(Int p, Marks marks) {
    const auto [base, constant] = split(p);
    const auto [place, fresh] = least_.try_emplace(base, Least{constant, marks});
    if (!fresh && constant < place->second.constant) place->second = {constant, marks};
  }
  /// base + c >= 0 with c <= constant gives p >= 0; -base + k >= 0 with k < -constant gives p < 0.
  std::optional<Decision> by_bounds(Int p) {
    const auto [base, constant] = split(p);
    const auto lower = least_.find(base);
    if (lower != least_.end() && lower->second.constant <= constant) return Decision{true, lower->second.marks};
    const auto upper = least_.find(arena_.scale(base, Integer(-1)));
    if (upper != least_.end() && upper->second.constant + constant < 0) return Decision{false, upper->second.marks};
    return std::nullopt;
  }
  std::optional<Marks> never_zero(Int p) {
    const Int one = arena_.integer(Integer(1));
    for (const Int side : {p, arena_.scale(p, Integer(-1))}) {
      const auto apart = by_bounds(arena_.subtract(side, one));
      if (apart && apart->value) return apart->marks;
    }
    return std::nullopt;
  }
  std::optional<Marks> always_zero(Int p) {
    const auto least = by_bounds(p);
    const auto most = by_bounds(arena_.scale(p, Integer(-1)));
    if (!least || !most || !least->value || !most->value) return std::nullopt;
    return least->marks | most->marks;
  }

  Arena& arena_;
  std::map<Bool, Marks> units_;
  std::map<Int, Least> least_;
};

bool is_unit(const Arena& arena, Bool formula) { return arena.node(formula).parts.empty(); }

std::vector<Marked> contradiction(const Arena& arena, Marks marks) { return {{arena.constant(false), marks}}; }

/// Conjunctions split, in the order of formulas, each once.
std::vector<Marked> flattened(Arena& arena, const std::vector<Marked>& formulas) {
  std::vector<Marked> flat;
  for (const Marked& one : formulas) {
    const term::BoolNode& node = arena.node(one.formula);
    if (node.kind == BoolKind::truth) continue;
    if (node.kind == BoolKind::falsehood) return {one};
    if (node.kind != BoolKind::conjunction) flat.push_back(one);
    if (node.kind != BoolKind::conjunction) continue;
    for (const Bool part : node.parts) flat.push_back({part, one.marks});
  }
  std::ranges::sort(flat, [](const Marked& a, const Marked& b) {
    return std::tuple(a.formula, std::popcount(a.marks), a.marks) <
           std::tuple(b.formula, std::popcount(b.marks), b.marks);
  });
  const auto repeated = std::ranges::unique(flat, {}, &Marked::formula);
  flat.erase(repeated.begin(), repeated.end());
  for (const Marked& one : flat) {
    if (!is_unit(arena, one.formula)) continue;
    const Bool opposite = arena.negate(one.formula);
    const auto place = std::ranges::lower_bound(flat, opposite, {}, &Marked::formula);
    if (place != flat.end() && place->formula == opposite) return contradiction(arena, one.marks | place->marks);
  }
  return flat;
}

/// Formulas that are not units, with the parts that units decide resolved.
class Resolution {
 public:
  Resolution(Arena& arena, Known& known) : arena_(arena), known_(known) {}

  /// With the marks of what decided parts of it.
  Marked of(Bool formula) {
    if (is_unit(arena_, formula)) return decided(formula);
    if (const auto place = seen_.find(formula); place != seen_.end()) return place->second;
    const term::BoolNode& node = arena_.node(formula);
    Marks marks = 0;
    std::vector<Bool> parts;
    parts.reserve(node.parts.size());
    for (const Bool part : node.parts) {
      const Marked one = of(part);
      parts.push_back(one.formula);
      marks |= one.marks;
    }
    const bool all = node.kind == BoolKind::conjunction;
    const Marked result{all ? arena_.conjunction(parts) : arena_.disjunction(parts), marks};
    seen_.emplace(formula, result);
    return result;
  }

 private:
  Marked decided(Bool unit) {
    const auto decision = known_.decides(unit);
    return decision ? Marked{arena_.constant(decision->value), decision->marks} : Marked{unit, 0};
  }

  Arena& arena_;
  Known& known_;
  std::map<Bool, Marked> seen_;
};

/// Whether terms hold a choice, a minimum, a maximum or an absolute value.
class Choices {
 public:
  explicit Choices(const Arena& arena) : arena_(arena) {}

  bool in(Bool formula) {
    const term::BoolNode& node = arena_.node(formula);
    if (node.parts.empty()) return in(node.polynomial);
    if (const auto place = joined_.find(formula); place != joined_.end()) return place->second;
    return joined_[formula] = std::ranges::any_of(node.parts, [this](Bool part) { return in(part); });
  }

 private:
  bool in(Int a) {
    if (const auto place = seen_.find(a); place != seen_.end()) return place->second;
    bool found = false;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      found = found || std::ranges::any_of(monomial, [this](std::uint32_t atom) { return is(arena_.atom(atom)); });
    }
    return seen_[a] = found;
  }
  bool is(const term::Atom& atom) {
    switch (atom.kind) {
      case term::AtomKind::choose:
      case term::AtomKind::minimum:
      case term::AtomKind::maximum:
      case term::AtomKind::absolute: return true;
      case term::AtomKind::quotient: return in(atom.a) || in(atom.b);
      case term::AtomKind::square_root: return in(atom.a);
      case term::AtomKind::variable: break;
    }
    return false;
  }

  const Arena& arena_;
  std::map<Int, bool> seen_;
  std::map<Bool, bool> joined_;
};

/// What decides a condition inside a formula speaks of a strictly smaller term, so the formulas can all be rebuilt with
/// the help of each other and nothing is lost in a circle.
std::vector<Marked> propagated(Arena& arena, const std::vector<Marked>& formulas) {
  Known known(arena);
  for (const Marked& one : formulas) {
    if (is_unit(arena, one.formula)) known.learn(one);
  }
  Resolution resolution(arena, known);
  Choices choices(arena);
  const auto rebuilt = [&](Marked one) {
    if (!choices.in(one.formula)) return one;
    term::Substitution substitution(
        arena, [](std::uint32_t) { return std::nullopt; }, {},
        [&](Bool condition) {
          const auto decision = known.decides(condition);
          if (decision) one.marks |= decision->marks;
          return decision ? std::optional(decision->value) : std::nullopt;
        });
    one.formula = substitution.apply(one.formula);
    return one;
  };
  std::vector<Marked> result;
  for (Marked one : formulas) {
    const term::BoolNode& node = arena.node(one.formula);
    if (!node.parts.empty()) {
      const Marked resolved = resolution.of(one.formula);
      result.push_back(rebuilt({resolved.formula, one.marks | resolved.marks}));
      continue;
    }
    if (const auto opposite = known.decides(arena.negate(one.formula)); opposite && opposite->value)
      return contradiction(arena, one.marks | opposite->marks);
    if (node.kind == BoolKind::nonnegative && known.redundant(node.polynomial)) continue;
    result.push_back(rebuilt(one));
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
  const Polynomial& polynomial = arena.polynomial(equation);
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
bool eliminate_one(Arena& arena, std::vector<Marked>& formulas) {
  for (const Marked& one : formulas) {
    const term::BoolNode& node = arena.node(one.formula);
    if (node.kind != BoolKind::zero) continue;
    const auto found = definition_in(arena, node.polynomial);
    if (!found) continue;
    const Marks marks = one.marks;
    term::Substitution substitution(arena, [&](std::uint32_t atom) {
      return atom == found->variable ? std::optional(found->value) : std::nullopt;
    });
    for (Marked& other : formulas) {
      const Bool rebuilt = substitution.apply(other.formula);
      if (rebuilt != other.formula) other = {rebuilt, other.marks | marks};
    }
    formulas = flattened(arena, formulas);
    return true;
  }
  return false;
}

}  // namespace

std::vector<Marked> simplified(Arena& arena, std::vector<Marked> formulas) {
  formulas = flattened(arena, formulas);
  for (bool changed = true; changed;) {
    const std::vector<Marked> before = formulas;
    while (eliminate_one(arena, formulas)) {
    }
    formulas = propagated(arena, formulas);
    changed = !std::ranges::equal(formulas, before, {}, &Marked::formula, &Marked::formula);
  }
  return formulas;
}

std::vector<Marked> those_at(const std::vector<std::size_t>& positions, const std::vector<Marked>& marked) {
  std::vector<Marked> result;
  result.reserve(positions.size());
  for (const std::size_t position : positions) result.push_back(marked[position]);
  return result;
}

std::vector<Bool> formulas_of(const std::vector<Marked>& marked) {
  std::vector<Bool> formulas;
  formulas.reserve(marked.size());
  for (const Marked& one : marked) formulas.push_back(one.formula);
  return formulas;
}

std::vector<Bool> simplified(Arena& arena, const std::vector<Bool>& formulas) {
  std::vector<Marked> marked;
  marked.reserve(formulas.size());
  for (const Bool formula : formulas) marked.push_back({formula, 0});
  return formulas_of(simplified(arena, std::move(marked)));
}

std::vector<Bool> declared_bounds(Arena& arena, const std::vector<Bool>& formulas) {
  term::Mentioned mentioned(arena);
  for (const Bool formula : formulas) mentioned.visit(formula);
  std::vector<Bool> result;
  for (const std::uint32_t index : mentioned.atoms()) {
    const term::Atom& atom = arena.atom(index);
    if (atom.kind != term::AtomKind::variable) continue;
    const Int variable = arena.atom_term(index);
    if (atom.declared.low) result.push_back(arena.less_equal(arena.integer(*atom.declared.low), variable));
    if (atom.declared.high) result.push_back(arena.less_equal(variable, arena.integer(*atom.declared.high)));
  }
  return result;
}

}  // namespace surety::verify::strategy
