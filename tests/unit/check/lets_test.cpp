// lets_test.cpp -- names for parts of an expression: evaluated once, in order, and gone with the expression.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

TEST_CASE("the parts of a function have names") {
  World w(R"(contract C {
    state seen : ratio @ 0 = 0
    state low : ratio @ 0 = 0
    account Trader { a : ratio @ 0  b : ratio @ 0 }
    fn area(t: Trader) -> ratio @ 0 =
        let width = t.a + 1
        let height : ratio @ 0 = t.b + width
        in width * height
    fn square(x: number) -> number = let y = x in y * y
    fn row_by_name(p: party) -> ratio @ 0 = let t = Trader[p] in t.a + t.b
    action set(a: ratio @ 0, b: ratio @ 0) {
        my.a = a
        my.b = b
        seen = area(my) + square(area(my) + (let seen_before = seen in seen_before)) + row_by_name(caller)
        low = (let lower = min(a, b) in if lower < 0 then lower else 0)
    }
    invariant bound: let least = low in least <= 0
    rule named: after set(a, b): let t = my let area_now = area(t) in area_now == (a + 1) * (a + 1 + b)
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  REQUIRE(w.call("set", {bob, 3, 5}) == "ok");
  CHECK(w.global("seen") == 36 + 36 * 36 + 8);
  REQUIRE(w.call("set", {bob, -3, 0}) == "ok");
  CHECK(w.global("low") == -3);
  CHECK(w.holds("bound"));
}

TEST_CASE("a part is evaluated whether or not the body asks for it") {
  World w(R"(contract C {
    state out : ratio @ 0 = 0
    fn lazy(x: ratio @ 0, y: ratio @ 0) -> ratio @ 0 = if y == 0 then 0 else x / y to ratio @ 0 down
    fn eager(x: ratio @ 0, y: ratio @ 0) -> ratio @ 0 =
        let quotient = x / y to ratio @ 0 down
        in if y == 0 then 0 else quotient
    action ask_lazily(x: ratio @ 0, y: ratio @ 0) { out = lazy(x, y) }
    action ask_eagerly(x: ratio @ 0, y: ratio @ 0) { out = eager(x, y) }
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  CHECK(w.call("ask_lazily", {bob, 7, 0}) == "ok");
  CHECK(w.call("ask_eagerly", {bob, 7, 0}) == "DivisionByZero");
  CHECK(w.call("ask_eagerly", {bob, 7, 2}) == "ok");
  CHECK(w.global("out") == 3);
}

TEST_CASE("a name in a function may hide one of the contract, as a parameter may") {
  World w(R"(contract C {
    state price : ratio @ 0 = 5
    fn twice(x: ratio @ 0) -> ratio @ 0 = let price = x + x in price
    action go() { price = twice(price) }
  })");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  REQUIRE(w.call("go", {bob}) == "ok");
  CHECK(w.global("price") == 10);
}

}  // namespace
