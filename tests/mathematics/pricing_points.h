// pricing_points.h -- prices and Greeks of std.pricing at points of a grid, and what they are: Black and Scholes by
// Arb.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "compiler/core/state.h"
#include "tests/mathematics/ball.h"

namespace surety::mathematics {

/// All in millionths; time in years.
struct Point {
  long spot;
  long strike;
  long rate;
  long years;
  long volatility;
};

/// What is computed of each point, in the order of all arrays here.
constexpr std::array<const char*, 7> quantities{"call",         "put",        "delta",    "gamma * spot",
                                                "vega of 100%", "call theta", "put theta"};
using Numbers = std::array<Ball, quantities.size()>;

/// `strikes` * `maturities` * `volatilities` * `rates` points around a spot of 100.
std::vector<Point> grid(long strikes, long maturities, long volatilities, long rates);

/// std.pricing on the interpreter, each number rounded at 10^-24 where it is finer.
class Library {
 public:
  Library();
  [[nodiscard]] Numbers at(const Point& point);

 private:
  core::Contract contract_;
  core::StepId run_;
  std::unique_ptr<core::Engine> engine_;
};

/// The model itself, with errors far below what is compared.
Numbers black_scholes(const Point& point);
/// The bounds that std.pricing states.
Numbers stated_bounds(const Point& point);
}  // namespace surety::mathematics
