// lists_test.cpp -- lists as parameters: what is passed, loops and folds over what counts of it, what is beyond.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

constexpr const char* sums = R"(contract C {
  record Part { who: party, amount: ratio @ 0 }
  account Trader { got : ratio @ 0 }
  state total : ratio @ 0 = 0
  state many : ratio @ 0 = 0
  state last : ratio @ 0 = 0
  action give(parts: list 3 of Part, least: ratio @ 0) {
    require forall p in parts: p.amount >= least
    require not (exists p, q in parts where p.amount + 3 < q.amount: q.who == p.who) else FarApart
    total = sum(p in parts where p.who != caller: p.amount)
    many = count(p in parts: p.amount > least)
    for p in parts {
      let more = p.amount + 1
      Trader[p.who].got += more
      last = p.amount
    }
  }
  action share(weights: list 2 of ratio @ 0 in 0 .. 9, whole: ratio @ 0) {
    last = sum(w in weights: whole / w to ratio @ 0 down)
  }
  rule counted: after give(parts): sum(p in parts where p.who != caller: p.amount) == total and parts.length >= 0
  test "as it is written" {
    alice: give([Part(bob, 5), Part(who: alice, amount: 4), Part(bob, 3)], 2)
    expect total == 8 and many == 3 and last == 3 and Trader[bob].got == 10
    alice: share([2, 3], 6)
    expect last == 5
    alice: share([], 6)
    expect last == 0
    bob: give([Part(alice, 1)], 2) reverts Rejected
    bob: share([1, 10], 6) reverts OutOfRange(weights)
  }
})";

TEST_CASE("the elements that count are gone through, in order") {
  World w(sums);
  CHECK(w.tests() == "ok");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  // caller, length, three times who and amount, least
  REQUIRE(w.call("give", {alice, 2, bob, 7, bob, 6, bob, 5, 1}) == "ok");
  CHECK(w.cell(bob, "got") == 8 + 7);
  CHECK(w.global("total") == 13);
  CHECK(w.global("many") == 2);
  CHECK(w.global("last") == 6);
  CHECK(w.call("give", {alice, 2, bob, 7, bob, 3, bob, 0, 1}) == "FarApart");
  CHECK(w.call("give", {alice, 2, bob, 3, bob, 7, bob, 0, 1}) == "FarApart");
  CHECK(w.call("give", {alice, 2, bob, 6, alice, 7, bob, 0, 1}) == "ok");
  CHECK(w.call("give", {alice, 0, bob, -7, bob, -7, bob, -7, 1}) == "ok");
  CHECK(w.global("total") == 0);
}

TEST_CASE("all elements are gone through, however many names there are beside the list") {
  std::string parameters;
  std::string uses;
  for (int beside = 0; beside < 20; ++beside) {
    World w("contract Named { state total : ratio @ 0 = 0\n action add(all: list 5 of ratio @ 0" + parameters + ") {" +
            uses + " total = 0\n for each in all { total += each } } }");
    REQUIRE(w.begin({alice, 1000}) == "ok");
    std::vector<long> arguments{alice, 4, 1, 2, 4, 8, 16};
    arguments.resize(arguments.size() + static_cast<std::size_t>(beside));
    CHECK(w.call("add", arguments) == "ok");
    CHECK(w.global("total") == 15);
    const std::string name = "other" + std::to_string(beside);
    parameters += ", " + name + ": bool";
    uses += " require not " + name + "\n";
  }
}

TEST_CASE("beyond the length nothing is computed, and the length is at most what is declared") {
  World w(sums);
  REQUIRE(w.begin({alice, 1000}) == "ok");
  CHECK(w.call("share", {alice, 1, 2, 0, 6}) == "ok");
  CHECK(w.call("share", {alice, 2, 2, 0, 6}) == "DivisionByZero");
  CHECK(w.call("share", {alice, 3, 2, 3, 6}) == "OutOfRange(weights.length)");
  CHECK(w.call("share", {alice, -1, 2, 3, 6}) == "OutOfRange(weights.length)");
  CHECK(w.call("share", {alice, 1, 2, 10, 6}) == "OutOfRange(weights)");
}

TEST_CASE("a loop over a list of n is nested, so that it has n + 1 paths") {
  const surety::check::Compiled run = compiled(sums);
  REQUIRE(run.contract.has_value());
  const auto& contract = *run.contract;
  const surety::core::Step& give = contract[*surety::core::find_step(contract, "give")];
  const auto branches = [&](const surety::core::Block& block) {
    std::vector<const surety::core::Branch*> found;
    for (const surety::core::StatementId id : block)
      if (const auto* branch = std::get_if<surety::core::Branch>(&contract[id].node)) found.push_back(branch);
    return found;
  };
  std::size_t depth = 0;
  for (auto at = branches(give.body); !at.empty(); at = branches(at.front()->then)) {
    CHECK(at.size() == 1);
    CHECK(at.front()->otherwise.empty());
    ++depth;
  }
  CHECK(depth == 3);
}

}  // namespace
