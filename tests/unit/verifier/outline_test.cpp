// outline_test.cpp -- what an outline says is true, and where it ends.
#include "verifier/term/outline.h"

#include "tests/catch.h"
#include "verifier/term/traverse.h"

using namespace surety::term;

namespace {

/// floor(max(x - min(y, 3), 0) * y / 4) with x in -5 .. 5 and y in 0 .. 7.
struct Fee {
  Arena arena;
  Int x = arena.variable("x", {Integer(-5), Integer(5)});
  Int y = arena.variable("y", {Integer(0), Integer(7)});
  Int three = arena.integer(Integer(3));
  Int nothing = arena.integer(Integer(0));
  Int least = arena.choose(arena.less_equal(y, three), y, three);
  Int rest = arena.subtract(x, least);
  Int most = arena.choose(arena.nonnegative(rest), rest, nothing);
  Int fee = arena.quotient(arena.multiply(most, y), arena.integer(Integer(4)));
  Bool claim = arena.less_equal(arena.integer(Integer(20)), fee);
};

}  // namespace

TEST_CASE("what an outline says is so for all values") {
  Fee t;
  for (unsigned depth = 0; depth < 5; ++depth) {
    const std::vector<Bool> facts = outline(t.arena, {t.claim}, depth);
    REQUIRE_FALSE(facts.empty());
    for (long x = -5; x <= 5; ++x) {
      for (long y = 0; y <= 7; ++y) {
        const Assignment at{{{"x", Integer(x)}, {"y", Integer(y)}}, {}};
        for (const Bool fact : facts) CHECK(evaluate(t.arena, fact, at) == true);
      }
    }
  }
}

TEST_CASE("an outline ends at its depth") {
  Fee t;
  const Bool inner = definition(t.arena, t.arena.polynomial(t.least).begin()->first.front());
  const auto has_inner = [&](unsigned depth) {
    const std::vector<Bool> facts = outline(t.arena, {t.claim}, depth);
    return std::ranges::find(facts, inner) != facts.end();
  };
  CHECK_FALSE(has_inner(0));
  CHECK_FALSE(has_inner(1));
  CHECK_FALSE(has_inner(2));
  CHECK(has_inner(3));
  CHECK(outline(t.arena, {t.claim}, 3) == outline(t.arena, {t.claim}, 9));
  CHECK(outline(t.arena, {t.arena.less(t.x, t.y)}, 3).empty());
}
