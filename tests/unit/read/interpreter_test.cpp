// interpreter_test.cpp -- the reference engine: outcomes, atomic reverts, and properties with quantifiers.
#include "compiler/read/interpreter.h"

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using core::Integer;

namespace {

/// A contract, its interpreter, and calls by name. Party 0 is keeper.
struct Run {
  core::Contract contract = samples::contract_of(samples::margin);
  std::unique_ptr<core::Engine> engine = read::make_interpreter(contract);

  Run() { CHECK(call("instantiate", {9, 100, 0, 20'000'000, 1000}) == "ok"); }
  std::string call(const std::string& step, std::vector<Integer> arguments) {
    outcome = engine->execute(*core::find_step(contract, step), arguments);
    return outcome.error ? contract[*outcome.error] : "ok";
  }
  Integer global(const char* name) const { return engine->state().globals[core::find_global(contract, name)->index]; }
  std::optional<bool> property(const std::string& name, std::span<const Integer> arguments = {},
                               const core::State* before = nullptr) const {
    for (const core::Property& one : contract.properties) {
      if (one.name != name) continue;
      const core::ExprId condition = one.kind == core::PropertyKind::rule ? one.cases[0].condition : one.condition;
      return read::holds(contract, condition, engine->state(), before, arguments);
    }
    throw std::logic_error("no such property");
  }
  core::Outcome outcome;
};

}  // namespace

TEST_CASE("a deposit and a withdrawal that rounds its fee up") {
  Run run;
  CHECK(run.call("deposit", {1, 5'000'000}) == "ok");
  CHECK(run.outcome.effects == std::vector<core::EmittedEffect>{{core::EffectKind::receive, {0}, 1, 5'000'000}});
  CHECK(run.call("withdraw", {1, 1'000'001}) == "ok");
  CHECK(run.global("insurance") == 10'001);  // 1% of 1000001, up
  CHECK(run.engine->state().tables[0].at(1)[0] == 5'000'000 - 1'000'001 - 10'001);
  CHECK(run.global("vault.USD") == 5'000'000 - 1'000'001);
  CHECK(run.property("conservation(USD)") == true);
}

TEST_CASE("a revert leaves the very state it found, rows that were absent included") {
  Run run;
  CHECK(run.call("deposit", {1, 5'000'000}) == "ok");
  const core::State before = run.engine->state();
  CHECK(run.call("withdraw", {1, 5'000'000}) == "InsufficientFunds");
  CHECK(run.engine->state() == before);
  CHECK(run.call("open", {4, -5}) == "Undermargined");
  CHECK(run.engine->state() == before);
  CHECK(run.outcome.effects.empty());
}

TEST_CASE("arguments are checked on entry, with the argument's own error") {
  Run run;
  CHECK(run.call("deposit", {1, -1}) == "OutOfRange(amount)");
  CHECK(run.call("deposit", {1, core::power_of_two(127) - 1}) == "OutOfRange(amount)");
  CHECK_THROWS_AS(run.call("deposit", {1}), std::invalid_argument);
}

TEST_CASE("two names of one row are one row") {
  Run run;
  CHECK(run.call("deposit", {3, 700}) == "ok");
  CHECK(run.call("shift", {9, 3, 3, 50}) == "ok");
  CHECK(run.engine->state().tables[0].at(3)[0] == 700);
  CHECK(run.call("shift", {9, 3, 4, 50}) == "ok");
  CHECK(run.engine->state().tables[0].at(4)[0] == 50);
}

TEST_CASE("a price that is too old stops what needs it") {
  Run run;
  CHECK(run.call("advance", {0, 60}) == "ok");
  CHECK(run.call("open", {1, 5}) == "ok");
  CHECK(run.call("advance", {0, 1}) == "ok");
  CHECK(run.call("open", {1, 5}) == "StalePrice");
  CHECK(run.call("mark.update", {0, 30'000'000}) == "ok");
  CHECK(run.call("open", {1, 5}) == "ok");
  CHECK(run.call("set_fee", {1, 5}) == "Unauthorized");
  CHECK(run.call("set_fee", {0, 401}) == "WhereViolated");
  CHECK(run.global("fee") == 100);
}

TEST_CASE("quantifiers see written rows, one nobody wrote, and the parties of the call") {
  Run run;
  CHECK(run.property("bounded") == true);
  CHECK(run.property("somebody") == true);  // the row nobody wrote is flat
  CHECK(run.property("few") == true);
  core::State state = run.engine->state();
  for (core::PartyIndex party = 0; party < 4; ++party) state.tables[0][party] = {0, 1, 2'000'000, 0};
  run.engine->reset(state);
  CHECK(run.property("bounded") == false);
  CHECK(run.property("few") == false);
}

TEST_CASE("a rule compares the state after with the state before") {
  Run run;
  CHECK(run.call("deposit", {1, 5'000'000}) == "ok");
  const core::State before = run.engine->state();
  const std::vector<Integer> arguments{1, 100};
  CHECK(run.call("withdraw", arguments) == "ok");
  CHECK(run.property("pays", arguments, &before) == true);
  CHECK(run.property("pays", std::vector<Integer>{1, 99}, &before) == false);
}

TEST_CASE("a property that divides by zero is undefined, and integers in properties have no width") {
  const core::Contract contract = samples::contract_of(R"((contract P (global state x int (range 0 9))
    (step instantiate instantiate (arguments (caller party)))
    (invariant undefined (eq (div_down 1 (get x)) 0))
    (invariant wide (lt 0 (mul (mul 1000000000000000000000000000000 1000000000000000000000000000000)
                          (mul 1000000000000000000000000000000 1000000000000000000000000000000))))))");
  const core::State state = core::zero_state(contract);
  CHECK(read::holds(contract, contract.properties[0].condition, state) == std::nullopt);
  CHECK(read::holds(contract, contract.properties[1].condition, state) == true);
}

TEST_CASE("a total counts the rows that there are, and is undefined where one that is not there is") {
  const core::Contract contract = samples::contract_of(R"((contract P (table A (field f int (range 0 9)))
    (step instantiate instantiate (arguments (caller party)))
    (step action look (arguments (caller party)))
    (rule flat (after look (if (same $0 $0) (eq (count A $1 (eq (get A $1 f) 0)) 1) false)))
    (invariant shares (le 0 (sum A $0 (div_down 5 (get A $0 f)))))))");
  core::State state = core::zero_state(contract);
  state.tables[0][3] = {0};
  state.tables[0][4] = {7};
  const std::vector<Integer> named{5};
  CHECK(read::holds(contract, contract.properties[0].cases[0].condition, state, nullptr, named) == true);
  CHECK(read::holds(contract, contract.properties[1].condition, state) == std::nullopt);
  state.tables[0].erase(3);  // which changes nothing
  CHECK(read::holds(contract, contract.properties[1].condition, state) == std::nullopt);
}

