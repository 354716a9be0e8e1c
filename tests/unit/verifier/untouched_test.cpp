// untouched_test.cpp -- a step keeps what it does not write: which obligations are answered so, and that steps really
// write nothing else.
#include <set>

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/random_contract.h"
#include "tests/unit/core/sample_contracts.h"
#include "verifier/oblige/theory.h"
#include "verifier/prove/obligation.h"

using namespace surety;
namespace oblige = verify::oblige;
namespace strategy = verify::strategy;

namespace {

/// `low` speaks of x and of every row's size; `set` writes the parameter that the `where` clause speaks of.
core::Contract parted() {
  return samples::contract_of(R"core((contract Parted (error Range) (error Where)
  (global parameter most int (range 1 100))
  (global state x int (range 0 1000))
  (global state y int (range 0 1000))
  (table Trader (field size int (range 0 1000)) (field age int (range 0 1000)))
  (step instantiate instantiate (arguments (caller party) (most int (range 1 100) Range))
    (require (le 2 most) WhereViolated) (write (most) most Range) (write (x) 0 Range) (write (y) 0 Range))
  (step action left (arguments (caller party)) (write (x) (add (get x) 1) Range))
  (step action right (arguments (caller party)) (write (y) (add (get y) 1) Range))
  (step action grow (arguments (caller party)) (write (Trader caller size) 1 Range))
  (step action age (arguments (caller party)) (write (Trader caller age) 1 Range))
  (step set_parameter set_most (arguments (caller party) (most int (range 1 100) Range))
    (require (le 2 most) WhereViolated) (write (most) most Range))
  (invariant low (le (get x) 500))
  (invariant small (forall Trader $0 (le (get Trader $0 size) 500)))))core");
}

std::set<std::string> untouched(const core::Contract& contract) {
  const oblige::Theory theory = oblige::theory_of(contract);
  std::set<std::string> ids;
  for (const oblige::Invariant& invariant : theory.invariants) {
    for (const oblige::Duty& duty : oblige::duties(theory, invariant))
      if (!duty.untouched.empty()) ids.insert(duty.id);
  }
  return ids;
}

/// Cells that differ, as oblige::Places names them.
std::set<std::string> changed(const core::Contract& contract, const core::State& before, const core::State& after) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < contract.globals.size(); ++i)
    if (before.globals[i] != after.globals[i]) names.insert(contract.globals[i].name);
  for (std::size_t table = 0; table < contract.tables.size(); ++table) {
    std::set<core::PartyIndex> parties;
    for (const auto& [party, row] : before.tables[table]) parties.insert(party);
    for (const auto& [party, row] : after.tables[table]) parties.insert(party);
    const std::vector<core::Field>& fields = contract.tables[table].fields;
    for (const core::PartyIndex party : parties) {
      for (std::size_t field = 0; field < fields.size(); ++field) {
        const auto value = [&](const core::State& state) {
          const auto row = state.tables[table].find(party);
          return row == state.tables[table].end() ? core::Integer(0) : core::Integer(row->second[field]);
        };
        if (value(before) != value(after)) names.insert(contract.tables[table].name + "." + fields[field].name);
      }
    }
  }
  return names;
}

}  // namespace

TEST_CASE("what a step does not write it leaves as it was, and nothing is left as instantiation finds it") {
  CHECK(untouched(parted()) == std::set<std::string>{"low/right", "low/grow", "low/age", "low/set_most", "small/left",
                                                     "small/right", "small/age", "small/set_most", "where#1/left",
                                                     "where#1/right", "where#1/grow", "where#1/age"});
}

TEST_CASE("who wants to see the formulas of such an obligation gets them, and the same verdict and hash") {
  const core::Contract contract = parted();
  const oblige::Theory theory = oblige::theory_of(contract);
  verify::solver::Interrupter never;
  for (const oblige::Invariant& invariant : theory.invariants) {
    for (const oblige::Duty& duty : oblige::duties(theory, invariant)) {
      if (duty.untouched.empty()) continue;
      INFO(duty.id);
      const auto told = strategy::discharge(theory, duty, {}, never).result;
      CHECK(told.verdict == verify::Verdict::proved);
      CHECK(told.goals == 0);
      strategy::ObligationOptions showing;
      showing.certify = true;
      const auto shown = strategy::discharge(theory, duty, showing, never).result;
      CHECK(shown.verdict == verify::Verdict::proved);
      CHECK(shown.goals > 0);
      CHECK(shown.sha256 == told.sha256);
      CHECK(shown.rung == told.rung);
      // It rests on the invariant itself: without it there is no proof.
      strategy::ObligationOptions without;
      without.withheld = {duty.invariant.name};
      CHECK(strategy::discharge(theory, duty, without, never).result.verdict != verify::Verdict::proved);
    }
  }
}

TEST_CASE("random contracts change no cell that their steps are not known to write") {
  unsigned changes = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const core::Contract contract = testing::random_contract(seed);
    const oblige::Theory theory = oblige::theory_of(contract);
    REQUIRE(theory.writes.size() == contract.steps.size());
    const auto engine = read::make_interpreter(contract);
    testing::AimedInputs inputs(contract, seed);
    for (std::uint32_t call = 0; call < 300; ++call) {
      const core::StepId step{call == 0 ? 0 : call % static_cast<std::uint32_t>(contract.steps.size())};
      const core::State before = engine->state();
      if (engine->execute(step, inputs.arguments(step, before)).error) continue;
      for (const std::string& cell : changed(contract, before, engine->state())) {
        INFO("seed " << seed << ", step " << contract[step].name << ", cell " << cell);
        CHECK(theory.writes[step.index].contains(cell));
        ++changes;
      }
    }
  }
  CHECK(changes > 1'000);
}
