// bounds.cpp -- interval arithmetic with infinite ends.
#include "verifier/term/bounds.h"

#include <algorithm>
#include <utility>

#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

using End = std::optional<Integer>;

Bounds exactly(const Integer& value) { return {value, value}; }

void add_scaled(End& sum, const End& end, const Integer& factor) {
  if (sum && end)
    mpz_addmul(sum->get_mpz_t(), end->get_mpz_t(), factor.get_mpz_t());
  else
    sum.reset();
}

void add_scaled(Bounds& sum, const Bounds& a, const Integer& factor) {
  const bool up = factor > 0;
  add_scaled(sum.low, up ? a.low : a.high, factor);
  add_scaled(sum.high, up ? a.high : a.low, factor);
}

Bounds negated(const Bounds& a) {
  const auto flip = [](const End& end) { return end ? End(Integer(-*end)) : std::nullopt; };
  return {flip(a.high), flip(a.low)};
}

bool at_least(const Bounds& a, long value) { return a.low && *a.low >= value; }

/// Both nonnegative: the ends multiply.
Bounds product_nonnegative(const Bounds& a, const Bounds& b) {
  const bool zero = (a.high && *a.high == 0) || (b.high && *b.high == 0);
  const End high = zero ? End(Integer(0)) : a.high && b.high ? End(Integer(*a.high * *b.high)) : std::nullopt;
  const End low = a.low && b.low ? End(Integer(*a.low * *b.low)) : std::nullopt;
  return {low, high};
}

struct Finite {
  const Integer& low;
  const Integer& high;
};

Bounds product_finite(const Finite& a, const Finite& b) {
  const Integer ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  return {*std::min_element(std::begin(ends), std::end(ends)), *std::max_element(std::begin(ends), std::end(ends))};
}

bool is_zero(const Bounds& a) { return a.low && a.high && *a.low == 0 && *a.high == 0; }

Bounds times(const Bounds& a, const Bounds& b) {
  if (is_zero(a) || is_zero(b)) return exactly(Integer(0));
  if (at_least(a, 0) && at_least(b, 0)) return product_nonnegative(a, b);
  if (a.low && a.high && b.low && b.high) return product_finite({*a.low, *a.high}, {*b.low, *b.high});
  if (a.high && *a.high <= 0) return negated(times(negated(a), b));
  if (b.high && *b.high <= 0) return negated(times(a, negated(b)));
  return {};
}

Bounds square(const Bounds& a) {
  Bounds result = times(a, a);
  const bool touches_zero = !at_least(a, 0) && !(a.high && *a.high <= 0);
  if (touches_zero || !result.low || *result.low < 0) result.low = Integer(0);
  return result;
}

Bounds power(const Bounds& base, unsigned exponent) {
  if (exponent == 1) return base;
  Bounds result = exactly(Integer(1));
  for (unsigned i = 0; i + 1 < exponent; i += 2) result = times(result, square(base));
  return exponent % 2 == 1 ? times(result, base) : result;
}

Bounds hull(const Bounds& a, const Bounds& b) {
  return {a.low && b.low ? End(std::min(*a.low, *b.low)) : std::nullopt,
          a.high && b.high ? End(std::max(*a.high, *b.high)) : std::nullopt};
}

Bounds minimum_of(const Bounds& a, const Bounds& b) {
  Bounds result = hull(a, b);
  result.high = a.high && b.high ? End(std::min(*a.high, *b.high)) : a.high ? a.high : b.high;
  return result;
}

/// A divisor is at least 1 wherever the quotient is used.
Bounds quotient_of(const Bounds& n, const Bounds& divisor) {
  const Integer one = 1;
  const Integer least = divisor.low && *divisor.low > 1 ? *divisor.low : one;
  if (divisor.high && *divisor.high < least) return {};
  const auto end = [&](const End& numerator, bool toward_zero) -> End {
    if (!numerator) return std::nullopt;
    if (!toward_zero) return core::floor_divide(*numerator, least);
    if (divisor.high) return core::floor_divide(*numerator, *divisor.high);
    return *numerator >= 0 ? Integer(0) : Integer(-1);
  };
  return {end(n.low, n.low && *n.low >= 0), end(n.high, n.high && *n.high < 0)};
}

Bounds root_of(const Bounds& a) {
  const bool usable = a.high && *a.high >= 0;
  return {Integer(0), usable ? End(core::floor_square_root(*a.high)) : std::nullopt};
}

