// traverse.cpp -- mentions, substitution and definitions.
#include "verifier/term/traverse.h"

#include <algorithm>

#include "verifier/term/bounds.h"

namespace surety::term {

void Mentioned::visit(Int a) {
  for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
    for (const std::uint32_t index : monomial) {
      if (!atoms_.insert(index).second) continue;
      const Atom& atom = arena_.atom(index);
      if (atom.kind == AtomKind::variable) continue;
      if (atom.kind == AtomKind::choose) visit(atom.condition);
      visit(atom.a);
      visit(atom.b);
    }
  }
}

void Mentioned::visit(Bool a) {
  if (!seen_.insert(a).second) return;
  const BoolNode& node = arena_.node(a);
  if (!node.name.empty()) booleans_.insert(node.name);
  visit(node.polynomial);
  for (const Bool part : node.parts) visit(part);
}

void SharedParts::of(Bool a) {
  const BoolNode& node = arena_.node(a);
  if (!node.parts.empty() && !seen_.insert(a.index).second) return;
  visit_(node);
  for (const Bool part : node.parts) of(part);
}

bool is_linear(const Arena& arena, const std::vector<Bool>& formulas) {
  bool linear = true;
  SharedParts parts(arena, [&](const BoolNode& node) {
    const auto at_most_one = [](const Polynomial::Term& term) { return term.first.size() <= 1; };
    linear = linear && std::ranges::all_of(arena.polynomial(node.polynomial), at_most_one);
  });
  for (const Bool formula : formulas) parts.of(formula);
  return linear;
}

namespace {

class Literals {
 public:
  Literals(const Arena& arena, std::size_t most) : arena_(arena), most_(most) {}

  std::size_t in(const std::vector<Bool>& formulas) {
    std::size_t sum = 0;
    for (const Bool formula : formulas) sum = std::min(most_, sum + of(formula));
    return sum;
  }

 private:
  std::size_t of(Bool a) {
    const BoolNode& node = arena_.node(a);
    if (node.parts.empty()) return 1;
    if (const auto place = counted_.find(a.index); place != counted_.end()) return place->second;
    const std::size_t count = in(node.parts);
    counted_.emplace(a.index, count);
    return count;
  }

  const Arena& arena_;
  std::size_t most_;
  std::unordered_map<std::uint32_t, std::size_t> counted_;
};

}  // namespace

std::size_t literals_in(const Arena& arena, const std::vector<Bool>& formulas, std::size_t most) {
  return Literals(arena, most).in(formulas);
}

Int Substitution::rebuild(std::uint32_t index) {
  if (const auto replacement = atom_(index)) return *replacement;
  const Atom& atom = arena_.atom(index);
  switch (atom.kind) {
    case AtomKind::variable: break;
    case AtomKind::quotient: return arena_.quotient(apply(atom.a), apply(atom.b));
    case AtomKind::square_root: return arena_.square_root(apply(atom.a));
    case AtomKind::choose: return chosen(apply(atom.condition), apply(atom.a), apply(atom.b));
    case AtomKind::minimum:
    case AtomKind::maximum: return extreme(atom.kind, apply(atom.a), apply(atom.b));
    case AtomKind::absolute: return magnitude(apply(atom.a));
  }
  return arena_.atom_term(index);
}

Int Substitution::chosen(Bool condition, Int then, Int otherwise) {
  if (const auto known = decided(condition)) return *known ? then : otherwise;
  return arena_.choose(condition, then, otherwise);
}

Int Substitution::extreme(AtomKind kind, Int a, Int b) {
  const bool least = kind == AtomKind::minimum;
  if (decided(arena_.less_equal(a, b)) == true) return least ? a : b;
  if (decided(arena_.less_equal(b, a)) == true) return least ? b : a;
  return least ? arena_.minimum(a, b) : arena_.maximum(a, b);
}

Int Substitution::magnitude(Int a) {
  const Int negated = arena_.scale(a, Integer(-1));
  if (decided(arena_.nonnegative(a)) == true) return a;
  if (decided(arena_.nonnegative(negated)) == true) return negated;
  return arena_.absolute(a);
}

Int Substitution::rebuilt(std::uint32_t index) {
  if (const auto place = atoms_.find(index); place != atoms_.end()) return place->second;
  const Int result = rebuild(index);
  atoms_.emplace(index, result);
  return result;
}

Int Substitution::apply(Int a) {
  if (const auto place = integers_.find(a.index); place != integers_.end()) return place->second;
  const Polynomial& original = arena_.polynomial(a);
  const bool same = std::ranges::all_of(original, [this](const auto& part) {
    return std::ranges::all_of(part.first,
                               [this](std::uint32_t atom) { return rebuilt(atom) == arena_.atom_term(atom); });
  });
  if (same) return integers_.emplace(a.index, a).first->second;
  Polynomial sum;
  for (const auto& [monomial, coefficient] : original) {
    Polynomial factor = constant_polynomial(coefficient);
    for (const std::uint32_t atom : monomial) factor = product(factor, arena_.polynomial(rebuilt(atom)));
    sum = add_scaled(sum, factor, Integer(1));
  }
  const Int result = arena_.of(std::move(sum));
  integers_.emplace(a.index, result);
  return result;
}

