// model.h -- Taylor models: a function of one number over a whole interval, as a polynomial and an error.
//
// The interval is middle + radius * t with abs(t) <= 1. A model of f has balls as coefficients: for every t there are
// numbers in them for which the polynomial is f, exactly. So what two functions have in common cancels coefficient by
// coefficient, and a difference of 10^-19 between numbers near 1 is seen over a wide interval at once, which interval
// arithmetic alone cannot see.
#pragma once

#include <functional>

#include "tests/mathematics/ball.h"

namespace surety::mathematics {

class Model {
 public:
  Model() = default;
  explicit Model(const Ball& constant) { series_.set(0, constant); }
  /// All numbers from low to high.
  static Model variable(const Ball& low, const Ball& high);

  friend Model operator+(const Model& a, const Model& b);
  friend Model operator-(const Model& a, const Model& b);
  friend Model operator*(const Model& a, const Model& b);

  /// The Taylor series of a function around a ball: its first `length` coefficients.
  using Function = std::function<Series(const Ball& at, slong length)>;
  /// function(this), by Taylor's theorem with Lagrange's remainder.
  [[nodiscard]] Model through(const Function& function) const;

  /// All values, as a ball; its ends are exact for a linear model with exact coefficients.
  [[nodiscard]] Ball low() const { return series_[0].low() - tail(); }
  [[nodiscard]] Ball high() const { return series_[0].high() + tail(); }
  [[nodiscard]] Ball magnitude() const;
  [[nodiscard]] Model widened(const Ball& error) const;
  /// Never more than this is between the function and one fixed polynomial in t ...
  [[nodiscard]] Ball noise() const;
  /// ... the slope of which, in t, is within this.
  [[nodiscard]] Ball slope() const;

 private:
  /// The sum of the magnitudes of the coefficients after the first.
  [[nodiscard]] Ball tail() const;
  void shorten();

  Series series_;
};

Model reciprocal(const Model& x);
Model square_root(const Model& x);
Model exponential(const Model& x);
Model logarithm(const Model& x);
/// The tail of the normal distribution above x.
Model normal_tail(const Model& x);

}  // namespace surety::mathematics
