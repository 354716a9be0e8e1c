// taylor_domain.cpp -- see taylor_domain.h.
#include "tests/mathematics/taylor_domain.h"

namespace surety::mathematics {

namespace {

using Int = TaylorDomain::Int;
using Bool = TaylorDomain::Bool;
using core::Integer;

Ball half() { return Ball(1) / Ball(2); }

Trend turned(Trend trend) {
  if (trend == Trend::rises) return Trend::falls;
  return trend == Trend::falls ? Trend::rises : trend;
}
/// Of a sum of two.
Trend together(Trend a, Trend b) {
  if (a == b || b == Trend::constant) return a;
  return a == Trend::constant ? b : Trend::unknown;
}
/// -1, 0, 1: certainly not positive, unknown, certainly not negative.
int sign(const Int& value) {
  if (value.exact) return *value.exact < 0 ? -1 : 1;
  if (Ball(0) <= value.model.low()) return 1;
  return value.model.high() <= Ball(0) ? -1 : 0;
}
/// Of the product (or the quotient, with the divisor's trend turned) of numbers whose signs are known.
Trend of_product(const Int& a, const Int& b) {
  if (a.trend == Trend::constant && b.trend == Trend::constant) return Trend::constant;
  const int left = sign(a);
  const int right = sign(b);
  if (a.trend == Trend::constant && left != 0) return left > 0 ? b.trend : turned(b.trend);
  if (b.trend == Trend::constant && right != 0) return right > 0 ? a.trend : turned(a.trend);
  if (left == 0 || right == 0) return Trend::unknown;
  const Trend size = together(left > 0 ? a.trend : turned(a.trend), right > 0 ? b.trend : turned(b.trend));
  return left == right ? size : turned(size);
}

/// The whole number that a model rounds to when `offset` is added and the rest cut off; nullopt: more than one.
std::optional<Integer> whole(const Model& model, const Ball& offset) {
  const Integer low = (model.low() + offset).floor_of_low();
  const Ball next(Integer(low + 1));
  const bool single = Ball(low) < model.low() + offset && model.high() + offset < next;
  return single ? std::optional(low) : std::nullopt;
}

/// What is computed between a quotient and its rounding to nearest: the selection at the end does not look at it.
Int ignored() { return {std::nullopt, Model(), Trend::unknown}; }

Int modelled(Model model, Trend trend) { return {std::nullopt, std::move(model), trend}; }

}  // namespace

Model model_of(const Int& value) { return value.exact ? Model(Ball(*value.exact)) : value.model; }

Int TaylorDomain::variable(const Integer& low, const Integer& high) {
  if (low == high) return {low, {}, Trend::constant};
  return {std::nullopt, Model::variable(Ball(low), Ball(high)), Trend::rises};
}

void TaylorDomain::computing(const core::Expr* expr) {
  const auto* apply = expr ? std::get_if<core::Apply>(&expr->node) : nullptr;
  rounding_to_nearest_ = apply && apply->operation == core::Operation::divide_nearest;
  quotient_.reset();
}

Int TaylorDomain::settled(Int value) const {
  if (value.trend != Trend::unknown) return value;
  const Ball step = value.model.slope() * Ball(2) / Ball(units_);
  const Ball noise = value.model.noise() * Ball(2);
  if (noise < step) value.trend = Trend::rises;
  if (step < Ball(0) - noise) value.trend = Trend::falls;
  return value;
}

Int TaylorDomain::add(const Int& a, const Int& b) {
  if (quotient_) return ignored();
  if (a.exact && b.exact) return integer(*a.exact + *b.exact);
  return settled(modelled(model_of(a) + model_of(b), together(a.trend, b.trend)));
}
Int TaylorDomain::subtract(const Int& a, const Int& b) {
  if (quotient_) return ignored();
  if (a.exact && b.exact) return integer(*a.exact - *b.exact);
  return settled(modelled(model_of(a) - model_of(b), together(a.trend, turned(b.trend))));
}
Int TaylorDomain::multiply(const Int& a, const Int& b) {
  if (quotient_) return ignored();
  if (a.exact && b.exact) return integer(*a.exact * *b.exact);
  return settled(modelled(model_of(a) * model_of(b), of_product(a, b)));
}

/// The exact quotient first; then what cutting off takes, between nothing and one.
Int TaylorDomain::div_floor(const Int& a, const Int& b) {
  if (quotient_) return ignored();
  if (a.exact && b.exact) return integer(core::floor_divide(*a.exact, *b.exact));
  Int inverse = b;
  inverse.trend = turned(b.trend);
  const Model divided = b.exact ? model_of(a) * Model(Ball(1) / Ball(*b.exact)) : model_of(a) * reciprocal(b.model);
  Int exact = settled(modelled(divided, of_product(a, inverse)));
  if (rounding_to_nearest_) {
    quotient_ = exact;
    return ignored();
  }
  if (const auto number = whole(divided, Ball(0))) return {*number, {}, Trend::constant};
  return modelled((divided - Model(half())).widened(half()), exact.trend);
}

Int TaylorDomain::square_root(const Int& a) {
  if (a.exact) return integer(core::floor_square_root(*a.exact));
  if (!(Ball(0) < a.model.low())) throw Undecided{};
  return modelled((mathematics::square_root(a.model) - Model(half())).widened(half()), a.trend);
}

Bool TaylorDomain::less(const Int& a, const Int& b) {
  if (quotient_) return std::nullopt;
  if (a.exact && b.exact) return *a.exact < *b.exact;
  const Model difference = model_of(a) - model_of(b);
  if (difference.high() < Ball(0)) return true;
  return Ball(0) <= difference.low() ? Bool(false) : std::nullopt;
}
Bool TaylorDomain::equal(const Int& a, const Int& b) {
  if (quotient_) return std::nullopt;
  if (a.exact && b.exact) return *a.exact == *b.exact;
  const Bool below = less(a, b);
  const Bool above = less(b, a);
  return (below && *below) || (above && *above) ? Bool(false) : std::nullopt;
}
Bool TaylorDomain::both(Bool a, Bool b) {
  if ((a && !*a) || (b && !*b)) return false;
  return a && b ? Bool(true) : std::nullopt;
}
Bool TaylorDomain::fits(const Int& value) {
  const core::Range& range = core::intermediate_range();
  if (value.exact) return range.contains(*value.exact);
  const bool inside = Ball(range.low) <= value.model.low() && value.model.high() <= Ball(range.high);
  return inside ? Bool(true) : std::nullopt;
}

/// The selection that ends a rounding to nearest gives a whole number at most 1/2 from the quotient: that is what
/// rounding to nearest is, and less than either of the two that are selected from says. It moves as the quotient does.
Int TaylorDomain::select(Bool condition, const Int& a, const Int& b) {
  if (!quotient_) return decided(condition) ? a : b;
  rounding_to_nearest_ = false;
  const Int exact = *std::exchange(quotient_, std::nullopt);
  if (const auto number = whole(exact.model, half())) return {*number, {}, Trend::constant};
  return modelled(exact.model.widened(half()), exact.trend);
}

}  // namespace surety::mathematics
