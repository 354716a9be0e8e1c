// issues_test.cpp -- `mint` and `burn`: inside and outside, the cap, what nobody holds, what comes back.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;
using surety::core::EffectKind;

const std::string mint = R"(contract Mint {
    asset USD { decimals 2  supply 1_000 }
    issued asset LP { decimals 2  supply 10 }
    pot reserve : LP @ 4
    account Member {
        pot safe : LP
        balance share : LP @ 4
    }
    action pay_out(amount: LP @ 2 in -100 .. 100) { mint amount to caller }
    action put(amount: LP) { mint amount to my.share }
    action fill(amount: LP) { mint amount to reserve }
    action lock(amount: LP) { move amount from caller to my.safe }
    action leave(amount: LP) { move amount from my.safe to caller }
    action shred(amount: LP) { burn amount from caller }
    action shred_of(whom: party, amount: LP) { burn amount from wallet(whom) }
    action shred_safe(amount: LP) { burn amount from my.safe }
    action shred_share(amount: LP) { burn amount from my.share }
    action look() { require supply(LP) >= 3 LP else Few }
    action once() { mint supply(LP) + 1 LP to caller  require supply(LP) < 5 LP else Many }
})";

/// The laws that the contract never has to ask for.
bool lawful(const World& w) {
  return w.holds("conservation(LP)") && w.holds("issuance(LP)") && w.holds("conservation(USD)");
}

TEST_CASE("minting to a party outside raises the supply and is an effect") {
  World w(mint);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("look", {alice}) == "Few");
  CHECK(w.call("pay_out", {bob, 300}) == "ok");
  REQUIRE(w.effects().size() == 1);
  CHECK(w.effects()[0] == surety::core::EmittedEffect{EffectKind::mint, {1}, bob, 300});
  CHECK(w.global("supply.LP") == 300);
  CHECK(w.global("vault.LP") == 0);
  CHECK(w.call("look", {alice}) == "ok");
  CHECK(w.call("pay_out", {bob, -1}) == "NegativeAmount");
  CHECK(w.call("once", {alice}) == "Many");  // 3 + (3 + 1), evaluated before the supply is written
  CHECK(w.global("supply.LP") == 300);
  CHECK(lawful(w));
}

TEST_CASE("minting inside raises the supply, the place and the vault") {
  World w(mint);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("put", {alice, 150}) == "ok");
  CHECK(w.effects().empty());
  CHECK(w.cell(alice, "share") == 15000);
  CHECK(w.call("fill", {alice, 50}) == "ok");
  CHECK(w.global("reserve") == 5000);
  CHECK(w.global("supply.LP") == 200);
  CHECK(w.global("vault.LP") == 200);
  CHECK(w.call("put", {alice, -1}) == "NegativeAmount");
  CHECK(lawful(w));
}

TEST_CASE("the cap of an issued asset is a range of its supply") {
  World w(mint);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("pay_out", {alice, 600 - 500}) == "ok");
  CHECK(w.call("put", {alice, 900}) == "ok");
  CHECK(w.global("supply.LP") == 1000);
  CHECK(w.call("put", {alice, 1}) == "OutOfRange(supply.LP)");
  CHECK(w.call("pay_out", {alice, 1}) == "OutOfRange(supply.LP)");
  CHECK(w.call("fill", {alice, 1}) == "OutOfRange(supply.LP)");
  CHECK(w.call("shred", {alice, 1}) == "ok");
  CHECK(w.call("fill", {alice, 1}) == "ok");
  CHECK(lawful(w));
}

TEST_CASE("what is not there is not burned") {
  World w(mint);
  REQUIRE(w.begin({alice, 0}) == "ok");
  REQUIRE(w.call("pay_out", {alice, 90}) == "ok");
  REQUIRE(w.call("put", {bob, 40}) == "ok");
  CHECK(w.call("shred", {alice, 91}) == "InsufficientFunds");  // 130 exist, 90 of them outside
  CHECK(w.call("shred_of", {alice, bob, 30}) == "ok");
  CHECK(w.effects()[0] == surety::core::EmittedEffect{EffectKind::burn, {1}, bob, 30});
  CHECK(w.call("shred", {alice, 60}) == "ok");
  CHECK(w.call("shred", {alice, 1}) == "InsufficientFunds");
  CHECK(w.call("shred_safe", {bob, 1}) == "InsufficientFunds");
  CHECK(w.call("shred_share", {bob, 41}) == "InsufficientFunds");  // more than the vault
  CHECK(w.call("shred_share", {bob, -1}) == "NegativeAmount");
  CHECK(w.call("shred_share", {bob, 40}) == "ok");
  CHECK(w.effects().empty());
  CHECK(w.global("supply.LP") == 0);
  CHECK(lawful(w));
}

TEST_CASE("no more comes back than went out") {
  World w(mint);
  REQUIRE(w.begin({alice, 0}) == "ok");
  CHECK(w.call("lock", {alice, 1}) == "InsufficientFunds");
  REQUIRE(w.call("pay_out", {alice, 70}) == "ok");
  CHECK(w.call("lock", {alice, 71}) == "InsufficientFunds");
  CHECK(w.call("lock", {alice, 70}) == "ok");
  CHECK(w.effects()[0].kind == EffectKind::receive);
  CHECK(w.global("vault.LP") == 70);
  CHECK(w.call("lock", {alice, 1}) == "InsufficientFunds");
  CHECK(w.call("leave", {alice, 20}) == "ok");
  CHECK(w.call("shred_safe", {alice, 50}) == "ok");
  CHECK(w.global("supply.LP") == 20);
  CHECK(w.call("lock", {bob, 20}) == "ok");
  CHECK(lawful(w));
}

TEST_CASE("the laws of an issued asset are properties of the contract") {
  World w(mint);
  std::vector<std::string> names;
  for (const auto& property : w.contract().properties) names.push_back(property.name);
  CHECK(names == std::vector<std::string>{"conservation(USD)", "conservation(LP)", "issuance(LP)"});
  CHECK(w.property("issuance(LP)").text == "supply(LP) >= vault(LP)");
  CHECK_FALSE(w.contract().assets[0].issued);
  CHECK(w.contract().assets[1].issued);
  const std::string text = surety::core::print(w.contract());
  CHECK(text.find("(asset LP 2 1000 issued)") != std::string::npos);
  const auto again = surety::core::parse_text(text);
  REQUIRE(std::holds_alternative<surety::core::Contract>(again));
  CHECK(surety::core::print(std::get<surety::core::Contract>(again)) == text);
}

}  // namespace
