// evaluate.cpp -- the value of a term under an assignment: checks a solver's model without the solver.
#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

class Evaluator {
 public:
  Evaluator(const Arena& arena, const Assignment& assignment) : arena_(arena), assignment_(assignment) {}

  std::optional<Integer> integer(Int a) const {
    Integer sum = 0;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      Integer factor = coefficient;
      for (const std::uint32_t index : monomial) {
        const auto value = atom(arena_.atom(index));
        if (!value) return std::nullopt;
        factor *= *value;
      }
      sum += factor;
    }
    return sum;
  }

  std::optional<bool> boolean(Bool a) const {
    const BoolNode& node = arena_.node(a);
    switch (node.kind) {
      case BoolKind::truth: return true;
      case BoolKind::falsehood: return false;
      case BoolKind::variable: return named(node.name);
      case BoolKind::not_variable: return !named(node.name);
      case BoolKind::nonnegative:
      case BoolKind::zero:
      case BoolKind::nonzero: return comparison(node);
      case BoolKind::conjunction: return joined(node, false);
      case BoolKind::disjunction: return joined(node, true);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool named(const std::string& name) const {
    const auto place = assignment_.booleans.find(name);
    return place != assignment_.booleans.end() && place->second;
  }

  std::optional<bool> comparison(const BoolNode& node) const {
    const auto value = integer(node.polynomial);
    if (!value) return std::nullopt;
    if (node.kind == BoolKind::nonnegative) return *value >= 0;
    return (*value == 0) == (node.kind == BoolKind::zero);
  }

  /// A part that decides the whole makes the others irrelevant, undefined ones too.
  std::optional<bool> joined(const BoolNode& node, bool decisive) const {
    bool undefined = false;
    for (const Bool part : node.parts) {
      const auto value = boolean(part);
      if (value == decisive) return decisive;
      undefined = undefined || !value;
    }
    return undefined ? std::nullopt : std::optional(!decisive);
  }

  std::optional<Integer> atom(const Atom& atom) const {
    if (atom.kind == AtomKind::variable) {
      const auto place = assignment_.integers.find(atom.name);
      return place == assignment_.integers.end() ? Integer(0) : place->second;
    }
    if (atom.kind == AtomKind::choose) {
      const auto condition = boolean(atom.condition);
      return condition ? integer(*condition ? atom.a : atom.b) : std::nullopt;
    }
    const auto a = integer(atom.a);
    const auto b = integer(atom.b);
    return a && b ? combined(atom.kind, *a, *b) : std::nullopt;
  }

  static std::optional<Integer> combined(AtomKind kind, const Integer& a, const Integer& b) {
    switch (kind) {
      case AtomKind::quotient: return b >= 1 ? std::optional(core::floor_divide(a, b)) : std::nullopt;
      case AtomKind::square_root: return a >= 0 ? std::optional(core::floor_square_root(a)) : std::nullopt;
      case AtomKind::minimum: return a < b ? a : b;
      case AtomKind::maximum: return a < b ? b : a;
      case AtomKind::absolute: return Integer(abs(a));
      case AtomKind::variable:
      case AtomKind::choose: break;
    }
    return std::nullopt;
  }

  const Arena& arena_;
  const Assignment& assignment_;
};

}  // namespace

std::optional<Integer> evaluate(const Arena& arena, Int a, const Assignment& assignment) {
  return Evaluator(arena, assignment).integer(a);
}

std::optional<bool> evaluate(const Arena& arena, Bool a, const Assignment& assignment) {
  return Evaluator(arena, assignment).boolean(a);
}

}  // namespace surety::term
