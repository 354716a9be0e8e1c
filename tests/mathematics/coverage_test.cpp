// coverage_test.cpp -- the bounds of std.elementary and std.normal, over their whole domains.
#include <iostream>

#include "tests/catch.h"
#include "tests/mathematics/claims.h"

namespace {

using namespace surety::mathematics;

void shown(const std::string& name) {
  const Stated one = stated(name);
  const Coverage coverage = cover(one.function, one.low, one.high, one.trend, one.claim);
  INFO(name << " at " << surety::core::to_string(coverage.failed_at));
  CHECK(coverage.shown);
  std::cout << name << ": " << coverage.pieces << " pieces\n";
}

TEST_CASE("exp: bound and monotonicity on every piece of its domain") {
  shown("exp_27");
  shown("exp");
  shown("exp above");
}
TEST_CASE("ln: bound and monotonicity on every piece of its domain") {
  shown("ln_27");
  shown("ln");
  shown("ln below");
}
TEST_CASE("norm_cdf: bound and monotonicity on every piece of its domain") {
  shown("mills_27");
  shown("norm_cdf");
}
TEST_CASE("norm_pdf: bound and monotonicity on every piece of its domain") {
  shown("norm_pdf below");
  shown("norm_pdf above");
}
TEST_CASE("norm_ppf: bound and monotonicity on every piece of its domain") {
  shown("quantile_27");
  shown("norm_ppf");
}

}  // namespace
