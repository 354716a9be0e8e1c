// stdlib_test.cpp -- the standard library, each function used.
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

TEST_CASE("elementary functions at their edges") {
  const World w(R"(contract Elementary {
    use std.normal
    use std.elementary
    invariant exponential: exp(0) == 1 and exp(1) == 2.718281828459045235 and exp(-43) == 0 and exp(-100) == 0 and exp(47) == exp(46)
    invariant logarithm: ln(1) == 0 and ln(2.718281828459045235) == 1 and ln(0) == ln(0.000000000000000001) and ln(-5) == ln(0)
    invariant power: pow(2, 10) == 1_024 and pow(9, 0.5) == 3 and pow(0, 2) == 0 and pow(0, 0) == 1 and pow(7, 0) == 1
    invariant roots: square_root(2) == 1.414213562373095048 and square_root(-1) == 0
    invariant distribution: norm_cdf(0) == 0.5 and norm_cdf(1) == 0.841344746068542949 and norm_cdf(9) == 1 and norm_cdf(-9) == 0
    invariant symmetry: norm_cdf(-1.25) == 1 - norm_cdf(1.25) and norm_ppf(0.1) == -norm_ppf(0.9)
    invariant density: norm_pdf(0) == 0.398942280401432678 and norm_pdf(-2) == norm_pdf(2) and norm_pdf(10) == 0
    invariant quantile: norm_ppf(0.5) == 0 and norm_ppf(0.975) == 1.959963984540054236 and norm_ppf(-1) == norm_ppf(0)
})");
  const auto state = surety::core::zero_state(w.contract());
  for (const auto& property : w.contract().properties) {
    INFO(property.name);
    CHECK(surety::read::holds(w.contract(), property.condition, state) == true);
  }
}

}  // namespace
