// proofs_test.cpp -- lemmas, their uses, assertions and tests for all values become what core says they are.
#include "tests/unit/check/world.h"

using namespace surety;
using namespace surety::check::test;
using core::PropertyKind;
using core::ScenarioCall;

namespace {
constexpr const char* bank = R"(
contract Bank {
    asset USD { decimals 6  supply 1_000_000 }
    unit ETH { decimals 8 }
    role keeper
    param fee : ratio @ 4 in 0 .. 5%
    oracle mark : USD/ETH @ 4 { range 0.01 .. 1_000_000  heartbeat 60s }
    pot insurance : USD
    account Trader { balance quote : USD  size : ETH in -1_000 .. 1_000 }

    lemma nonnegative(x: USD): x * x >= 0
    lemma grows(x: USD, y: USD) where 0 USD <= x and x <= y: x * x <= y * y by {
        let z = x * y
        assert x * x <= z
        use nonnegative(x)
    }

    action deposit(amount: USD) {
        require amount >= 0 USD
        use fee_small(amount, fee)
        move amount from caller to my.quote
    }
    action withdraw(amount: USD) {
        require amount >= 0 USD and my.quote >= amount
        assert my.quote - amount >= 0 USD
        if amount > 5 USD {
            assert amount > 4 USD
            use nonnegative(my.quote * mark / mark to USD down)
        }
        move amount from my.quote to caller
    }
    lemma fee_small(x: USD, r: ratio @ 4) where x >= 0 USD and r <= 5%: x * r <= x * 5%
    invariant solvent: forall t in Trader: t.quote >= 0 USD
    invariant apart: forall a, b in Trader where a != b: a.party != b.party

    test "round trip" for all (a: party, b: party, x: USD) where x > 0 USD and a != b {
        let old = Trader[a].quote
        a: deposit(x)
        mark becomes 5 USD/ETH
        b: any except withdraw
        wait 60s
        use nonnegative(x)
        expect Trader[a].quote == old + x
        a: withdraw(x) succeeds
        a: withdraw(1_000_000 USD) reverts Rejected
        keeper: any reverts
        expect Trader[a].quote == before(Trader[a].quote) and vault(USD) >= before(vault(USD))
    }
    test "with numbers" {
        given fee = 1%, mark = 5 USD/ETH, keeper = bob
        let x = 5 USD
        alice: deposit(x)
        expect Trader[alice].quote == x
    }
}
)";

std::size_t uses(const core::Contract& contract) {
  std::size_t count = 0;
  for (const core::Statement& each : contract.statements) count += std::holds_alternative<core::Use>(each.node) ? 1 : 0;
  return count;
}
}  // namespace

TEST_CASE("what helps a proof survives core's text") {
  const World w(bank);
  const std::string text = core::print(w.contract());
  const auto parsed = core::parse_text(text);
  REQUIRE(std::holds_alternative<core::Contract>(parsed));
  const auto& again = std::get<core::Contract>(parsed);
  CHECK(core::validate(again).value_or("valid") == "valid");
  CHECK(core::print(again) == text);
  CHECK(w.tests() == "ok");
}

TEST_CASE("lemmas come first, and are used above their declaration") {
  const World w(bank);
  REQUIRE(w.contract().properties.size() > 3);
  CHECK(w.contract().properties[0].name == "nonnegative");
  CHECK(w.contract().properties[1].kind == PropertyKind::lemma);
  CHECK(w.property("grows").variable_count == 2);
  CHECK(w.property("grows").locals[0].range.high == w.contract().assets[0].supply);
  CHECK(uses(w.contract()) == 3);
}

TEST_CASE("each assert has its property") {
  const World w(bank);
  CHECK(w.property("withdraw.assert#1").kind == PropertyKind::assertion);
  const core::Property& second = w.property("withdraw.assert#2");
  REQUIRE(second.cases.size() == 1);
  CHECK(w.contract()[second.cases[0].step].name == "withdraw");
  CHECK(std::holds_alternative<core::Assert>(w.contract()[second.statement].node));
}

TEST_CASE("a test for all values keeps its steps") {
  const World w(bank);
  const core::Property& test = w.property("round trip");
  REQUIRE(test.kind == PropertyKind::scenario);
  REQUIRE(test.scenario.size() == 11);
  CHECK(test.variable_count == 3);
  const auto& any = std::get<ScenarioCall>(test.scenario[3].node);
  CHECK(any.steps.size() == 1);
  CHECK(any.arguments.size() == 1);
  CHECK(std::get<ScenarioCall>(test.scenario[7].node).outcome == ScenarioCall::Outcome::succeeds);
  const auto& refused = std::get<ScenarioCall>(test.scenario[8].node);
  CHECK(refused.outcome == ScenarioCall::Outcome::reverts);
  CHECK(refused.error == core::error_id(core::BuiltinError::rejected));
}
