// rows_test.cpp -- rows, aliases, references and arrays over enums.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

TEST_CASE("two names of one row see each other's writes") {
  World w(R"(contract Alias {
    account Member { n : ratio @ 0 }
    action bump(whom: party) {
        ref other = Member[whom]
        my.n += 1
        other.n = 10 * other.n
        my.n += 1
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("bump", {alice, alice}) == "ok");
  CHECK(w.cell(alice, "n") == 11);
  REQUIRE(w.call("bump", {alice, bob}) == "ok");
  CHECK(w.cell(alice, "n") == 13);
  CHECK(w.cell(bob, "n") == 0);
}

TEST_CASE("a reference keeps the party it was made with") {
  World w(R"(contract Leader {
    state leader : party
    account Member { n : ratio @ 0 }
    action follow(next: party) {
        ref old = Member[leader]
        leader = next
        old.n += 1
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("follow", {alice, bob}) == "ok");
  CHECK(w.cell(alice, "n") == 1);
  CHECK(w.global("leader") == bob);
  REQUIRE(w.call("follow", {alice, alice}) == "ok");
  CHECK(w.cell(bob, "n") == 1);
}

TEST_CASE("arrays are cells, by constant, by loop and by value") {
  World w(R"(contract Arrays {
    asset USD { decimals 0  supply 100 }
    enum Market { BTC, ETH, SOL }
    state price[Market] : ratio @ 0 = 7
    account Member { size[Market] : ratio @ 0 in -5 .. 5   pot margin[Market] : USD }
    fn worth(t: Member, m: Market) -> ratio @ 0 = t.size[m] * price[m]
    action set(m: Market, to_what: ratio @ 0) { my.size[m] = to_what }
    action raise() { for m in Market { price[m] += if m == ETH then 10 else 1 } }
    action fix() { price[Market.BTC] = worth(my, SOL) }
    action lock(m: Market, amount: USD) { move amount from caller to my.margin[m] }
    action shift(a: Market, b: Market, amount: USD) { move amount from my.margin[a] to my.margin[b] }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.global("price[SOL]") == 7);
  CHECK(w.call("set", {alice, 2, 5}) == "ok");
  CHECK(w.cell(alice, "size[SOL]") == 5);
  CHECK(w.cell(alice, "size[BTC]") == 0);
  CHECK(w.call("set", {alice, 1, 6}) == "OutOfRange(Member.size[ETH])");
  CHECK(w.call("set", {alice, 3, 1}) == "OutOfRange(m)");
  CHECK(w.call("raise", {alice}) == "ok");
  CHECK(w.global("price[BTC]") == 8);
  CHECK(w.global("price[ETH]") == 17);
  CHECK(w.call("fix", {alice}) == "ok");
  CHECK(w.global("price[BTC]") == 40);
  CHECK(w.call("lock", {alice, 1, 50}) == "ok");
  CHECK(w.call("shift", {alice, 0, 2, 1}) == "InsufficientFunds");
  CHECK(w.call("shift", {alice, 1, 2, 20}) == "ok");
  CHECK(w.cell(alice, "margin[SOL]") == 20);
  CHECK(w.cell(alice, "margin[ETH]") == 30);
  CHECK(w.call("shift", {alice, 1, 1, 20}) == "ok");
  CHECK(w.cell(alice, "margin[ETH]") == 30);
  CHECK(w.holds("conservation(USD)"));
}

TEST_CASE("a row's party, and rows of several accounts") {
  World w(R"(contract Two {
    account Buyer { n : ratio @ 0 }
    account Seller { n : ratio @ 0  best : party }
    action meet(whom: party) {
        ref s = Seller[whom]
        Buyer[s.party].n = 1
        Buyer[caller].n += 2
        s.best = caller
    }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("meet", {alice, bob}) == "ok");
  CHECK(w.cell(bob, "n") == 1);
  CHECK(w.cell(alice, "n") == 2);
}

}  // namespace
