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
    runtime::Lockstep lockstep(contract, {interpreter.get(), native.get()});
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
