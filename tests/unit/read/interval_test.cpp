// interval_test.cpp -- interval arithmetic against every pair of small ranges, and what the reading can exclude.
#include "compiler/read/interval.h"

#include "compiler/read/interval_domain.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using read::Interval;
using read::Truth;
namespace interval = read::interval;

namespace {
constexpr int bound = 4;

/// Calls `check(a, b)` for every two intervals within -bound..bound.
void every_pair(auto check) {
  for (int a = -bound; a <= bound; ++a)
    for (int b = a; b <= bound; ++b)
      for (int c = -bound; c <= bound; ++c)
        for (int d = c; d <= bound; ++d) check(Interval{a, b}, Interval{c, d});
}
/// The range of a function over all pairs; nullopt where it is defined nowhere.
std::optional<Interval> range_of(const Interval& a, const Interval& b, auto function) {
  std::optional<Interval> result;
  for (core::Integer x = a.low; x <= a.high; ++x) {
    for (core::Integer y = b.low; y <= b.high; ++y) {
      const std::optional<core::Integer> value = function(x, y);
      if (value) result = result ? interval::join(*result, interval::point(*value)) : interval::point(*value);
    }
  }
  return result;
}
Truth truth_of(const Interval& a, const Interval& b, auto predicate) {
  bool some = false;
  bool all = true;
  for (core::Integer x = a.low; x <= a.high; ++x) {
    for (core::Integer y = b.low; y <= b.high; ++y) {
      const bool holds = predicate(x, y);
      some = some || holds;
      all = all && holds;
    }
  }
  if (all) return Truth::yes;
  return some ? Truth::maybe : Truth::no;
}
}  // namespace

TEST_CASE("interval arithmetic is exact on every pair of small ranges") {
  using Number = std::optional<core::Integer>;
  using core::Integer;
  std::size_t wrong = 0;
  every_pair([&](const Interval& a, const Interval& b) {
    wrong += interval::add(a, b) != range_of(a, b, [](auto& x, auto& y) { return Number(x + y); });
    wrong += interval::subtract(a, b) != range_of(a, b, [](auto& x, auto& y) { return Number(x - y); });
    wrong += interval::multiply(a, b) != range_of(a, b, [](auto& x, auto& y) { return Number(x * y); });
    const auto quotient = range_of(a, b, [](auto& x, auto& y) { return y < 1 ? Number() : core::floor_divide(x, y); });
    if (quotient) wrong += interval::div_floor(a, b) != *quotient;
    const auto root = range_of(a, b, [](auto& x, auto&) { return x < 0 ? Number() : core::floor_square_root(x); });
    if (root) wrong += interval::square_root(a) != *root;
    wrong += interval::less(a, b) != truth_of(a, b, [](auto& x, auto& y) { return x < y; });
    wrong += interval::equal(a, b) != truth_of(a, b, [](auto& x, auto& y) { return x == y; });
    const auto common = range_of(a, b, [](auto& x, auto& y) { return x == y ? Number(x) : Number(); });
    wrong += interval::meet(a, b) != common;
    if (common) wrong += interval::narrow(a, b) != *common;
  });
  CHECK(wrong == 0);
}

TEST_CASE("three-valued logic agrees with all completions") {
  const std::vector<Truth> all{Truth::no, Truth::yes, Truth::maybe};
  const auto completions = [](Truth t) {
    return t == Truth::maybe ? Interval{0, 1} : interval::point(t == Truth::yes ? 1 : 0);
  };
  for (const Truth a : all) {
    for (const Truth b : all) {
      CHECK(interval::both(a, b) ==
            truth_of(completions(a), completions(b), [](auto& x, auto& y) { return x == 1 && y == 1; }));
      CHECK(interval::either(a, b) ==
            truth_of(completions(a), completions(b), [](auto& x, auto& y) { return x == 1 || y == 1; }));
    }
  }
}

TEST_CASE("256 bits are the limit") {
  const core::Range limit = core::intermediate_range();
  CHECK(interval::fits(limit) == Truth::yes);
  CHECK(interval::fits({limit.low, limit.high + 1}) == Truth::maybe);
  CHECK(interval::fits({limit.high + 1, limit.high + 2}) == Truth::no);
  CHECK(interval::signed_bits(limit) == 256);
  CHECK(interval::signed_bits({-129, 5}) == 9);
}

namespace {
/// Names of the errors possible in an action whose only statement writes `expr`.
std::string possible(const std::string& expr) {
  const core::Contract contract = samples::contract_of(
      "(contract T (global state x int (range -1000000 1000000)) (global state y int (range 1 1000))\n"
      "(global state wide int (range -170141183460469231731687303715884105728 170141183460469231731687303715884105727))"
      "(step instantiate instantiate (arguments (caller party)))\n"
      "(step action act (arguments (caller party) (n int (range -9 9) Overflow) (m int (range 0 9) Overflow))"
      "(write (x) " +
      expr + " Overflow)))");
  std::string result;
  for (const read::PossibleRevert& one : read::possible_arithmetic_reverts(contract, {1})) {
    result +=
        (result.empty() ? "" : " ") + contract[core::error_id(one.error)] + " in " + core::print(contract, one.expr);
  }
  return result.empty() ? "none" : result;
}
}  // namespace

TEST_CASE("the reading excludes what declared ranges exclude, and names the rest") {
  CHECK(possible("(add n m)") == "none");
  CHECK(possible("(mul (get wide) (get wide))") == "none");
  CHECK(possible("(mul (mul (get wide) (get wide)) 2)") == "Overflow in (mul (mul (get wide) (get wide)) 2)");
  CHECK(possible("(div_down n (get y))") == "none");
  CHECK(possible("(div_down (get y) n)") == "DivisionByZero in (div_down (get y) $1)");
  CHECK(possible("(div_near n (max m 1))") == "none");
  CHECK(possible("(div_near n (min m 1))") == "DivisionByZero in (div_near $1 (min $2 1))");
  CHECK(possible("(sqrt (abs n))") == "none");
  CHECK(possible("(sqrt n)") == "Overflow in (sqrt $1)");
  CHECK(possible("(sqrt (mul n n))") == "Overflow in (sqrt (mul $1 $1))");  // ranges do not know squares
  CHECK(possible("(if false (div_down 1 0) 3)") == "none");
  CHECK(possible("(sub (get x) (get x))") == "none");
  CHECK(possible("(if (lt n 0) (div_down 1 0) (div_down 2 n))") ==
        "DivisionByZero in (div_down 1 0) DivisionByZero in (div_down 2 $1)");
  CHECK(possible("(div_down 1 0)") == "DivisionByZero in (div_down 1 0)");
}

TEST_CASE("a write narrows what later reads may be, and branches join") {
  const core::Contract contract = samples::contract_of(R"((contract T (global state x int (range 0 9))
    (step instantiate instantiate (arguments (caller party)))
    (step action act (arguments (caller party) (n int (range -9 9) Overflow))
      (write (x) 3 Overflow)
      (write (x) (div_down 5 (get x)) Overflow)
      (branch (lt n 0) (then (write (x) 2 Overflow)) (else (write (x) 5 Overflow)))
      (write (x) (div_down 5 (get x)) Overflow)
      (branch (lt n 0) (then (write (x) 0 Overflow)) (else (require false Rejected)))
      (write (x) (div_down 5 (get x)) Overflow))))");
  const auto found = read::possible_arithmetic_reverts(contract, {1});
  REQUIRE(found.size() == 1);
  CHECK(found[0].error == core::BuiltinError::division_by_zero);
}
