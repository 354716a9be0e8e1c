// parts_test.cpp -- dimensions, literals and suggestions by themselves.
#include "compiler/check/dimension.h"
#include "compiler/check/literals.h"
#include "compiler/check/suggest.h"
#include "tests/catch.h"

namespace {

using namespace surety::check;

TEST_CASE("dimensions are products of powers") {
  const Dimension usd = Dimension::of("USD");
  const Dimension eth = Dimension::of("ETH");
  const Dimension price = usd.times(eth, -1);
  CHECK(price.text() == "USD/ETH");
  CHECK(price.price());
  CHECK(price.times(eth) == usd);
  CHECK(price.times(price, -1).ratio());
  CHECK(Dimension::of("s", -1).text() == "1/s");
  CHECK(usd.times(usd).text() == "USD*USD");
  CHECK(usd.times(usd).square_root() == usd);
  CHECK_FALSE(price.square_root().has_value());
  CHECK(usd.only() == "USD");
  CHECK_FALSE(price.only().has_value());
}

TEST_CASE("decimals are read exactly, at the coarsest scale") {
  CHECK(read_decimal("2000.50").value == 20005);
  CHECK(read_decimal("2000.50").scale == 1);
  CHECK(read_decimal("0.000").scale == 0);
  CHECK(read_decimal("1200").value == 1200);
  CHECK(scaled(read_decimal("2.5"), -2).scale == 3);
  CHECK(scaled(read_decimal("1.5"), 0, 3600).value == 5400);
  CHECK(scaled(read_decimal("1.5"), 0, 3600).scale == 0);
}

TEST_CASE("suggestions are for slips of the hand") {
  CHECK(closest("withdrw", {"deposit", "withdraw"}) == "withdraw");
  CHECK(closest("btc", {"BTC", "ETH"}) == "BTC");
  CHECK(closest("sizr", {"size", "quote"}) == "size");
  CHECK(closest("szie", {"size", "quote"}) == "size");
  CHECK_FALSE(closest("equity", {"size", "quote"}).has_value());
  CHECK(listed({"a", "b", "c"}) == "`a`, `b` and `c`");
}

}  // namespace