Bool Substitution::compared(Bool original, BoolKind kind, Int polynomial) {
  if (polynomial == arena_.node(original).polynomial) return original;
  if (kind == BoolKind::nonnegative) return arena_.nonnegative(polynomial);
  return kind == BoolKind::zero ? arena_.zero(polynomial) : arena_.negate(arena_.zero(polynomial));
}

Bool Substitution::rebuild(Bool a) {
  const BoolNode& node = arena_.node(a);
  switch (node.kind) {
    case BoolKind::truth:
    case BoolKind::falsehood: return a;
    case BoolKind::variable:
    case BoolKind::not_variable: {
      const auto replacement = literal_ ? literal_(node) : std::nullopt;
      return replacement ? *replacement : a;
    }
    case BoolKind::nonnegative:
    case BoolKind::zero:
    case BoolKind::nonzero: return compared(a, node.kind, apply(node.polynomial));
    case BoolKind::conjunction:
    case BoolKind::disjunction: break;
  }
  std::vector<Bool> parts;
  parts.reserve(node.parts.size());
  for (const Bool part : node.parts) parts.push_back(apply(part));
  if (parts == node.parts) return a;
  return node.kind == BoolKind::conjunction ? arena_.conjunction(parts) : arena_.disjunction(parts);
}

Bool Substitution::apply(Bool a) {
  if (const auto place = booleans_.find(a.index); place != booleans_.end()) return place->second;
  const Bool result = rebuild(a);
  booleans_.emplace(a.index, result);
  return result;
}

namespace {

/// The formula `meaning`, or nothing at all where `applies` does not hold.
Bool where(Arena& arena, Bool applies, Bool meaning) {
  if (decided_by_bounds(arena, applies) == true) return meaning;
  return arena.implies(applies, meaning);
}

/// n >= 0 gives q >= 0: over the reals q could lie a little below.
Bool sign_of_quotient(Arena& arena, Int q, Int n) {
  const Bool up = arena.nonnegative(n);
  const auto known = decided_by_bounds(arena, up);
  if (known) return *known ? arena.nonnegative(q) : arena.less(q, arena.integer(Integer(0)));
  return arena.implies(up, arena.nonnegative(q));
}

Bool quotient_definition(Arena& arena, Int q, Int n, Int divisor) {
  const Int one = arena.integer(Integer(1));
  const Int rest = arena.subtract(n, arena.multiply(divisor, q));
  const Bool meaning =
      arena.conjunction({arena.nonnegative(rest), arena.less(rest, divisor), sign_of_quotient(arena, q, n)});
  return where(arena, arena.less_equal(one, divisor), meaning);
}

Bool root_definition(Arena& arena, Int r, Int a) {
  const Int next = arena.add(r, arena.integer(Integer(1)));
  const Bool meaning = arena.conjunction(
      {arena.nonnegative(r), arena.less_equal(arena.multiply(r, r), a), arena.less(a, arena.multiply(next, next))});
  return where(arena, arena.nonnegative(a), meaning);
}

/// `t` is one of `a` and `b`, and at least both.
Bool upper_definition(Arena& arena, Int t, Int a, Int b) {
  return arena.conjunction(
      {arena.less_equal(a, t), arena.less_equal(b, t), arena.either(arena.equal(t, a), arena.equal(t, b))});
}
Bool lower_definition(Arena& arena, Int t, Int a, Int b) {
  return arena.conjunction(
      {arena.less_equal(t, a), arena.less_equal(t, b), arena.either(arena.equal(t, a), arena.equal(t, b))});
}

}  // namespace

Bool definition(Arena& arena, std::uint32_t index) {
  const Atom& atom = arena.atom(index);
  const Int t = arena.atom_term(index);
  switch (atom.kind) {
    case AtomKind::variable: return arena.constant(true);
    case AtomKind::quotient: return quotient_definition(arena, t, atom.a, atom.b);
    case AtomKind::square_root: return root_definition(arena, t, atom.a);
    case AtomKind::choose:
      return arena.both(arena.implies(atom.condition, arena.equal(t, atom.a)),
                        arena.either(atom.condition, arena.equal(t, atom.b)));
    case AtomKind::minimum: return lower_definition(arena, t, atom.a, atom.b);
    case AtomKind::maximum: return upper_definition(arena, t, atom.a, atom.b);
    case AtomKind::absolute:
      return arena.both(arena.nonnegative(t), upper_definition(arena, t, atom.a, arena.scale(atom.a, Integer(-1))));
  }
  return arena.constant(true);
}

}  // namespace surety::term
