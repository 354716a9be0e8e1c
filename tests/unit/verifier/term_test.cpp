// term_test.cpp -- smart constructors, bounds, substitution and printing, compared with evaluation.
#include "tests/catch.h"
#include "verifier/term/bounds.h"
#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

using namespace surety::term;

namespace {

struct Terms {
  Arena arena;
  Int x = arena.variable("x", {Integer(-5), Integer(5)});
  Int y = arena.variable("y", {Integer(0), Integer(7)});
  Int number(long value) { return arena.integer(Integer(value)); }
};

Assignment at(long x, long y) { return {{{"x", Integer(x)}, {"y", Integer(y)}}, {}}; }

}  // namespace

TEST_CASE("equal by ring laws is equal") {
  Terms t;
  const Int square = t.arena.multiply(t.arena.add(t.x, t.y), t.arena.add(t.x, t.y));
  const Int expanded = t.arena.add(t.arena.add(t.arena.multiply(t.x, t.x), t.arena.multiply(t.y, t.y)),
                                   t.arena.scale(t.arena.multiply(t.y, t.x), Integer(2)));
  CHECK(square == expanded);
  CHECK(t.arena.value(t.arena.subtract(square, expanded)) == Integer(0));
}

TEST_CASE("comparisons are tightened to integers") {
  Terms t;
  const Int twice = t.arena.scale(t.x, Integer(2));
  CHECK(t.arena.less(twice, t.number(3)) == t.arena.less_equal(t.x, t.number(1)));
  CHECK(t.arena.value(t.arena.equal(twice, t.number(3))) == false);
  CHECK(t.arena.equal(t.x, t.y) == t.arena.equal(t.y, t.x));
  CHECK(t.arena.negate(t.arena.less(t.x, t.y)) == t.arena.less_equal(t.y, t.x));
}

TEST_CASE("boolean constructors simplify") {
  Terms t;
  const Bool p = t.arena.boolean_variable("p");
  CHECK(t.arena.both(p, t.arena.constant(true)) == p);
  CHECK(t.arena.value(t.arena.both(p, t.arena.negate(p))) == false);
  CHECK(t.arena.value(t.arena.either(p, t.arena.negate(p))) == true);
  CHECK(t.arena.negate(t.arena.negate(t.arena.both(p, t.arena.less(t.x, t.y)))) ==
        t.arena.both(t.arena.less(t.x, t.y), p));
}

TEST_CASE("a row of `and` or `or` is as long as what it joins, for core says both with choices") {
  Arena arena;
  Bool all = arena.constant(true);
  Bool any = arena.constant(false);
  for (int i = 0; i < 60; ++i) {
    const Bool one = arena.boolean_variable("b" + std::to_string(i));
    all = arena.choose(all, one, arena.constant(false));
    any = arena.choose(any, arena.constant(true), one);
  }
  CHECK(literals_in(arena, {all}, 1000) == 60);
  CHECK(literals_in(arena, {any}, 1000) == 60);
  CHECK(literals_in(arena, {arena.negate(all)}, 1000) == 60);
}

TEST_CASE("literals are counted as they are written out, up to a limit") {
  Arena arena;
  Bool shared = arena.boolean_variable("b");
  for (int i = 0; i < 60; ++i) {
    const Bool condition = arena.boolean_variable("c" + std::to_string(i));
    shared = arena.choose(condition, shared, arena.negate(shared));
    if (i == 0) CHECK(literals_in(arena, {shared}, 1000) == 4);
  }
  CHECK(literals_in(arena, {shared}, 1000) == 1000);
}

TEST_CASE("minimum, maximum and absolute value are recognised") {
  Terms t;
  CHECK(t.arena.choose(t.arena.less(t.y, t.x), t.y, t.x) == t.arena.minimum(t.x, t.y));
  CHECK(t.arena.choose(t.arena.less(t.x, t.y), t.y, t.x) == t.arena.maximum(t.x, t.y));
  const Int negated = t.arena.scale(t.x, Integer(-1));
  CHECK(t.arena.choose(t.arena.less(t.x, t.number(0)), negated, t.x) == t.arena.absolute(t.x));
  CHECK(t.arena.absolute(negated) == t.arena.absolute(t.x));
}

TEST_CASE("compound terms evaluate as they should and lie within their bounds") {
  Terms t;
  const Int quotient = t.arena.quotient(t.arena.add(t.arena.multiply(t.x, t.y), t.number(-3)), t.number(4));
  const Int by_term = t.arena.quotient(t.x, t.arena.add(t.y, t.number(1)));
  const Int root = t.arena.square_root(t.arena.add(t.y, t.arena.multiply(t.x, t.x)));
  const std::vector<Int> terms = {quotient,
                                  by_term,
                                  root,
                                  t.arena.minimum(t.x, t.y),
                                  t.arena.maximum(t.x, t.y),
                                  t.arena.absolute(t.x),
                                  t.arena.choose(t.arena.less(t.x, t.number(2)), t.y, quotient)};
  for (long x = -5; x <= 5; ++x) {
    for (long y = 0; y <= 7; ++y) {
      const Assignment values = at(x, y);
      CHECK(evaluate(t.arena, quotient, values) == surety::core::floor_divide(Integer(x * y - 3), Integer(4)));
      CHECK(evaluate(t.arena, by_term, values) == surety::core::floor_divide(Integer(x), Integer(y + 1)));
      CHECK(evaluate(t.arena, root, values) == surety::core::floor_square_root(Integer(y + x * x)));
      for (const Int term : terms) {
        const Integer value = *evaluate(t.arena, term, values);
        const Bounds limits = bounds(t.arena, term);
        CHECK((!limits.low || *limits.low <= value));
        CHECK((!limits.high || value <= *limits.high));
      }
    }
  }
}

TEST_CASE("bounds with infinite ends") {
  Terms t;
  const Int free = t.arena.variable("free");
  const Int debt = t.arena.variable("debt", {std::nullopt, Integer(0)});
  const Int none = t.arena.variable("none", {Integer(0), Integer(0)});
  CHECK(bounds(t.arena, t.arena.multiply(none, free)).high == Integer(0));
  CHECK(bounds(t.arena, t.arena.multiply(debt, debt)).low == Integer(0));
  CHECK(bounds(t.arena, t.arena.multiply(debt, t.y)).high == Integer(0));
  CHECK_FALSE(bounds(t.arena, t.arena.multiply(debt, t.x)).low);
}

TEST_CASE("show and SMT-LIB name what they say") {
  Terms t;
  const Bool formula = t.arena.less_equal(t.arena.absolute(t.x), t.arena.multiply(t.y, t.y));
  CHECK(show(t.arena, formula) == "y * y - |x| >= 0");
  const std::string text = smtlib(t.arena, {{"the claim", formula}}, Numbers::reals, {"about x"}, "sat");
  CHECK(text.find("; about x\n(set-logic QF_NRA)\n(set-info :status sat)") == 0);
  CHECK(text.find("; the claim\n(assert (>= ") != std::string::npos);
  CHECK(text.find("(declare-const |x| Real)") != std::string::npos);
}

TEST_CASE("a term of many shared parts is shown in part, and still not like another") {
  Arena arena;
  Int a = arena.variable("a");
  Int b = arena.variable("b");
  for (int i = 0; i < 80; ++i) {
    const Int next = arena.choose(arena.less(a, b), arena.add(a, b), arena.multiply(b, b));
    a = b;
    b = next;
  }
  CHECK(show(arena, b).size() < 5'000);
  CHECK(show(arena, b) != show(arena, arena.add(b, arena.integer(Integer(1)))));
}
