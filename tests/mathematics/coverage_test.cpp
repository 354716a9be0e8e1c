// coverage_test.cpp -- the bounds of std.elementary and std.normal, over their whole domains.
#include <algorithm>
#include <iostream>

#include "tests/catch.h"
#include "tests/mathematics/claims.h"

namespace {

using namespace surety::mathematics;
using surety::core::Integer;

void shown(const std::string& name) {
  const Stated one = stated(name);
  const Coverage coverage = cover(one.function, one.low, one.high, one.trend, one.claim);
  INFO(name << " at " << surety::core::to_string(coverage.failed_at));
  CHECK(coverage.shown);
  std::cout << name << ": " << coverage.pieces << " pieces\n";
}

/// A narrow piece from within the domain: what `./dev test` has time for.
void shown_in_part(const std::string& name) {
  const Stated one = stated(name);
  const Integer low = one.low + (one.high - one.low) * 2 / 5;
  const Coverage coverage = cover(one.function, low, low + (one.high - one.low) / 1'000'000'000, one.trend, one.claim);
  INFO(name << " at " << surety::core::to_string(coverage.failed_at));
  CHECK(coverage.shown);
}

TEST_CASE("functions keep their bounds and directions in a part of their domains") {
  for (const std::string name : {"exp_27", "exp", "ln_27", "ln", "mills_27", "norm_cdf", "norm_pdf below",
                                 "norm_pdf above", "quantile_27", "norm_ppf"})
    shown_in_part(name);
}

// Whole domains take up to minutes each: `./dev bench coverage`. A case for each, so that they run side by side.
TEST_CASE("exp_27 keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("exp_27"); }
TEST_CASE("exp keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("exp"); }
TEST_CASE("exp above keeps its bound and its direction on every piece of its domain") { shown("exp above"); }
TEST_CASE("ln_27 keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("ln_27"); }
TEST_CASE("ln keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("ln"); }
TEST_CASE("ln below keeps its bound and its direction on every piece of its domain") { shown("ln below"); }
TEST_CASE("mills_27 keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("mills_27"); }
TEST_CASE("norm_cdf keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("norm_cdf"); }
TEST_CASE("norm_pdf below keeps its bound and its direction on every piece of its domain", "[.whole]") {
  shown("norm_pdf below");
}
TEST_CASE("norm_pdf above keeps its bound and its direction on every piece of its domain", "[.whole]") {
  shown("norm_pdf above");
}
TEST_CASE("quantile_27 keeps its bound and its direction on every piece of its domain", "[.whole]") {
  shown("quantile_27");
}
TEST_CASE("norm_ppf keeps its bound and its direction on every piece of its domain", "[.whole]") { shown("norm_ppf"); }

/// Whole arguments all over the domain, with more of them where numbers are small.
std::vector<Integer> samples(const Stated& one) {
  std::vector<Integer> found;
  constexpr long count = 181;
  for (long i = 0; i < count; ++i) found.push_back(one.low + (one.high - one.low) * i / (count - 1));
  for (Integer x = one.high; x > 0 && one.low > 0; x = x * 7 / 8) found.push_back(x);
  return found;
}
bool kept_at_samples(const Stated& one, const Function& function) {
  const std::vector<Integer> points = samples(one);
  return std::ranges::all_of(
      points, [&](const Integer& x) { return x < one.low || cover(function, x, x, Trend::unknown, one.claim).shown; });
}
/// Not the limit of a piece, which has few digits, nor a power of two, by which an octave is chosen.
bool is_coefficient(const Integer& value) {
  const Integer size = abs(value);
  return size > 1000 && size % surety::core::power_of_ten(12) != 0 && mpz_popcount(size.get_mpz_t()) > 1;
}

TEST_CASE("a changed coefficient is noticed") {
  for (const std::string name : {"exp_27", "ln_27", "mills_27", "quantile_27"}) {
    const Stated one = stated(name);
    CHECK(kept_at_samples(one, one.function));
    std::size_t changed = 0;
    for (const surety::core::ExprId literal : one.function.literals()) {
      const Integer value = one.function.literal(literal);
      if (!is_coefficient(value)) continue;
      ++changed;
      INFO(name << ": " << surety::core::to_string(value));
      CHECK_FALSE(kept_at_samples(one, one.function.with_literal(literal, Integer(value + value / 2))));
    }
    std::cout << name << ": " << changed << " coefficients\n";
    CHECK(changed > 12);
  }
}

}  // namespace
