// stdlib_test.cpp -- the standard library, each function used; the exponential against the C library.
#include <cmath>

#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

TEST_CASE("std.math and std.margin compute what they say, at any dimension") {
  const World w(R"(contract Library {
    use std.math
    use std.margin
    asset USD { decimals 2 }
    unit ETH { decimals 3 }
    invariant parts: positive_part(-5 USD) == 0 and positive_part(5 ETH) == 5 ETH and shortfall(-5 USD) == 5 USD
    invariant middle: median(3 USD, 1 USD, 2 USD) == 2 USD and median(1, 1, 9) == 1
    invariant close: near(100 USD, 101 USD, 1%) and not near(100 USD, 101.01 USD, 1%) and near(-100 USD, -99 USD, 1%)
    invariant order: between(1, 0, 1) and not between(2 USD, 0, 1 USD) and distance(1 ETH, 3 ETH) == 2 ETH
    invariant worth: notional_of(-2 ETH, 10 USD/ETH) == 20 USD and profit_of(-2 ETH, 10 USD/ETH, 9 USD/ETH) == 2 USD
    invariant margin: covers(1 USD, 5%, 20 USD) and not covers(0.99 USD, 5%, 20 USD)
    invariant excess: excess_over(1 USD, 5%, 10 USD) == 0.5 USD
    invariant fine: bounded_penalty(5%, 20 USD, 0.5 USD) == 0.5 USD and bounded_penalty(5%, 20 USD, -1 USD) == 0
    invariant less: reduces(-2 ETH, -1 ETH) and reduces(1 ETH, 0 ETH) and not reduces(-2 ETH, 1 ETH)
})");
  const auto state = surety::core::zero_state(w.contract());
  for (const auto& property : w.contract().properties) {
    if (property.kind == surety::core::PropertyKind::lemma) continue;  // the prover's: they speak of all values
    INFO(property.name);
    CHECK(surety::read::holds(w.contract(), property.condition, state) == true);
  }
}

TEST_CASE("the exponential keeps its stated bound") {
  World w(R"(contract Exponential {
    use std.math
    state result : ratio @ 18
    action run(x: ratio @ 6) { result = exp(x) }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  for (long x = -17'000'000; x <= 17'000'000; x += 123'457) {
    REQUIRE(w.call("run", {alice, x}) == "ok");
    const long double clamped = std::fmin(std::fmax(static_cast<long double>(x) * 1e-6L, -16.0L), 16.0L);
    const long double expected = std::exp(clamped);
    const long double found = std::stold(surety::core::to_string(w.global("result"))) * 1e-18L;
    CHECK(std::fabs(found - expected) < 2e-12L * expected + 1e-18L);
  }
  REQUIRE(w.call("run", {alice, 0}) == "ok");
  CHECK(w.global("result") == surety::core::power_of_ten(18));
}

}  // namespace
