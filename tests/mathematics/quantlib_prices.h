// quantlib_prices.h -- the same numbers by QuantLib, in floating point. C++17, for its headers are.
#pragma once

#include <array>

namespace surety::mathematics {

/// call, put, delta, gamma * spot, vega, call theta, put theta
std::array<double, 7> quantlib_prices(double spot, double strike, double rate, double years, double volatility);

}  // namespace surety::mathematics
