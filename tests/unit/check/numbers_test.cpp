// numbers_test.cpp -- scales, exactness, roundings, literals and built-in functions.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

/// The value of an expression of `type` over two arguments a (USD @ 2) and b (USD/ETH @ 1).
Integer value(const std::string& type, const std::string& expression, long a = 0, long b = 0) {
  World w("contract Calculator { asset USD { decimals 2 } unit ETH { decimals 3 }\n state result : " + type +
          "\n action run(a: USD, b: USD/ETH @ 1) { require a == a and b == b  result = " + expression + " } }");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("run", {alice, a, b}) == "ok");
  return w.global("result");
}

TEST_CASE("literals are exact and adapt to the scale that is asked") {
  CHECK(value("USD", "1.5 USD") == 150);
  CHECK(value("USD @ 6", "1.5 USD") == 1500000);
  CHECK(value("ratio @ 4", "2.5%") == 250);
  CHECK(value("ratio @ 4", "30bps") == 30);
  CHECK(value("s", "8h + 1d - 90s + 1m") == 8 * 3600 + 86400 - 90 + 60);
  CHECK(value("s", "0.5h") == 1800);
  CHECK(value("1/s @ 6", "5 1/s") == 5000000);
  CHECK(value("USD", "-1_000.25 USD") == -100025);
}

TEST_CASE("sums scale the coarser side up, products add scales") {
  CHECK(value("USD @ 4", "a + 0.0001 USD", 250) == 25001);
  CHECK(value("USD @ 6", "2 ETH * b * 1.05", 0, 15) == 3150000);
  CHECK(value("USD*USD @ 4", "a * a", 11) == 121);
  CHECK(value("ratio @ 0", "sign(a) + sign(0 USD)", -3) == -1);
}

TEST_CASE("the three roundings, with either sign") {
  for (const auto& [a, down, up, nearest] :
       {std::tuple{149, 1, 2, 1}, std::tuple{150, 1, 2, 2}, std::tuple{250, 2, 3, 2}, std::tuple{-150, -2, -1, -2},
        std::tuple{-250, -3, -2, -2}}) {
    CHECK(value("USD @ 0", "a to USD @ 0 down", a) == down);
    CHECK(value("USD @ 0", "a to USD @ 0 up", a) == up);
    CHECK(value("USD @ 0", "a to USD @ 0 nearest", a) == nearest);
  }
}

TEST_CASE("quotients have the dimension and scale they are closed with") {
  CHECK(value("ETH", "a / b to ETH down", 100, 15) == 666);  // 1.00 USD / 1.5 USD per ETH
  CHECK(value("ETH", "a / b to ETH up", 100, 15) == 667);
  CHECK(value("ETH", "a / b to ETH down", 100, -15) == -667);
  CHECK(value("ratio @ 2", "a / 3 USD to ratio @ 2 nearest", 100) == 33);
  CHECK(value("USD", "mul_div(a, 2 ETH, 3 ETH) to USD down", 100) == 66);
  CHECK(value("USD", "(a + 1 USD) / 3 to USD down", 100) == 66);
  CHECK(value("ratio @ 0", "1_000_000 USD / a to ratio @ 0 down", 7) == 14285714);
}

TEST_CASE("square roots round as they are told") {
  CHECK(value("ratio @ 3", "sqrt(2) to ratio @ 3 down") == 1414);
  CHECK(value("ratio @ 3", "sqrt(2) to ratio @ 3 up") == 1415);
  CHECK(value("USD", "sqrt(a * a) to USD up", 37) == 37);
  CHECK(value("USD @ 0", "sqrt(a * a) to USD @ 0 down", 199) == 1);
  CHECK(value("USD @ 0", "sqrt(a * a) to USD @ 0 up", 101) == 2);
  CHECK(value("USD", "sqrt(a * a) to USD up", 0) == 0);
}

TEST_CASE("min, max, abs and clamp take the finer scale, and 0 fits every dimension") {
  CHECK(value("USD @ 3", "min(a, 1.005 USD)", 200) == 1005);
  CHECK(value("USD", "max(a, 0)", -5) == 0);
  CHECK(value("USD", "abs(a)", -5) == 5);
  CHECK(value("USD", "clamp(a, 0, 1 USD)", -5) == 0);
  CHECK(value("USD", "clamp(a, 0, 1 USD)", 170) == 100);
  CHECK(value("USD", "clamp(a, 0, 1 USD)", 70) == 70);
}

TEST_CASE("comparisons align scales") {
  CHECK(value("ratio @ 0", "if a > 1.001 USD then 1 else 0", 100) == 0);
  CHECK(value("ratio @ 0", "if a >= 0.999 USD and not (a != 1 USD) then 1 else 0", 100) == 1);
  CHECK(value("ratio @ 0", "if a < 0 or a <= 0 then 1 else 0", 0) == 1);
  CHECK(value("ratio @ 0", "if a > 0 implies a > 1 USD then 1 else 0", 50) == 0);
  CHECK(value("ratio @ 0", "if a > 0 implies a > 1 USD then 1 else 0", -50) == 1);
}

}  // namespace
