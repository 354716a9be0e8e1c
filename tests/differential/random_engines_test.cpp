// random_engines_test.cpp -- interpreter and native code on random contracts with aimed arguments.
#include "codegen/codegen.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/lockstep.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/engines_compare.h"
#include "tests/differential/random_contract.h"

using namespace surety;

TEST_CASE("native code means what the interpreter means on random contracts") {
  const int seeds = differential::runs(12);
  for (int seed = 0; seed < seeds; ++seed) {
    INFO("seed " << seed);
    const core::Contract contract = testing::random_contract(static_cast<std::uint64_t>(seed));
    const auto interpreter = read::make_interpreter(contract);
    const auto native = codegen::make_native_engine(contract);
    const auto checked = codegen::make_native_engine(contract, {.facts = false, .proved = {}});
    runtime::Lockstep lockstep(contract, {interpreter.get(), native.get(), checked.get()});
    testing::AimedInputs inputs(contract, static_cast<std::uint64_t>(seed));
    const auto steps = static_cast<std::uint32_t>(contract.steps.size());
    for (std::uint32_t call = 0; call < 400 && !lockstep.disagreement(); ++call) {
      const core::StepId step{call % steps};
      lockstep.execute({step, inputs.arguments(step, lockstep.state())});
    }
    const auto& found = lockstep.disagreement();
    CHECK((found ? "call " + std::to_string(found->call) + ": " + found->what : "agreed") == "agreed");
  }
}

namespace {

/// Calls of everything but instantiation, with arguments aimed at the states that they lead to.
std::vector<core::Call> calls_of(const core::Contract& contract, core::Engine& engine, std::uint64_t seed) {
  testing::AimedInputs inputs(contract, seed);
  std::vector<core::Call> calls;
  const auto steps = static_cast<std::uint32_t>(contract.steps.size());
  for (std::uint32_t i = 0; i < 300; ++i) {
    const core::StepId step{1 + i % (steps - 1)};
    calls.push_back({step, inputs.arguments(step, engine.state())});
    engine.execute(step, calls.back().arguments);
  }
  return calls;
}

}  // namespace

TEST_CASE("a batch does what its calls do one by one") {
  std::size_t succeeded = 0;
  for (int seed = 0; seed < differential::runs(6); ++seed) {
    INFO("seed " << seed);
    const core::Contract contract = testing::random_contract(static_cast<std::uint64_t>(seed));
    const auto single = codegen::make_native_engine(contract);
    const auto batch = codegen::make_native_engine(contract);
    const std::vector<core::Call> calls = calls_of(contract, *batch, static_cast<std::uint64_t>(seed));
    batch->reset(core::zero_state(contract));
    const std::vector<core::Outcome> outcomes = batch->execute_all(calls);
    REQUIRE(outcomes.size() == calls.size());
    for (std::size_t i = 0; i < calls.size(); ++i) {
      INFO("call " << i);
      CHECK(outcomes[i] == single->execute(calls[i].step, calls[i].arguments));
      succeeded += outcomes[i].error ? 0 : 1;
    }
    CHECK(core::canonical(batch->state()) == core::canonical(single->state()));
  }
  CHECK(succeeded > 100);
}