TEST_CASE("nested quantifiers have enough strangers") {
  // Somebody differs from everybody named: needs two unwritten rows to fail.
  const core::Contract contract = samples::contract_of(R"((contract P (table A (field f int (range 0 9)))
    (step instantiate instantiate (arguments (caller party)))
    (invariant one (forall A $0 (forall A $1 (same $0 $1))))))");
  CHECK(read::holds(contract, contract.properties[0].condition, core::zero_state(contract)) == false);
}

TEST_CASE("rounding, ties and signs as operation.def says") {
  const auto value = [](const std::string& expr) {
    const core::Contract contract = samples::contract_of(
        "(contract P (step instantiate instantiate (arguments (caller party))) (invariant i (eq " + expr + " 0)))");
    const auto& equal = std::get<core::Apply>(contract[contract.properties[0].condition].node);
    return read::constant(contract, equal.arguments[0]);
  };
  CHECK(value("(div_down -7 2)") == Integer(-4));
  CHECK(value("(div_up -7 2)") == Integer(-3));
  CHECK(value("(div_near -7 2)") == Integer(-4));
  CHECK(value("(div_near -5 2)") == Integer(-2));
  CHECK(value("(div_near 5 -2)") == Integer(-2));
  CHECK(value("(div_near 7 -2)") == Integer(-4));
  CHECK(value("(div_near 8 3)") == Integer(3));
  CHECK(value("(div_down 7 -2)") == Integer(-4));
  CHECK(value("(div_up 7 -2)") == Integer(-3));
  CHECK(value("(sqrt 99)") == Integer(9));
  CHECK(value("(sign -4)") == Integer(-1));
  CHECK(value("(abs -4)") == Integer(4));
  CHECK(value("(min -4 3)") == Integer(-4));
  CHECK(value("(max -4 3)") == Integer(3));
  CHECK(value("(div_down 1 0)") == std::nullopt);
  CHECK(value("(sqrt -1)") == std::nullopt);
}
