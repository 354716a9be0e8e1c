// properties_test.cpp -- invariants, rules, `can`, assumptions and the author's tests.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;
using surety::core::PropertyKind;

const std::string club = R"(contract Club {
    asset USD { decimals 0  supply 1_000 }
    oracle mark : USD @ 0 { range 1 .. 100  heartbeat 60s }
    account Member { balance cash : USD  votes : ratio @ 0 in 0 .. 9 }
    fn rich(t: Member) -> bool = t.cash >= mark
    action join(amount: USD) { move amount from caller to my.cash }
    action vote(whom: party, n: ratio @ 0) { Member[whom].votes += n }
    action leave(amount: USD) { move amount from my.cash to caller }

    assume steady before mark.update: forall t in Member: rich(t) or t.cash == 0
    invariant total:     sum(t in Member: t.cash) == vault(USD)
    invariant few:       count(t in Member where t.cash > 0: rich(t)) <= 1
    invariant one_voted: exists t in Member where t.cash > 5 USD: t.votes > 0
    invariant all_rich:  forall t in Member where t.votes > 0: rich(t)
    rule votes_grow: after vote(whom, n): Member[whom].votes == before(Member[whom].votes) + n
    rule cash_only:  after any except vote: my.votes == before(my.votes)
    can exit: forall t in Member where t.cash >= 0: leave(t.cash) by t.party

    test "a year in the club" {
        given mark = 10
        alice: join(20 USD)
        bob: vote(n: 3, whom: alice)
        bob: vote(alice, 7) reverts OutOfRange(votes)
        expect Member[alice].votes == 3 and Member[alice].cash == 20 USD
        expect sum(t in Member: t.votes) == 3 and vault(USD) == 20 USD
        wait 61s
        mark becomes 1_000 reverts OutOfRange(value)
        mark becomes 21 USD
        expect not rich(Member[alice]) and now == 61s and mark.time == 61s
        bob: leave(amount: 21) reverts InsufficientFunds
    }
})";

TEST_CASE("quantifiers mean what they say") {
  World w(club);
  REQUIRE(w.begin({alice, 10, 0}) == "ok");
  CHECK_FALSE(w.holds("one_voted"));
  CHECK(w.holds("all_rich"));
  REQUIRE(w.call("join", {alice, 20}) == "ok");
  REQUIRE(w.call("vote", {bob, alice, 1}) == "ok");
  CHECK(w.holds("one_voted"));
  CHECK(w.holds("total"));
  CHECK(w.holds("few"));
  REQUIRE(w.call("join", {bob, 10}) == "ok");
  CHECK_FALSE(w.holds("few"));
  REQUIRE(w.call("mark.update", {bob, 21}) == "ok");
  CHECK_FALSE(w.holds("all_rich"));
}

TEST_CASE("a rule sees the arguments it names, and the state before") {
  World w(club);
  REQUIRE(w.begin({alice, 10, 0}) == "ok");
  const auto& rule = w.property("votes_grow");
  REQUIRE(rule.cases.size() == 1);
  const surety::core::State before = w.engine().state();
  REQUIRE(w.call("vote", {bob, alice, 2}) == "ok");
  const surety::core::State after = w.engine().state();
  const auto holds = [&](std::initializer_list<long> values) {
    const std::vector<Integer> arguments(values.begin(), values.end());
    return surety::read::holds(w.contract(), rule.cases[0].condition, after, &before, arguments);
  };
  CHECK(holds({bob, alice, 2}) == true);
  CHECK(holds({bob, alice, 3}) == false);
  CHECK(holds({bob, bob, 0}) == true);
}

TEST_CASE("`any except` is every action but those") {
  World w(club);
  std::vector<std::string> steps;
  for (const auto& each : w.property("cash_only").cases) steps.push_back(w.contract()[each.step].name);
  CHECK(steps == std::vector<std::string>{"join", "leave"});
}

TEST_CASE("`can` has its account, its condition and its call") {
  World w(club);
  const auto& exit = w.property("exit");
  CHECK(exit.kind == PropertyKind::can);
  REQUIRE(exit.cases.size() == 1);
  CHECK(w.contract()[exit.cases[0].step].name == "leave");
  CHECK(exit.cases[0].arguments.size() == 2);
  CHECK(exit.table.has_value());
  CHECK(exit.text == "can exit: forall t in Member where t.cash >= 0: leave(t.cash) by t.party");
}

TEST_CASE("assumptions are told in the contract's words") {
  World w(club);
  REQUIRE(w.contract().assumptions.size() == 1);
  CHECK(w.contract()[w.contract().assumptions[0].step].name == "mark.update");
  CHECK(w.contract().assumptions[0].text ==
        "assume steady before mark.update: forall t in Member: rich(t) or t.cash == 0");
  CHECK(w.property("conservation(USD)").kind == PropertyKind::conservation);
}

TEST_CASE("what an assumption says does not depend on comments and line breaks") {
  const auto told = [](const std::string& condition) {
    const World w(
        "contract C {\n    state open : bool\n    state shut : bool\n    oracle mark : ratio @ 0\n"
        "    assume rests before mark.update: " +
        condition + "\n}");
    return w.contract().assumptions.at(0).text;
  };
  const std::string all = "assume rests before mark.update: not open and shut or mark > 500";
  CHECK(told("not open // and never\n        and shut or mark > 500") == all);
  CHECK(told("((not open) and shut)  or\n        mark > 500 // said twice") == all);
  CHECK(told("not open // and shut\n        or mark > 500") ==
        "assume rests before mark.update: not open or mark > 500");
  CHECK(told("not open and (shut or mark > 1_000)") ==
        "assume rests before mark.update: not open and (shut or mark > 1000)");
}

TEST_CASE("the text of a property is one line without its comments") {
  World w(
      "contract C {\n    state n : ratio @ 0 in 0 .. 5 // all\n    action go() { n = 1 }\n"
      "    invariant few: n <= 5 // or open\n        and n /* really */ >= 0\n}");
  CHECK(w.property("few").text == "invariant few: n <= 5 and n >= 0");
}

TEST_CASE("the author's tests run, expect and revert") { CHECK(World(club).tests() == "ok"); }

TEST_CASE("a test may leave out the clock and nothing else") {
  const auto run = compiled(R"(contract C {
    asset USD { decimals 0 }
    oracle mark : USD @ 0
    test "no price" { wait 1s }
})");
  CHECK_FALSE(run.contract.has_value());
  CHECK(messages(run).find("not given: `mark`") != std::string::npos);
}

}  // namespace
