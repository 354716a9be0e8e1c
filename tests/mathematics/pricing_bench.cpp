// pricing_bench.cpp -- 100,000 prices and their Greeks: std.pricing and QuantLib, each against interval arithmetic.
// Prints the table of docs/mathematics.md; fails where a bound is not kept. `./dev bench pricing` runs it.
#include <cstdio>

#include "tests/mathematics/pricing_points.h"
#include "tests/mathematics/quantlib_prices.h"

namespace {

using namespace surety::mathematics;

Ball from_double(double value) {
  Ball result;
  arb_set_d(result.get(), value);
  return result;
}
double as_double(const Ball& value) { return arf_get_d(arb_midref(value.get()), ARF_RND_UP); }
void raise(Ball& worst, const Ball& error) {
  if (!(error <= worst)) worst = error;
}

struct Worst {
  Ball library;   // against the model
  Ball share;     // of the stated bound
  Ball quantlib;  // against the model
  Ball between;   // one against the other
};

std::array<double, 7> quantlib(const Point& point) {
  constexpr double millionth = 1e6;
  return quantlib_prices(static_cast<double>(point.spot) / millionth, static_cast<double>(point.strike) / millionth,
                         static_cast<double>(point.rate) / millionth, static_cast<double>(point.years) / millionth,
                         static_cast<double>(point.volatility) / millionth);
}

}  // namespace

int main() {
  const std::vector<Point> points = grid(40, 25, 20, 5);
  Library library;
  std::array<Worst, quantities.size()> worst;
  for (const Point& point : points) {
    const Numbers found = library.at(point);
    const Numbers exact = black_scholes(point);
    const Numbers bounds = stated_bounds(point);
    const std::array<double, 7> theirs = quantlib(point);
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      const Ball error = (found.at(i) - exact.at(i)).magnitude();
      raise(worst.at(i).library, error);
      raise(worst.at(i).share, error / bounds.at(i));
      raise(worst.at(i).quantlib, (from_double(theirs.at(i)) - exact.at(i)).magnitude());
      raise(worst.at(i).between, (from_double(theirs.at(i)) - found.at(i)).magnitude());
    }
  }
  std::printf(
      "| %zu points, spot 100 | std.pricing, worst error | of its bound | QuantLib, worst error | worst difference |\n",
      points.size());
  std::puts("|---|---|---|---|---|");
  bool kept = true;
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    const Worst& one = worst.at(i);
    std::printf("| %s | %.1e | %.0f %% | %.1e | %.1e |\n", quantities.at(i), as_double(one.library),
                100 * as_double(one.share), as_double(one.quantlib), as_double(one.between));
    kept = kept && one.share <= Ball(1);
  }
  return kept ? 0 : 1;
}
