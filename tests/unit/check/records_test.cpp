// records_test.cpp -- several values from one function: made, chosen, passed on, named, seen before and after.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

TEST_CASE("a function gives back several values") {
  World w(R"(contract C {
    enum Side { Long, Short }
    record Parts { low: ratio @ 0, high: ratio @ 2, whose: party, side: Side, even: bool }
    state seen : ratio @ 2 = 0
    state last : party
    account Trader { a : ratio @ 0  b : ratio @ 0 }
    fn parts(t: Trader, x: ratio @ 0) -> Parts =
        let lower = min(t.a, x)
        in Parts(low: lower, high: max(t.a, x) + 0.5, whose: t.party, side: if lower < 0 then Short else Long, even: x == t.a)
    fn swapped(p: Parts) -> Parts = Parts(p.high to ratio @ 0 down, p.low, p.whose, p.side, not p.even)
    fn either(t: Trader, x: ratio @ 0) -> Parts = if x > 10 then swapped(parts(t, x)) else parts(t, x)
    fn spread(p: Parts) -> ratio @ 2 = let q = p in q.high - q.low
    action set(a: ratio @ 0, x: ratio @ 0) {
        my.a = a
        let p = either(my, x)
        let q = swapped(swapped(p))
        require p.low == q.low and p.even == q.even and p.side == q.side and p.whose == caller
        last = p.whose
        seen = spread(p) + either(my, 11).low + (if x > 0 then p else q).high
    }
    rule kept: after set(a, x): before(parts(Trader[last], x)).even implies before(Trader[last].a) == x
    test "through a name" {
        alice: set(3, 5)
        let p = Parts(1, 2, alice, Long, true)
        expect p.high - p.low == 1 and (let r = swapped(p) in r.low == 2 and r.high == 1)
        expect last == alice
    }
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  REQUIRE(w.call("set", {bob, 3, 5}) == "ok");
  // spread 5.5 - 3, low of the swapped 11.5 rounded down, high 5.5
  CHECK(w.global("seen") == 250 + 1100 + 550);
  CHECK(w.global("last") == bob);
  CHECK(w.tests() == "ok");
}

TEST_CASE("a member that is not asked for is not computed") {
  World w(R"(contract C {
    record Ratios { share: ratio @ 0, rest: ratio @ 0 }
    state out : ratio @ 0 = 0
    fn ratios(x: ratio @ 0, y: ratio @ 0) -> Ratios = Ratios(x / y to ratio @ 0 down, y)
    action one(x: ratio @ 0, y: ratio @ 0) { out = ratios(x, y).rest }
    action all(x: ratio @ 0, y: ratio @ 0) {
        let both = ratios(x, y)
        out = both.rest
    }
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  CHECK(w.call("one", {bob, 7, 0}) == "ok");
  CHECK(w.call("all", {bob, 7, 0}) == "DivisionByZero");
  CHECK(w.call("all", {bob, 7, 2}) == "ok");
}

TEST_CASE("a record may be taken from a function without parameters, and in a test for all values") {
  World w(R"(contract C {
    record Pair { a: ratio @ 0, b: ratio @ 0 }
    state x : ratio @ 0 in 0 .. 100 = 4
    fn pair() -> Pair = Pair(a: x, b: x + 1)
    action grow() { x += pair().a + pair.b - pair.a - x }
    test "for all" for all (p: party) where x < 50 {
        let before_it = pair()
        p: grow() succeeds
        expect pair().a == before_it.b - before_it.b + before_it.a + 1 - 0
    }
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  REQUIRE(w.call("grow", {bob}) == "ok");
  CHECK(w.global("x") == 5);
}

TEST_CASE("an assumption lists the records that it makes, for the order of their members says what is meant") {
  const World w(R"(contract C {
    record Limits { least: ratio @ 0, most: ratio @ 0 }
    record Unasked { x: ratio @ 0 }
    oracle mark : ratio @ 0 { range 0 .. 1_000 }
    account T { n : ratio @ 0 in 0 .. 500 }
    fn limits(t: T) -> Limits = Limits(t.n, 1_000)
    fn least(t: T) -> ratio @ 0 = limits(t).least
    fn unasked(t: T) -> Unasked = Unasked(t.n)
    action go() { require unasked(my).x < 5 }
    assume sane before mark.update: forall t in T: mark >= least(t)
    assume here before mark.update: Limits(1, 2).most <= mark
    assume none before mark.update: mark > 1
})");
  const std::string record = "record Limits { least: ratio @ 0, most: ratio @ 0 }";
  CHECK(w.contract().assumptions.at(0).functions ==
        std::vector<std::string>{"fn least(t: T) -> ratio @ 0 = limits(t).least",
                                 "fn limits(t: T) -> Limits = Limits(t.n, 1000)", record});
  CHECK(w.contract().assumptions.at(1).functions == std::vector<std::string>{record});
  CHECK(w.contract().assumptions.at(2).functions.empty());
}

}  // namespace
