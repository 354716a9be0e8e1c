// markets_test.cpp -- folds over an enum and oracles indexed by one.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

const std::string markets = R"(contract Markets {
    asset USD { decimals 2  supply 1_000 }
    unit LOT { decimals 0 }
    enum Market { BTC, ETH, SOL }
    oracle mark[Market] : USD/LOT @ 2 { range 1 .. 100  heartbeat 60s  step 10% }
    state weight[Market] : ratio @ 0
    state got : USD @ 2
    account Trader { size[Market] : LOT in -100 .. 100 }
    fn worth(t: Trader) -> USD @ 2 = sum(m in Market: t.size[m] * mark[m])
    action put(m: Market, n: LOT) { my.size[m] = n }
    action all_prices() { got = worth(my) }
    action open_prices() { got = sum(m in Market where my.size[m] != 0: my.size[m] * mark[m]) }
    action first_open() { require exists m in Market: my.size[m] != 0 and mark[m] > 0 else Flat }
    action none_open() { require forall m in Market: my.size[m] == 0 or mark[m] < 0 else Open }
    action pairs() { require forall a in Market: forall b in Market where b != a: my.size[a] != my.size[b] else Same }
    action weigh() {
        for m in Market { weight[m] = count(k in Market: my.size[k] > my.size[m]) }
        got = min(m in Market: mark[m]) * 1 LOT + max(m in Market: mark[m]) * 1 LOT
    }
    action young(m: Market) { require now - mark[m].time <= 10s and mark[ETH].time == 0s else Old }
    assume calm before mark.update: now < 1_000s
    assume one before mark[ETH].update: now < 2_000s
    invariant total: forall m in Market: sum(t in Trader: t.size[m]) == 0
    test "every form" {
        given mark = 20 USD/LOT, mark[BTC] = 10 USD/LOT
        alice: put(BTC, 2)
        alice: put(SOL, -1)
        alice: all_prices()
        expect got == 0 and sum(m in Market: mark[m]) == 50 USD/LOT
        expect count(m in Market where m != ETH: Trader[alice].size[m] > 0) == 1
        alice: weigh()
        expect weight[BTC] == 0 and weight[ETH] == 1 and weight[SOL] == 2 and got == 30 USD
        mark[SOL] becomes 22 USD/LOT
        mark[SOL] becomes 30 USD/LOT reverts PriceStep
        expect not (forall m in Market: mark[m] <= 20 USD/LOT)
    }
})";

TEST_CASE("an array of oracles is an oracle for each constant") {
  World w(markets);
  std::vector<std::string> names;
  for (const auto& oracle : w.contract().oracles) {
    names.push_back(oracle.name);
    CHECK(w.contract()[oracle.value].name == oracle.name);
    CHECK(w.contract()[oracle.time].name == oracle.name + ".time");
    CHECK(w.contract()[oracle.update].name == oracle.name + ".update");
  }
  CHECK(names == std::vector<std::string>{"mark[BTC]", "mark[ETH]", "mark[SOL]"});
  REQUIRE(w.begin({alice, 1000, 2000, 3000, 5}) == "ok");
  CHECK(w.global("mark[SOL]") == 3000);
  REQUIRE(w.call("advance", {alice, 7}) == "ok");
  CHECK(w.call("mark[ETH].update", {alice, 2201}) == "PriceStep");
  CHECK(w.call("mark[ETH].update", {alice, 2200}) == "ok");
  CHECK(w.global("mark[ETH].time") == 12);
  CHECK(w.global("mark[BTC].time") == 5);
  CHECK(w.call("mark[BTC].update", {alice, 90}) == "OutOfRange(value)");
}

TEST_CASE("a fold over an enum is written out in order and evaluates only what it needs") {
  World w(markets);
  REQUIRE(w.begin({alice, 1000, 2000, 3000, 0}) == "ok");
  REQUIRE(w.call("put", {alice, 1, 3}) == "ok");
  REQUIRE(w.call("advance", {alice, 61}) == "ok");
  REQUIRE(w.call("mark[ETH].update", {alice, 2100}) == "ok");
  CHECK(w.call("all_prices", {alice}) == "StalePrice");  // the two that are not needed are stale
  CHECK(w.call("open_prices", {alice}) == "ok");
  CHECK(w.global("got") == 6300);
  CHECK(w.call("first_open", {alice}) == "ok");  // stops at ETH
  CHECK(w.call("none_open", {alice}) == "Open");
  CHECK(w.call("first_open", {bob}) == "Flat");
  CHECK(w.call("none_open", {bob}) == "ok");
  CHECK(w.call("pairs", {alice}) == "Same");
  REQUIRE(w.call("put", {alice, 2, 4}) == "ok");
  CHECK(w.call("pairs", {alice}) == "ok");
  CHECK(w.call("young", {alice, 0}) == "Old");
  CHECK_FALSE(w.holds("total"));
}

TEST_CASE("an assumption before `mark.update` is one before each element") {
  World w(markets);
  std::vector<std::string> told;
  for (const auto& assumption : w.contract().assumptions)
    told.push_back(assumption.name + " " + w.contract()[assumption.step].name);
  CHECK(told == std::vector<std::string>{"calm[BTC] mark[BTC].update", "calm[ETH] mark[ETH].update",
                                         "calm[SOL] mark[SOL].update", "one mark[ETH].update"});
  CHECK(w.contract().assumptions[1].text == "assume calm[ETH] before mark[ETH].update: now < 1000s");
}

TEST_CASE("tests give and move the elements of an array of oracles") {
  World w(markets);
  CHECK(w.tests() == "ok");
}

TEST_CASE("folds and arrays of oracles that make no sense are refused") {
  const auto refused = [](const std::string& body) {
    return messages(
        compiled("contract C { asset USD { decimals 0 } enum Side { LONG, SHORT } "
                 "oracle mark[Side] : USD @ 0 { range 1 .. 9 } account T { n : ratio @ 0 } " +
                 body + " }"));
  };
  CHECK(refused("action a() { require mark > 0 }").find("S0415") != std::string::npos);
  CHECK(refused("action a() { require mark.time > 0s }").find("S0415") != std::string::npos);
  CHECK(refused("action a() { require mark[UP] > 0 }").find("S0301") != std::string::npos);
  CHECK(refused("action a() { require min(m in Side where m == LONG: mark[m]) > 0 }").find("S0511") !=
        std::string::npos);
  CHECK(refused("invariant i: max(t in T: t.n) >= 0").find("S0507") != std::string::npos);
  CHECK(refused("invariant i: sum(m in Size: 1) == 2").find("an enum of this contract is `Side`") != std::string::npos);
  CHECK(refused("action a() { require sum(m in Side: m) > 0 }").find("S0207") != std::string::npos);
  CHECK(refused("test \"t\" { given mark = 1  mark becomes 2 }").find("S0415") != std::string::npos);
  CHECK(refused("test \"t\" { given mark[LONG] = 1 }").find("not given: `mark[SHORT]`") != std::string::npos);
  CHECK(refused("test \"t\" { given mark = 1  mark[SHOT] becomes 2 }").find("`mark[SHORT]`") != std::string::npos);
  CHECK(refused("assume a before mark[UP].update: true").find("S0603") != std::string::npos);
}

}  // namespace
