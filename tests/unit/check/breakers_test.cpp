// breakers_test.cpp -- when a breaker looks, what it compares, which actions rest and for how long.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

const std::string hall = R"(contract Hall {
    role warden
    param pause : s in 10 .. 100
    oracle mark : ratio @ 0 { range 1 .. 1_000 }
    state inside : ratio @ 0 in 0 .. 100 = 0
    state other : ratio @ 0 in 0 .. 100 = 0
    breaker crash when mark < 90% * before(mark) halts enter for pause
    breaker crowd when inside > 3 halts any except leave, touch for 20s
    action enter(n: ratio @ 0) { inside += n }
    action leave(n: ratio @ 0) { inside -= n }
    action touch(n: ratio @ 0) by warden { other += n }
    action close() by warden { other = 0 }
    invariant shut: inside > 3 implies crowd.halted
    invariant until: crash.until <= now + pause and (crash.halted implies crash.until > now)
})";

TEST_CASE("a breaker that compares looks after steps that changed what it compares") {
  World w(hall);
  REQUIRE(w.begin({alice, 10, bob, 100, 1000}) == "ok");
  CHECK(w.global("crash.until") == 0);  // the first price is no fall from 0
  CHECK(w.call("mark.update", {alice, 95}) == "ok");
  CHECK(w.global("crash.until") == 0);
  CHECK(w.call("mark.update", {alice, 85}) == "ok");
  CHECK(w.global("crash.until") == 1010);
  CHECK(w.call("enter", {alice, 1}) == "Halted(crash)");
  CHECK(w.call("leave", {alice, 0}) == "ok");
  CHECK(w.call("advance", {alice, 9}) == "ok");
  CHECK(w.global("crash.until") == 1010);
  CHECK(w.call("enter", {alice, 1}) == "Halted(crash)");
  CHECK(w.call("advance", {alice, 1}) == "ok");
  CHECK(w.call("enter", {alice, 1}) == "ok");
  CHECK(w.holds("until"));
}

TEST_CASE("a breaker that does not compare halts for as long as its condition holds, and after") {
  World w(hall);
  REQUIRE(w.begin({alice, 10, bob, 100, 1000}) == "ok");
  CHECK(w.call("enter", {alice, 4}) == "ok");  // the action that trips it has happened
  CHECK(w.global("crowd.until") == 1020);
  CHECK(w.holds("shut"));
  CHECK(w.call("enter", {alice, 1}) == "Halted(crowd)");
  CHECK(w.call("close", {bob}) == "Halted(crowd)");
  CHECK(w.call("close", {alice}) == "Unauthorized");  // who may not call at all is told so first
  CHECK(w.call("touch", {bob, 1}) == "ok");
  CHECK(w.call("advance", {alice, 50}) == "ok");
  CHECK(w.global("crowd.until") == 1070);
  CHECK(w.call("leave", {alice, 1}) == "ok");
  CHECK(w.call("advance", {alice, 19}) == "ok");
  CHECK(w.call("close", {bob}) == "Halted(crowd)");
  CHECK(w.call("advance", {alice, 1}) == "ok");
  CHECK(w.call("close", {bob}) == "ok");
}

TEST_CASE("a step that writes nothing of what a breaker reads is the step it would be without") {
  const World w(hall);
  const auto statements = [&](const char* step) {
    return w.contract()[*surety::core::find_step(w.contract(), step)].body.size();
  };
  CHECK(statements("touch") == 2);        // its role, its write
  CHECK(statements("leave") == 2);        // its write, `crowd`
  CHECK(statements("mark.update") == 4);  // the price before, price and time, `crash`
}

TEST_CASE("a condition that holds at instantiation halts from the beginning, and may call functions") {
  World w(R"(contract Early {
    state inside : ratio @ 0 in 0 .. 100 = 5
    fn much(n: number) -> bool = n > 3
    fn grown() -> ratio @ 0 = inside - before(inside)
    breaker full when much(inside) halts enter for 20s
    breaker rush when grown() >= 2 halts enter for 30s
    action enter(n: ratio @ 0) { inside += n }
    action leave(n: ratio @ 0) { inside -= n  if full.halted { require n < 5 else Slowly } }
    invariant known: full.until > 0 or rush.until == 0
})");
  REQUIRE(w.begin({alice, 7}) == "ok");
  CHECK(w.global("full.until") == 27);
  CHECK(w.global("rush.until") == 0);
  CHECK(w.call("enter", {alice, 1}) == "Halted(full)");
  CHECK(w.call("leave", {alice, 5}) == "Slowly");
  CHECK(w.call("leave", {alice, 4}) == "ok");
  CHECK(w.call("advance", {alice, 20}) == "ok");
  CHECK(w.call("enter", {alice, 2}) == "ok");
  CHECK(w.global("rush.until") == 57);
}

}  // namespace
