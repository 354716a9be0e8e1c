// shapes_test.cpp -- the arithmetic of derivatives in small: each shape right, and wrong by one mistake.
//
// The right one must be proved. The wrong one must give numbers that satisfy every hypothesis and break the goal.
#include "tests/catch.h"
#include "verifier/prove/ladder.h"
#include "verifier/prove/simplify.h"

using namespace surety;
using term::Arena;
using term::Bool;
using term::Int;
using verify::strategy::Answer;

namespace {

const core::Integer million = 1'000'000;

struct Shape {
  Arena arena;
  std::vector<verify::oblige::Hypothesis> hypotheses;

  Int number(const core::Integer& value) { return arena.integer(value); }
  Int variable(const char* name, long low, const core::Integer& high) {
    return arena.variable(name, {core::Integer(low), high});
  }
  void suppose(Bool formula) { hypotheses.push_back({"given", formula, verify::oblige::Role::guard}); }
  Int ceiling(Int n, Int d) { return arena.scale(arena.quotient(arena.scale(n, -1), d), -1); }

  Answer answer(Bool goal) {
    verify::solver::Interrupter interrupter;
    verify::solver::Session session(interrupter);
    const verify::strategy::Question question{hypotheses, goal};
    constexpr std::uint64_t resources = 4'000'000;
    verify::strategy::Habit habit;
    auto finding = verify::strategy::climb_foot(arena, question, resources, session, habit);
    if (finding.answer != Answer::proved) {
      finding = verify::strategy::climb_top(arena, question, resources, session, finding);
    }
    if (finding.answer == Answer::candidate) {
      CHECK(term::evaluate(arena, goal, finding.model) == false);
      for (const auto& hypothesis : hypotheses) {
        CHECK(term::evaluate(arena, hypothesis.formula, finding.model) == true);
      }
    }
    return finding.answer;
  }
};

/// A price moves by at most `step`; who had maintenance margin before keeps equity. `slack` widens the step.
Answer perpetual(long slack) {
  Shape s;
  Arena& a = s.arena;
  const Int quote = s.variable("quote", -1'000'000'000, 1'000'000'000);
  const Int size = s.variable("size", -1'000'000, million);
  const Int price = s.variable("price", 1, million);
  const Int next = s.variable("next", 1, million);
  const Int margin = s.variable("margin", 1, 2'500);
  const Int step = s.variable("step", 1, 2'500);
  const Int notional = a.multiply(a.absolute(size), price);
  const Int equity = a.add(quote, a.multiply(size, price));
  s.suppose(a.less_equal(a.multiply(margin, notional), a.scale(equity, 10'000)));
  s.suppose(a.less_equal(a.scale(a.absolute(a.subtract(next, price)), 10'000), a.multiply(step, price)));
  s.suppose(a.less_equal(step, a.add(margin, s.number(slack))));
  return s.answer(a.less_equal(s.number(0), a.add(quote, a.multiply(size, next))));
}

/// A deposit into a vault must not lower what a share is worth.
Answer vault(bool round_up) {
  Shape s;
  Arena& a = s.arena;
  const Int assets = s.variable("assets", 1, million);
  const Int shares = s.variable("shares", 1, million);
  const Int deposit = s.variable("deposit", 1, million);
  const Int exact = a.multiply(deposit, shares);
  const Int minted = round_up ? s.ceiling(exact, assets) : a.quotient(exact, assets);
  return s.answer(a.less_equal(a.multiply(assets, a.add(shares, minted)), a.multiply(a.add(assets, deposit), shares)));
}

/// A swap must not shrink the product of the reserves.
Answer pool(bool round_up) {
  Shape s;
  Arena& a = s.arena;
  const Int x = s.variable("x", 1, million);
  const Int y = s.variable("y", 1, million);
  const Int in = s.variable("in", 1, million);
  const Int after = a.add(x, in);
  const Int exact = a.multiply(y, in);
  const Int out = round_up ? s.ceiling(exact, after) : a.quotient(exact, after);
  return s.answer(a.less_equal(a.multiply(x, y), a.multiply(after, a.subtract(y, out))));
}

/// A waterfall pays the senior, then the junior, out of one sum.
Answer waterfall(bool pay_twice) {
  Shape s;
  Arena& a = s.arena;
  const Int cash = s.variable("cash", 0, million);
  const Int senior = a.minimum(cash, s.variable("owed_senior", 0, million));
  const Int left = pay_twice ? cash : a.subtract(cash, senior);
  const Int junior = a.minimum(left, s.variable("owed_junior", 0, million));
  return s.answer(a.both(a.less_equal(a.add(senior, junior), cash), a.less_equal(s.number(0), junior)));
}

/// Shares of a pot in proportion never exceed it.
Answer pro_rata(bool round_up) {
  Shape s;
  Arena& a = s.arena;
  const Int pot = s.variable("pot", 0, million);
  const Int first = s.variable("first", 1, million);
  const Int second = s.variable("second", 1, million);
  const Int all = a.add(first, second);
  const auto part = [&](Int claim) {
    const Int exact = a.multiply(pot, claim);
    return round_up ? s.ceiling(exact, all) : a.quotient(exact, all);
  };
  return s.answer(a.less_equal(a.add(part(first), part(second)), pot));
}

/// A call spread pays at most the distance of its strikes. `short_by` is missing from the collateral.
Answer spread(long short_by) {
  Shape s;
  Arena& a = s.arena;
  const Int price = s.variable("price", 0, million);
  const Int low = s.variable("low", 1, million);
  const Int high = s.variable("high", 1, million);
  const Int count = s.variable("count", 1, million);
  s.suppose(a.less(low, high));
  const Int width = a.subtract(high, low);
  const Int payoff = a.maximum(s.number(0), a.minimum(a.subtract(price, low), width));
  const Int collateral = a.subtract(a.multiply(width, count), s.number(short_by));
  return s.answer(a.less_equal(a.multiply(payoff, count), collateral));
}

/// Who deposits and leaves at once takes out no more than was put in.
Answer round_trip() {
  Shape s;
  Arena& a = s.arena;
  const Int assets = s.variable("assets", 1, million);
  const Int shares = s.variable("shares", 1, million);
  const Int deposit = s.variable("deposit", 1, million);
  const Int minted = a.quotient(a.multiply(deposit, shares), assets);
  const Int exact = a.multiply(minted, a.add(assets, deposit));
  const Int all = a.add(shares, minted);
  return s.answer(a.less_equal(a.quotient(exact, all), deposit));
}

}  // namespace

TEST_CASE("what is right is proved") {
  CHECK(perpetual(0) == Answer::proved);
  CHECK(vault(false) == Answer::proved);
  CHECK(pool(false) == Answer::proved);
  CHECK(waterfall(false) == Answer::proved);
  CHECK(pro_rata(false) == Answer::proved);
  CHECK(spread(0) == Answer::proved);
  CHECK(round_trip() == Answer::proved);
}

TEST_CASE("what is wrong is not proved") {
  CHECK(perpetual(1) != Answer::proved);
  CHECK(vault(true) != Answer::proved);
  CHECK(pool(true) != Answer::proved);
  CHECK(waterfall(true) == Answer::candidate);
  CHECK(pro_rata(true) != Answer::proved);
  CHECK(spread(1) != Answer::proved);
}
