// random_cosmwasm_test.cpp -- interpreter and CosmWasm module on random contracts and on the perpetual, with aimed
// arguments: which rows a step needs, what messages can say, and what storage keeps is compared after every call.
#include <algorithm>

#include "codegen/cosmwasm/cosmwasm.h"
#include "compiler/check/compile.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/cosmwasm_engine.h"
#include "runtime/engine/lockstep.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/engines_compare.h"
#include "tests/differential/random_contract.h"

using namespace surety;

namespace {

/// A chain takes money from the sender alone, so that here everything is taken from the caller.
core::Contract taking_from_the_caller(core::Contract contract) {
  core::Type party;
  party.sort = core::Sort::party;
  contract.exprs.push_back({party, {}, {}, core::LocalRead{{0}}});
  const core::ExprId caller{static_cast<std::uint32_t>(contract.exprs.size() - 1)};
  for (core::Statement& statement : contract.statements) {
    auto* const effect = std::get_if<core::Effect>(&statement.node);
    if (effect == nullptr) continue;
    if (effect->kind == core::EffectKind::receive || effect->kind == core::EffectKind::burn) effect->party = caller;
  }
  return contract;
}

/// Calls of all steps in turn, `calls` of them; how many succeeded.
std::size_t run_together(const core::Contract& contract, std::uint64_t seed, std::uint32_t calls) {
  const auto interpreter = read::make_interpreter(contract);
  const auto chain = runtime::make_cosmwasm_engine(contract, codegen::cosmwasm_module(contract).bytes);
  runtime::Lockstep lockstep(contract, {interpreter.get(), chain.get()});
  testing::AimedInputs inputs(contract, seed);
  std::size_t succeeded = 0;
  for (std::uint32_t call = 0; call < calls && !lockstep.disagreement(); ++call) {
    const core::StepId step{call % static_cast<std::uint32_t>(contract.steps.size())};
    if (!lockstep.execute({step, inputs.arguments(step, lockstep.state())}).error) ++succeeded;
  }
  const auto& found = lockstep.disagreement();
  CHECK((found ? "call " + std::to_string(found->call) + ": " + found->what : "agreed") == "agreed");
  return succeeded;
}

}  // namespace

TEST_CASE("a chain means what the interpreter means on random contracts") {
  const int seeds = differential::runs(8);
  std::size_t succeeded = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    INFO("seed " << seed);
    const auto number = static_cast<std::uint64_t>(seed);
    succeeded += run_together(taking_from_the_caller(testing::random_contract(number)), number, 120);
  }
  CHECK(succeeded > static_cast<std::size_t>(20 * seeds));
}

TEST_CASE("a chain means what the interpreter means on the perpetual") {
  const check::Compiled compiled =
      check::compile_file(std::string(SURETY_EXAMPLES_DIR) + "/linear_perp/linear_perp.surety", {SURETY_STDLIB_DIR});
  REQUIRE(compiled.contract.has_value());
  run_together(*compiled.contract, 1, 400);
}
