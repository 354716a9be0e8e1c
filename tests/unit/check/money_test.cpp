// money_test.cpp -- `move`: both ends, signs, pots, the vault, effects.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;
using surety::core::EffectKind;

const std::string bank = R"(contract Bank {
    asset USD { decimals 2  supply 1_000 }
    pot jar : USD
    account Member {
        balance cash : USD @ 4
        pot safe : USD
    }
    action deposit(amount: USD) { move amount from caller to my.cash }
    action leave(amount: USD) { move amount from my.cash to caller }
    action give(to_whom: party, amount: USD @ 4) { move amount from my.cash to Member[to_whom].cash }
    action lock(amount: USD) { move amount from my.cash to my.safe }
    action pool(amount: USD) { move amount from my.safe to jar }
    action spend(whom: party, amount: USD) { move amount from jar to wallet(whom) }
    action grow() { move 2 * my.cash - my.cash from my.cash to my.cash }
})";

TEST_CASE("a deposit is scaled exactly, fills the vault and is received") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("deposit", {alice, 1234}) == "ok");  // 12.34 USD
  CHECK(w.cell(alice, "cash") == 123400);
  CHECK(w.global("vault.USD") == 1234);
  REQUIRE(w.effects().size() == 1);
  CHECK(w.effects()[0].kind == EffectKind::receive);
  CHECK(w.effects()[0].amount == 1234);
  CHECK(w.effects()[0].party == alice);
  CHECK(w.holds("conservation(USD)"));
}

TEST_CASE("nothing negative crosses the border or touches a pot") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("deposit", {alice, 1000}) == "ok");
  CHECK(w.call("deposit", {alice, -1}) == "NegativeAmount");
  CHECK(w.call("leave", {alice, -1}) == "NegativeAmount");
  CHECK(w.call("lock", {alice, -1}) == "NegativeAmount");
  CHECK(w.call("lock", {alice, 0}) == "ok");
}

TEST_CASE("between two balances a negative amount moves the other way") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("deposit", {bob, 500}) == "ok");
  CHECK(w.call("give", {alice, bob, -12345}) == "ok");
  CHECK(w.cell(alice, "cash") == 12345);
  CHECK(w.cell(bob, "cash") == 50000 - 12345);
  CHECK(w.holds("conservation(USD)"));
}

TEST_CASE("a move from a place to itself changes nothing") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("deposit", {alice, 500}) == "ok");
  CHECK(w.call("give", {alice, alice, 777}) == "ok");
  CHECK(w.call("grow", {alice}) == "ok");
  CHECK(w.cell(alice, "cash") == 50000);
}

TEST_CASE("a pot and the vault give no more than they hold") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("deposit", {alice, 500}) == "ok");
  REQUIRE(w.call("lock", {alice, 300}) == "ok");
  CHECK(w.call("pool", {alice, 301}) == "InsufficientFunds");
  CHECK(w.call("pool", {alice, 300}) == "ok");
  CHECK(w.call("spend", {alice, bob, 301}) == "InsufficientFunds");
  CHECK(w.call("spend", {alice, bob, 100}) == "ok");
  REQUIRE(w.effects().size() == 1);
  CHECK(w.effects()[0].kind == EffectKind::pay);
  CHECK(w.effects()[0].party == bob);
  CHECK(w.global("vault.USD") == 400);
  // A balance may go negative, the vault may not: 4.00 USD are left of the deposit of 5.00.
  CHECK(w.call("leave", {bob, 401}) == "InsufficientFunds");
  CHECK(w.call("leave", {bob, 400}) == "ok");
  CHECK(w.cell(bob, "cash") == -40000);
  CHECK(w.holds("conservation(USD)"));
}

TEST_CASE("supply caps every amount of the asset") {
  World w(bank);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("deposit", {alice, 100001}) == "OutOfRange(amount)");
  CHECK(w.call("deposit", {alice, 100000}) == "ok");
  CHECK(w.call("deposit", {bob, 1}) == "OutOfRange(vault.USD)");
  CHECK(w.call("give", {bob, alice, 1}) == "OutOfRange(Member.cash)");
  CHECK(w.cell(alice, "cash") == 10000000);
}

TEST_CASE("the amount is evaluated before anything is written") {
  World w(R"(contract Half {
    asset USD { decimals 0  supply 1_000 }
    account Member { balance cash : USD  balance spare : USD }
    action deposit(amount: USD) { move amount from caller to my.cash }
    action halve() { move my.cash / 2 to USD down from my.cash to my.spare }
})");
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("deposit", {alice, 9}) == "ok");
  CHECK(w.call("halve", {alice}) == "ok");
  CHECK(w.cell(alice, "cash") == 5);
  CHECK(w.cell(alice, "spare") == 4);
}

}  // namespace
