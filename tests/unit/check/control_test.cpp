// control_test.cpp -- what is evaluated and what is not; branches, functions, phases, roles, errors.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

TEST_CASE("a stale price in an arm that is not taken does no harm") {
  World w(R"(contract Lazy {
    asset USD { decimals 0 }
    oracle mark : USD @ 0 { range 1 .. 100  heartbeat 60s }
    account Member { n : ratio @ 0 }
    fn dear() -> bool = mark > 50 USD
    action with_if(b: bool) { if b { require dear() else Cheap } else { my.n += 1 } }
    action with_and(b: bool) { require not (b and dear())  my.n += 1 }
    action with_or(b: bool) { require b or dear()  my.n += 1 }
    action with_choice(b: bool) { my.n += if b then mark / 1 USD to ratio @ 0 down else 1 }
})");
  REQUIRE(w.begin({alice, 40, 0}) == "ok");
  CHECK(w.call("with_if", {alice, 1}) == "Cheap");
  REQUIRE(w.call("advance", {alice, 60}) == "ok");
  CHECK(w.call("with_choice", {alice, 1}) == "ok");
  REQUIRE(w.call("advance", {alice, 1}) == "ok");
  CHECK(w.call("with_if", {alice, 1}) == "StalePrice");
  CHECK(w.call("with_if", {alice, 0}) == "ok");
  CHECK(w.call("with_and", {alice, 1}) == "StalePrice");
  CHECK(w.call("with_and", {alice, 0}) == "ok");
  CHECK(w.call("with_or", {alice, 0}) == "StalePrice");
  CHECK(w.call("with_or", {alice, 1}) == "ok");
  CHECK(w.call("with_choice", {alice, 1}) == "StalePrice");
  CHECK(w.call("with_choice", {alice, 0}) == "ok");
  REQUIRE(w.call("mark.update", {alice, 60}) == "ok");
  CHECK(w.call("with_if", {alice, 1}) == "ok");
}

TEST_CASE("a failed action changes nothing and names its error") {
  World w(R"(contract Atomic {
    state n : ratio @ 0 in 0 .. 3
    action add(k: ratio @ 0, good: bool) {
        n += k
        require good else Bad
        require k != 2
        assert k != 3
        let m = n
        n = m
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("add", {alice, 1, 1}) == "ok");
  CHECK(w.call("add", {alice, 1, 0}) == "Bad");
  CHECK(w.call("add", {alice, 2, 1}) == "Rejected");
  CHECK(w.call("add", {alice, 3, 1}) == "OutOfRange(n)");
  CHECK(w.global("n") == 1);
  CHECK(w.call("add", {alice, -1, 1}) == "ok");
  CHECK(w.call("add", {alice, 3, 1}) == "AssertionFailed(add.assert#1)");
}

TEST_CASE("roles and phases guard actions, the role first") {
  World w(R"(contract Guarded {
    role boss
    phase Open, Paused, Closed
    state n : ratio @ 0
    action work() by boss when Open, Paused { n += 1 }
    action move_on() by anyone { if phase == Open { become Paused } else { become Closed } }
})");
  REQUIRE(w.begin({alice, bob, 0}) == "ok");
  CHECK(w.call("work", {alice}) == "Unauthorized");
  CHECK(w.call("work", {bob}) == "ok");
  CHECK(w.call("move_on", {alice}) == "ok");
  CHECK(w.call("work", {bob}) == "ok");
  CHECK(w.call("move_on", {alice}) == "ok");
  CHECK(w.global("phase") == 2);
  CHECK(w.call("work", {bob}) == "WrongPhase");
  CHECK(w.call("work", {alice}) == "Unauthorized");
}

TEST_CASE("functions: arguments once, names of their own, rows by key") {
  World w(R"(contract Functions {
    account Member { n : ratio @ 0 }
    state out : ratio @ 0
    fn square(x: ratio @ 0) -> ratio @ 0 = x * x
    fn shifted(x: ratio @ 0, y: ratio @ 0) -> ratio @ 0 = square(x + y) - square(y)
    fn of(t: Member, x: ratio @ 0) -> ratio @ 0 = shifted(y: x, x: t.n)
    fn mine() -> ratio @ 0 = of(my, 1)
    action run(x: ratio @ 0) {
        my.n = x
        out = of(Member[caller], square(2)) + mine()
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("run", {alice, 3}) == "ok");
  CHECK(w.global("out") == (7 * 7 - 4 * 4) + (4 * 4 - 1));
}

TEST_CASE("an inlined node knows the calls it came through") {
  World w(R"(contract Origins {
    account Member { n : ratio @ 0 }
    fn inner(t: Member) -> ratio @ 0 = t.n + 1
    fn outer(t: Member) -> ratio @ 0 = 2 * inner(t)
    action run() { my.n = outer(my) }
})");
  bool found = false;
  for (const auto& expr : w.contract().exprs) {
    const auto& origin = w.contract().origins[expr.origin.index];
    const auto* apply = std::get_if<surety::core::Apply>(&expr.node);
    if (apply == nullptr || apply->operation != surety::core::Operation::add || expr.origin.index == 0) continue;
    found = true;
    CHECK(origin.function == "inner");
    CHECK(w.contract().origins[origin.parent.index].function == "outer");
    CHECK(w.contract().origins[origin.parent.index].parent.index == 0);
  }
  CHECK(found);
}

TEST_CASE("blocks have names of their own") {
  World w(R"(contract Blocks {
    state n : ratio @ 0
    action run(b: bool) {
        if b { let x = 1  n += x } else { let x = 2  n += x }
        let x = 10
        n += x
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("run", {alice, 1}) == "ok");
  REQUIRE(w.call("run", {alice, 0}) == "ok");
  CHECK(w.global("n") == 23);
}

}  // namespace