Bounds absolute_of(const Bounds& a) {
  if (at_least(a, 0)) return a;
  Bounds flipped = negated(a);
  if (at_least(flipped, 0)) return flipped;
  Bounds result = {Integer(0), std::nullopt};
  if (a.high && flipped.high) result.high = std::max(*a.high, *flipped.high);
  return result;
}

Bounds atom_bounds(const Arena& arena, const Atom& atom) {
  switch (atom.kind) {
    case AtomKind::variable: return atom.declared;
    case AtomKind::quotient: return quotient_of(bounds(arena, atom.a), bounds(arena, atom.b));
    case AtomKind::square_root: return root_of(bounds(arena, atom.a));
    case AtomKind::choose: return hull(bounds(arena, atom.a), bounds(arena, atom.b));
    case AtomKind::minimum: return minimum_of(bounds(arena, atom.a), bounds(arena, atom.b));
    case AtomKind::maximum: return negated(minimum_of(negated(bounds(arena, atom.a)), negated(bounds(arena, atom.b))));
    case AtomKind::absolute: return absolute_of(bounds(arena, atom.a));
  }
  return {};
}

const Bounds& monomial_bounds(const Arena& arena, const Monomial& monomial) {
  auto& remembered = arena.remembered_products();
  if (const auto place = remembered.find(monomial); place != remembered.end()) return place->second;
  Bounds result = exactly(Integer(1));
  for (std::size_t i = 0; i < monomial.size();) {
    std::size_t end = i;
    while (end < monomial.size() && monomial[end] == monomial[i]) ++end;
    Bounds factor = power(atom_bounds(arena, arena.atom(monomial[i])), static_cast<unsigned>(end - i));
    result = i == 0 ? std::move(factor) : times(result, factor);
    i = end;
  }
  return remembered.emplace(monomial, std::move(result)).first->second;
}

}  // namespace

Bounds product_bounds(const Bounds& a, const Bounds& b) { return times(a, b); }

const Bounds& bounds(const Arena& arena, Int a) {
  auto& remembered = arena.remembered_limits();
  if (const auto place = remembered.find(a.index); place != remembered.end()) return place->second;
  Bounds result = exactly(Integer(0));
  for (const auto& [monomial, coefficient] : arena.polynomial(a)) {
    const Atom* alone = monomial.size() == 1 ? &arena.atom(monomial.front()) : nullptr;
    if (alone && alone->kind == AtomKind::variable)
      add_scaled(result, alone->declared, coefficient);
    else
      add_scaled(result, monomial_bounds(arena, monomial), coefficient);
    if (!result.low && !result.high) break;
  }
  return remembered.emplace(a.index, std::move(result)).first->second;
}

std::optional<bool> decided_by_bounds(const Arena& arena, Bool a) {
  if (const auto known = arena.value(a)) return known;
  const BoolNode& node = arena.node(a);
  const bool comparison =
      node.kind == BoolKind::nonnegative || node.kind == BoolKind::zero || node.kind == BoolKind::nonzero;
  if (!comparison) return std::nullopt;
  const Bounds& limits = bounds(arena, node.polynomial);
  if (node.kind == BoolKind::nonnegative) {
    if (at_least(limits, 0)) return true;
    if (limits.high && *limits.high < 0) return false;
    return std::nullopt;
  }
  const bool never_zero = at_least(limits, 1) || (limits.high && *limits.high < 0);
  if (never_zero) return node.kind == BoolKind::nonzero;
  return std::nullopt;
}

std::optional<bool> less_by_bounds(const Arena& arena, Int a, Int b) {
  const Bounds& left = bounds(arena, a);
  const Bounds& right = bounds(arena, b);
  if (left.high && right.low && *left.high < *right.low) return true;
  if (left.low && right.high && *left.low >= *right.high) return false;
  return std::nullopt;
}

Bounds defined_bounds(const Arena& arena, Int a) {
  Mentioned mentioned(arena);
  mentioned.visit(a);
  for (const std::uint32_t index : mentioned.atoms()) {
    const Atom& atom = arena.atom(index);
    const auto at_least = [&](Int value, int least) {
      const End low = bounds(arena, value).low;
      return low && *low >= least;
    };
    if (atom.kind == AtomKind::quotient && !at_least(atom.b, 1)) return {};
    if (atom.kind == AtomKind::square_root && !at_least(atom.a, 0)) return {};
  }
  return bounds(arena, a);
}

}  // namespace surety::term
