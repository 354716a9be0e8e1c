// pricing_test.cpp -- std.pricing keeps the bounds it states, against Black and Scholes by interval arithmetic.
#include "tests/catch.h"
#include "tests/mathematics/pricing_points.h"

using namespace surety::mathematics;

TEST_CASE("prices and Greeks keep their stated bounds on a grid") {
  Library library;
  for (const Point& point : grid(9, 5, 5, 3)) {
    INFO(point.strike << " " << point.years << " " << point.volatility << " " << point.rate);
    const Numbers found = library.at(point);
    const Numbers exact = black_scholes(point);
    const Numbers bounds = stated_bounds(point);
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      INFO(quantities.at(i) << ": " << found.at(i).text() << ", expected " << exact.at(i).text());
      CHECK((found.at(i) - exact.at(i)).magnitude() <= bounds.at(i).low());
    }
  }
}

TEST_CASE("a price is noticed that is wrong in the seventeenth digit") {
  Library library;
  const Point point{100'000'000, 100'000'000, 50'000, 1'000'000, 200'000};
  const Ball wrong = library.at(point).at(0) + Ball(1) / Ball(surety::core::power_of_ten(15));
  CHECK_FALSE((wrong - black_scholes(point).at(0)).magnitude() <= stated_bounds(point).at(0).low());
}
