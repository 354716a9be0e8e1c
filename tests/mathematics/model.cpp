// model.cpp -- see model.h.
#include "tests/mathematics/model.h"

#include <algorithm>

namespace surety::mathematics {

namespace {

/// Coefficients that are kept; what comes after them widens the first.
constexpr slong order = 12;

using SeriesFunction = void (*)(arb_poly_struct*, const arb_poly_struct*, slong, slong);

Model::Function taylor(SeriesFunction function) {
  return [function](const Ball& at, slong length) {
    Series result;
    function(result.get(), Series::around(at).get(), length, precision);
    return result;
  };
}

Ball hull(const Ball& low, const Ball& high) {
  Ball result;
  arb_union(result.get(), low.get(), high.get(), precision);
  return result;
}

}  // namespace

Model Model::variable(const Ball& low, const Ball& high) {
  const Ball two(2);
  Model result((low + high) / two);
  if (low < high) result.series_.set(1, (high - low) / two);
  return result;
}

Model operator+(const Model& a, const Model& b) {
  Model result;
  arb_poly_add(result.series_.get(), a.series_.get(), b.series_.get(), precision);
  return result;
}
Model operator-(const Model& a, const Model& b) {
  Model result;
  arb_poly_sub(result.series_.get(), a.series_.get(), b.series_.get(), precision);
  return result;
}
Model operator*(const Model& a, const Model& b) {
  Model result;
  arb_poly_mul(result.series_.get(), a.series_.get(), b.series_.get(), precision);
  result.shorten();
  return result;
}

/// What is beyond the order becomes part of the first coefficient's error.
void Model::shorten() {
  if (series_.length() <= order) return;
  Ball lost(0);
  for (slong power = order; power < series_.length(); ++power) lost = lost + series_[power].magnitude();
  arb_poly_truncate(series_.get(), order);
  series_.set(0, series_[0].widened(lost));
}

Ball Model::tail() const {
  Ball sum(0);
  for (slong power = 1; power < series_.length(); ++power) sum = sum + series_[power].magnitude();
  return sum;
}

Ball Model::magnitude() const { return series_[0].magnitude() + tail(); }

Model Model::widened(const Ball& error) const {
  Model result = *this;
  result.series_.set(0, series_[0].widened(error));
  return result;
}

Ball Model::noise() const {
  Ball sum(0);
  for (slong power = 0; power < series_.length(); ++power) sum = sum + series_[power].radius();
  return sum;
}

Ball Model::slope() const {
  Ball spread(0);
  for (slong power = 2; power < series_.length(); ++power)
    spread = spread + Ball(power) * series_[power].middle().magnitude();
  return series_[1].middle().widened(spread);
}

Model Model::through(const Function& function) const {
  const Ball centre = series_[0].middle();
  Model rest = *this;
  rest.series_.set(0, series_[0] - centre);
  const Series coefficients = function(centre, order);
  Model result(coefficients[order - 1]);
  for (slong power = order - 1; power-- > 0;) result = result * rest + Model(coefficients[power]);
  const Ball remainder = function(hull(low(), high()), order + 1)[order];
  Ball reach = rest.magnitude();
  arb_pow_ui(reach.get(), reach.get(), static_cast<ulong>(order), precision);
  return result.widened((remainder * reach).magnitude());
}

Model reciprocal(const Model& x) { return x.through(taylor(arb_poly_inv_series)); }
Model square_root(const Model& x) { return x.through(taylor(arb_poly_sqrt_series)); }
Model exponential(const Model& x) { return x.through(taylor(arb_poly_exp_series)); }
Model logarithm(const Model& x) { return x.through(taylor(arb_poly_log_series)); }

Model normal_tail(const Model& x) {
  Ball root_of_half;
  arb_set_d(root_of_half.get(), 0.5);
  arb_sqrt(root_of_half.get(), root_of_half.get(), precision);
  const Model scaled = x * Model(root_of_half);
  const Ball half = Ball(1) / Ball(2);
  if (Ball(9) <= x.low()) {  // beyond 9 no more than that it falls toward 0 is used
    Ball at_nine = Ball(9) * root_of_half;
    arb_hypgeom_erfc(at_nine.get(), at_nine.get(), precision);
    return Model(hull(Ball(0), at_nine * half));
  }
  return scaled.through(taylor(arb_hypgeom_erfc_series)) * Model(half);
}

}  // namespace surety::mathematics
