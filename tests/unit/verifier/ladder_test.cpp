// ladder_test.cpp -- what each strategy decides and what it leaves to the next, and the ladder's own choices.
#include "verifier/prove/ladder.h"

#include "tests/catch.h"
#include "verifier/prove/slices.h"

using namespace surety;
using namespace surety::term;
using namespace surety::verify::strategy;
using verify::oblige::Role;

namespace {

/// Terms over x, y, z and what is known of them.
struct Puzzle {
  Arena arena;
  Int x = arena.variable("x");
  Int y = arena.variable("y");
  Int z = arena.variable("z");
  Selection hypotheses;

  Int number(long value) { return arena.integer(Integer(value)); }
  void know(Bool formula, const std::string& name = "guard", Role role = Role::guard) {
    hypotheses.push_back({name, formula, role});
  }
  Finding by(const std::unique_ptr<Strategy>& strategy, Bool goal) {
    verify::solver::Interrupter interrupter;
    verify::solver::Session session(interrupter);
    return strategy->attempt({arena, hypotheses, goal, verify::strategy::Bounds::all}, {{200'000}, session});
  }
  bool proves(const std::unique_ptr<Strategy>& strategy, Bool goal) {
    return by(strategy, goal).answer == Answer::proved;
  }
  Finding climb(Bool goal) {
    verify::solver::Interrupter interrupter;
    verify::solver::Session session(interrupter);
    const Question question{hypotheses, goal};
    verify::strategy::Habit habit;
    Finding finding = climb_foot(arena, question, verify::strategy::usual_resources, session, habit);
    if (finding.answer != Answer::proved)
      finding = climb_top(arena, question, verify::strategy::usual_resources, session, finding);
    return finding;
  }
};

}  // namespace

TEST_CASE("trivial: true as it reads, or said word for word, nothing else") {
  Puzzle p;
  p.know(p.arena.nonnegative(p.x), "an invariant", Role::invariant);
  CHECK(p.proves(make_trivial(), p.arena.equal(p.arena.add(p.x, p.y), p.arena.add(p.y, p.x))));
  const Finding said = p.by(make_trivial(), p.arena.nonnegative(p.x));
  CHECK(said.answer == Answer::proved);
  REQUIRE(said.needed);
  CHECK(said.needed->size() == 1);
  CHECK_FALSE(p.proves(make_trivial(), p.arena.nonnegative(p.arena.add(p.x, p.number(1)))));
}

TEST_CASE("simplified: equations are solved and decided conditions resolved, inequalities are not combined") {
  Puzzle p;
  p.know(p.arena.equal(p.x, p.arena.multiply(p.y, p.z)));
  p.know(p.arena.less(p.number(0), p.y));
  CHECK(p.proves(make_simplification(),
                 p.arena.equal(p.arena.add(p.x, p.z), p.arena.multiply(p.arena.add(p.y, p.number(1)), p.z))));
  CHECK(p.proves(make_simplification(), p.arena.equal(p.arena.absolute(p.y), p.y)));
  p.know(p.arena.less(p.y, p.z));
  CHECK_FALSE(p.proves(make_simplification(), p.arena.less(p.number(1), p.z)));
}

TEST_CASE("nlsat: products over the reals, not what only integers satisfy") {
  Puzzle p;
  p.know(p.arena.less(p.number(0), p.x));
  p.know(p.arena.less(p.x, p.y));
  CHECK(p.proves(make_reals(), p.arena.less(p.arena.multiply(p.x, p.x), p.arena.multiply(p.y, p.y))));
  const Finding parity = p.by(make_reals(), p.arena.negate(p.arena.equal(p.arena.multiply(p.x, p.x), p.number(2))));
  CHECK(parity.answer == Answer::unknown);
  const Finding wrong = p.by(make_reals(), p.arena.less(p.y, p.x));
  CHECK(wrong.answer == Answer::unknown);
  CHECK(wrong.looks_false);
}

TEST_CASE("cases: each arm of a choice is refuted by itself") {
  Puzzle p;
  const Int least = p.arena.minimum(p.x, p.y);
  const Int most = p.arena.maximum(p.x, p.y);
  CHECK(p.proves(make_cases(), p.arena.equal(p.arena.add(least, most), p.arena.add(p.x, p.y))));
  CHECK(p.proves(make_cases(), p.arena.equal(p.arena.multiply(least, most), p.arena.multiply(p.x, p.y))));
  CHECK_FALSE(p.proves(make_cases(), p.arena.equal(least, p.x)));
}

TEST_CASE("linear: products of what is known, not what is false, and not parity") {
  Puzzle p;
  p.know(p.arena.less(p.number(0), p.x));
  p.know(p.arena.less(p.x, p.y));
  p.know(p.arena.less(p.number(0), p.z));
  CHECK(p.proves(make_linear(), p.arena.less(p.arena.multiply(p.x, p.z), p.arena.multiply(p.y, p.z))));
  const Int share = p.arena.quotient(p.arena.multiply(p.x, p.z), p.y);
  CHECK(p.proves(make_linear(), p.arena.less_equal(share, p.z)));
  CHECK_FALSE(p.proves(make_linear(), p.arena.less(p.z, share)));
  CHECK_FALSE(p.proves(make_linear(),
                       p.arena.negate(p.arena.equal(p.arena.multiply(p.x, p.x), p.arena.scale(p.y, Integer(2))))));
}

TEST_CASE("integers: parity, and a model of what is false") {
  Puzzle p;
  const Int twice = p.arena.scale(p.x, Integer(2));
  const Int thrice = p.arena.scale(p.y, Integer(3));
  p.know(p.arena.less(p.number(0), thrice));
  p.know(p.arena.less_equal(thrice, p.number(4)));
  CHECK(p.proves(make_integers(), p.arena.negate(p.arena.equal(twice, thrice))));
  const Finding wrong = p.by(make_integers(), p.arena.equal(p.y, p.number(7)));
  CHECK(wrong.answer == Answer::candidate);
  CHECK(wrong.model.integers.at("y") == 1);
}

TEST_CASE("formulas of shared parts, longer than any memory when written out, are asked about all the same") {
  Puzzle p;
  Bool shared = p.arena.less(p.x, p.number(3));
  for (int i = 0; i < 60; ++i) {
    const Bool condition = p.arena.less(p.number(i), p.arena.multiply(p.x, p.y));
    shared = p.arena.choose(condition, shared, p.arena.either(p.arena.less(p.y, p.number(-i)), p.arena.negate(shared)));
  }
  p.know(shared);
  p.know(p.arena.less(p.x, p.number(4)));
  const Bool goal = p.arena.less(p.x, p.number(5));
  for (auto make : {make_simplification, make_reals, make_cases, make_linear, make_integers})
    CHECK_NOTHROW(p.proves(make(), goal));
  CHECK(p.climb(goal).answer == Answer::proved);
}

TEST_CASE("slices grow: the goal's own variables, their neighbours, everything") {
  Puzzle p;
  p.know(p.arena.less(p.x, p.number(5)), "of x");
  p.know(p.arena.less(p.x, p.y), "of x and y");
  p.know(p.arena.less(p.y, p.z), "of y and z", Role::invariant);
  p.know(p.arena.less(p.z, p.number(9)), "of z", Role::overflow);
  const Question question{p.hypotheses, p.arena.less(p.x, p.number(7))};
  const Slices slices(p.arena, question);
  CHECK(slices[Slice::local].size() == 2);
  CHECK(slices[Slice::wider].size() == 3);
  CHECK(slices[Slice::most].size() == 3);
  CHECK(slices[Slice::all].size() == 4);
  CHECK(names_of(slices[Slice::all]) == std::vector<std::string>{"of y and z"});
}

TEST_CASE("the nearest hypotheses are those of whose rarest variables the goal speaks") {
  Puzzle p;
  const auto price = p.arena.variable("price");
  const auto fee = p.arena.variable("fee");
  const auto other_fee = p.arena.variable("fee of another market");
  for (const auto term : {p.x, p.y, p.z, p.x, p.y, p.z}) p.know(p.arena.less(price, term), "of the price");
  p.know(p.arena.less(fee, price), "of the fee");
  p.know(p.arena.less(other_fee, price), "of another market's fee");
  const Question question{p.hypotheses, p.arena.less(fee, p.arena.add(price, price))};
  const Slices slices(p.arena, question);
  REQUIRE(slices[Slice::nearest].size() == 1);
  CHECK(slices[Slice::nearest].front().name == "of the fee");
  CHECK(slices[Slice::local].size() == 8);
}

TEST_CASE("the ladder records who answered and which invariants were needed") {
  Puzzle p;
  p.know(p.arena.less(p.number(0), p.x), "positive", Role::invariant);
  p.know(p.arena.less(p.x, p.y), "ordered", Role::invariant);
  p.know(p.arena.less(p.x, p.number(1'000)), "small", Role::invariant);
  CHECK(p.climb(p.arena.equal(p.x, p.x)).rung == "trivial");
  const Finding squares = p.climb(p.arena.less(p.arena.multiply(p.x, p.x), p.arena.multiply(p.y, p.y)));
  CHECK(squares.answer == Answer::proved);
  CHECK(squares.rung == "nlsat");
  CHECK(squares.uses == std::vector<std::string>{"ordered", "positive"});
  const Finding wrong = p.climb(p.arena.less(p.y, p.number(50)));
  CHECK(wrong.answer == Answer::candidate);
  CHECK(wrong.rung == "integers");
}
