// quantlib_prices.cpp -- see quantlib_prices.h.
#include "tests/mathematics/quantlib_prices.h"

#include <cmath>
#include <ql/pricingengines/blackscholescalculator.hpp>

namespace surety::mathematics {

std::array<double, 7> quantlib_prices(double spot, double strike, double rate, double years, double volatility) {
  using QuantLib::Option;
  const double discount = std::exp(-rate * years);
  const double deviation = volatility * std::sqrt(years);
  const QuantLib::BlackScholesCalculator call(Option::Call, strike, spot, 1.0, deviation, discount);
  const QuantLib::BlackScholesCalculator put(Option::Put, strike, spot, 1.0, deviation, discount);
  return {call.value(),     put.value(),       call.delta(),    call.gamma() * spot,
          call.vega(years), call.theta(years), put.theta(years)};
}

}  // namespace surety::mathematics
