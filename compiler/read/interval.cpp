// interval.cpp -- see interval.h.
#include "compiler/read/interval.h"

#include <algorithm>

namespace surety::read::interval {

namespace {
/// The range spanned by the four corners of a function that is monotone in each argument.
Interval corners(const Interval& a, const Interval& b, auto function) {
  const auto [low, high] = std::minmax({Integer(function(a.low, b.low)), Integer(function(a.low, b.high)),
                                        Integer(function(a.high, b.low)), Integer(function(a.high, b.high))});
  return {low, high};
}
}  // namespace

Interval point(const Integer& value) { return {value, value}; }
Interval add(const Interval& a, const Interval& b) { return {a.low + b.low, a.high + b.high}; }
Interval subtract(const Interval& a, const Interval& b) { return {a.low - b.high, a.high - b.low}; }
Interval multiply(const Interval& a, const Interval& b) {
  return corners(a, b, [](const Integer& x, const Integer& y) { return Integer(x * y); });
}

Interval div_floor(const Interval& a, const Interval& b) {
  if (b.high < 1) return point(0);
  const Interval divisor{std::max(b.low, Integer(1)), b.high};
  return corners(a, divisor, [](const Integer& x, const Integer& y) { return core::floor_divide(x, y); });
}

Interval square_root(const Interval& a) {
  if (a.high < 0) return point(0);
  return {core::floor_square_root(std::max(a.low, Integer(0))), core::floor_square_root(a.high)};
}

Interval join(const Interval& a, const Interval& b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

std::optional<Interval> meet(const Interval& a, const Interval& b) {
  Interval result{std::max(a.low, b.low), std::min(a.high, b.high)};
  if (result.low > result.high) return std::nullopt;
  return result;
}

Interval narrow(const Interval& a, const core::Range& range) {
  if (auto common = meet(a, range)) return *common;
  return point(a.high < range.low ? range.low : range.high);
}

Interval select(Truth condition, const Interval& a, const Interval& b) {
  switch (condition) {
    case Truth::yes: return a;
    case Truth::no: return b;
    case Truth::maybe: break;
  }
  return join(a, b);
}

Truth less(const Interval& a, const Interval& b) {
  if (a.high < b.low) return Truth::yes;
  return a.low >= b.high ? Truth::no : Truth::maybe;
}

Truth equal(const Interval& a, const Interval& b) {
  if (!meet(a, b)) return Truth::no;
  return a.low == a.high && a == b ? Truth::yes : Truth::maybe;
}

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::maybe;
}
Truth negate(Truth a) {
  if (a == Truth::maybe) return a;
  return a == Truth::yes ? Truth::no : Truth::yes;
}
Truth either(Truth a, Truth b) { return negate(both(negate(a), negate(b))); }

Truth fits(const Interval& a) {
  const core::Range all = core::intermediate_range();
  if (all.contains(a.low) && all.contains(a.high)) return Truth::yes;
  return meet(a, all) ? Truth::maybe : Truth::no;
}

unsigned signed_bits(const Interval& a) { return std::max(core::signed_bits(a.low), core::signed_bits(a.high)); }

}  // namespace surety::read::interval
