// quotients_test.cpp -- facts about floors of one divisor: the right ones, and true for all small numbers.
#include "verifier/prove/quotients.h"

#include <algorithm>

#include "tests/catch.h"
#include "verifier/term/traverse.h"

using namespace surety;
using namespace surety::term;
using verify::strategy::quotient_facts;
using verify::strategy::quotients_meet;

namespace {

/// a, b, a + b and -a over d; the divisor is any number or known to be positive.
struct Parts {
  explicit Parts(const Bounds& divisor) {
    a = arena.variable("a");
    b = arena.variable("b");
    d = arena.variable("d", divisor);
    const auto over = [&](Int numerator) { return arena.quotient(numerator, d); };
    const Int sum = arena.add(arena.add(over(a), over(b)), arena.add(over(arena.add(a, b)), over(arena.scale(a, -1))));
    formulas = {arena.nonnegative(arena.add(sum, over(arena.add(a, arena.integer(5)))))};
  }
  Arena arena;
  Int a, b, d;
  std::vector<Bool> formulas;
};

}  // namespace

TEST_CASE("quotients: the floor of a sum and the sum of the floors") {
  Parts parts({core::Integer(1), std::nullopt});
  Arena& arena = parts.arena;
  const std::vector<Bool> facts = quotient_facts(arena, parts.formulas);
  const Int whole = arena.quotient(arena.add(parts.a, parts.b), parts.d);
  const Int sum = arena.add(arena.quotient(parts.a, parts.d), arena.quotient(parts.b, parts.d));
  CHECK(std::ranges::find(facts, arena.less_equal(sum, whole)) != facts.end());
  CHECK(std::ranges::find(facts, arena.less_equal(whole, arena.add(sum, arena.integer(1)))) != facts.end());
  const Int later = arena.quotient(arena.add(parts.a, arena.integer(5)), parts.d);
  CHECK(std::ranges::find(facts, arena.less_equal(arena.quotient(parts.a, parts.d), later)) != facts.end());
}

TEST_CASE("quotients: every fact holds for all small numbers, whatever the divisor") {
  for (const Bounds& divisor : {Bounds{core::Integer(1), std::nullopt}, Bounds{}}) {
    Parts parts(divisor);
    const std::vector<Bool> facts = quotient_facts(parts.arena, parts.formulas);
    REQUIRE(facts.size() >= 5);
    for (int a = -7; a <= 7; ++a) {
      for (int b = -7; b <= 7; ++b) {
        for (int d = 1; d <= 5; ++d) {
          Assignment numbers;
          numbers.integers = {{"a", a}, {"b", b}, {"d", d}};
          for (const Bool fact : facts) CHECK(evaluate(parts.arena, fact, numbers) == true);
        }
      }
    }
  }
}

TEST_CASE("quotients: a divisor that may be zero guards its facts") {
  Parts parts(Bounds{});
  Arena& arena = parts.arena;
  const Bool positive = arena.less_equal(arena.integer(1), parts.d);
  for (const Bool fact : quotient_facts(arena, parts.formulas))
    CHECK(arena.either(fact, arena.negate(positive)) == fact);
}

TEST_CASE("quotients: other divisors and single quotients say nothing") {
  Arena arena;
  const Int a = arena.variable("a");
  const Bounds positive{core::Integer(1), std::nullopt};
  const Int one = arena.quotient(a, arena.variable("d", positive));
  const Int other = arena.quotient(a, arena.variable("e", positive));
  const std::vector<Bool> formulas = {arena.nonnegative(arena.add(one, other))};
  CHECK(quotient_facts(arena, formulas).empty());
  CHECK_FALSE(quotients_meet(arena, formulas));
}
