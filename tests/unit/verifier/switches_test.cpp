// switches_test.cpp -- which variables count as flags.
#include "verifier/prove/switches.h"

#include "tests/catch.h"
#include "verifier/term/traverse.h"

using namespace surety;
using term::Bounds;
using verify::strategy::switch_facts;

TEST_CASE("a flag is a variable from 0 to 1 that the goal multiplies") {
  term::Arena arena;
  const term::Int flag = arena.variable("flag", Bounds{0, 1});
  const term::Int wide = arena.variable("wide", Bounds{0, 2});
  const term::Int free = arena.variable("free");
  const term::Int x = arena.variable("x", Bounds{0, 100});
  const auto facts_of = [&](term::Int a) { return switch_facts(arena, arena.nonnegative(a)).size(); };
  CHECK(facts_of(arena.multiply(flag, x)) == 1);
  CHECK(facts_of(arena.add(flag, x)) == 0);
  CHECK(facts_of(arena.multiply(wide, x)) == 0);
  CHECK(facts_of(arena.multiply(free, x)) == 0);
  CHECK(facts_of(arena.add(arena.multiply(flag, x), arena.multiply(flag, wide))) == 1);
}

TEST_CASE("what is said of a flag holds of 0 and 1 and of no other number") {
  term::Arena arena;
  const term::Int flag = arena.variable("flag", Bounds{0, 1});
  const term::Int x = arena.variable("x");
  const auto facts = switch_facts(arena, arena.nonnegative(arena.multiply(flag, x)));
  REQUIRE(facts.size() == 1);
  for (const int value : {-1, 0, 1, 2}) {
    term::Assignment assignment;
    assignment.integers["flag"] = value;
    CHECK(term::evaluate(arena, facts[0], assignment) == (value == 0 || value == 1));
  }
}
