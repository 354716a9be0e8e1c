// Interpreter = native = wasm: the same calls, compared after every one. GMP, under the interpreter, is the oracle of
// all wide arithmetic.
#include "codegen/codegen.h"
#include "codegen/mutant.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/lockstep.h"
#include "runtime/engine/wasm_engine.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/engines_arithmetic.h"
#include "tests/differential/engines_compare.h"
#include "tests/differential/engines_rows.h"
#include "tests/differential/random_contract.h"

namespace {

using namespace surety;
using namespace surety::differential;

/// `count` calls of aimed arithmetic; every second is no division by a constant.
std::vector<core::Call> arithmetic_calls(const core::Contract& contract, int count, std::uint64_t seed) {
  AimedNumbers numbers(seed);
  std::vector<core::Call> calls;
  while (calls.size() < static_cast<std::size_t>(count)) {
    core::Call call{core::StepId{1 + numbers.below(static_cast<unsigned>(contract.steps.size()) - 1)}, {}};
    const std::string& name = contract[call.step].name;
    if (calls.size() % 2 == 0 && name.find("_by_") != std::string::npos) continue;
    const bool positive = name.starts_with("positive");
    call.arguments = numbers.arguments(positive ? 63 : name.starts_with("word") ? 64 : 128, !positive);
    call.arguments.insert(call.arguments.begin(), Integer(0));
    calls.push_back(std::move(call));
  }
  return calls;
}

std::optional<std::string> native_difference(const core::Contract& contract, const std::vector<core::Call>& calls,
                                             codegen::Mutant mutant = codegen::Mutant::none) {
  const auto interpreter = read::make_interpreter(contract);
  const auto native = codegen::make_mutant_engine(contract, mutant);
  return first_difference(contract, *interpreter, *native, calls);
}

/// The same without facts: every check is made.
std::optional<std::string> checked_difference(const core::Contract& contract, const std::vector<core::Call>& calls) {
  const auto interpreter = read::make_interpreter(contract);
  const auto native = codegen::make_native_engine(contract, {.facts = false, .proved = {}});
  return first_difference(contract, *interpreter, *native, calls);
}

std::optional<std::string> wasm_difference(const core::Contract& contract, const std::vector<core::Call>& calls) {
  const auto interpreter = read::make_interpreter(contract);
  const auto wasm = runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes);
  return first_difference(contract, *interpreter, *wasm, calls);
}

std::size_t count_ok(const core::Contract& contract, const std::vector<core::Call>& calls) {
  const auto interpreter = read::make_interpreter(contract);
  std::size_t ok = 0;
  for (const core::Call& call : calls) ok += interpreter->execute(call.step, call.arguments).error ? 0 : 1;
  return ok;
}

}  // namespace

TEST_CASE("arithmetic agrees with exact numbers") {
  const core::Contract contract = samples::contract_of(ArithmeticText::make(true));
  CHECK(native_difference(contract, arithmetic_calls(contract, runs(100'000), 1)) == std::nullopt);
  CHECK(checked_difference(contract, arithmetic_calls(contract, runs(20'000), 1)) == std::nullopt);
  CHECK(wasm_difference(contract, arithmetic_calls(contract, runs(5'000), 2)) == std::nullopt);
}

TEST_CASE("rows, aliases, reverts and effects agree") {
  const core::Contract margin = samples::contract_of(samples::margin);
  for (const core::Contract* const contract : {&margin, &rows_contract()}) {
    CHECK(native_difference(*contract, random_calls(*contract, runs(5'000), 3)) == std::nullopt);
    CHECK(checked_difference(*contract, random_calls(*contract, runs(5'000), 3)) == std::nullopt);
    CHECK(wasm_difference(*contract, random_calls(*contract, runs(1'000), 4)) == std::nullopt);
  }
}

TEST_CASE("the calls reach what they aim at") {
  const core::Contract numbers = samples::contract_of(ArithmeticText::make(true));
  CHECK(count_ok(numbers, arithmetic_calls(numbers, 5'000, 1)) > 3'000);
  const core::Contract margin = samples::contract_of(samples::margin);
  for (const core::Contract* const contract : {&margin, &rows_contract()}) {
    const std::size_t ok = count_ok(*contract, random_calls(*contract, 5'000, 3));
    CHECK(ok > 1'000);
    CHECK(ok < 4'000);
  }
}

TEST_CASE("a broken primitive is noticed") {
  using codegen::Mutant;
  const core::Contract numbers = samples::contract_of(ArithmeticText::make(false));
  const auto calls = arithmetic_calls(numbers, 2'000, 5);
  for (const Mutant mutant : {Mutant::truncating_division, Mutant::unsigned_compare, Mutant::wrapping_multiply,
                              Mutant::unchecked_width, Mutant::eager_narrow}) {
    CAPTURE(static_cast<int>(mutant));
    CHECK(native_difference(numbers, calls, mutant).has_value());
  }
  const auto steps = random_calls(rows_contract(), 2'000, 6);
  for (const Mutant mutant : {Mutant::forgotten_undo, Mutant::stale_rows, Mutant::effects_after_revert,
                              Mutant::leaking_facts, Mutant::first_arms_range, Mutant::stale_join}) {
    CAPTURE(static_cast<int>(mutant));
    CHECK(native_difference(rows_contract(), steps, mutant).has_value());
  }
}

TEST_CASE("random contracts agree in wasm") {
  for (int seed = 0; seed < runs(4); ++seed) {
    CAPTURE(seed);
    const core::Contract contract = testing::random_contract(static_cast<std::uint64_t>(seed));
    const auto interpreter = read::make_interpreter(contract);
    const auto native = codegen::make_native_engine(contract);
    const auto wasm = runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes);
    runtime::Lockstep lockstep(contract, {interpreter.get(), native.get(), wasm.get()});
    testing::AimedInputs inputs(contract, static_cast<std::uint64_t>(seed));
    const auto steps = static_cast<std::uint32_t>(contract.steps.size());
    for (std::uint32_t call = 0; call < 300 && !lockstep.disagreement(); ++call) {
      const core::StepId step{call % steps};
      lockstep.execute({step, inputs.arguments(step, lockstep.state())});
    }
    CHECK((lockstep.disagreement() ? lockstep.disagreement()->what : "none") == "none");
    std::vector<core::Call> calls;
    for (std::uint32_t call = 0; call < 300; ++call) {
      const core::StepId step{1 + call % (steps - 1)};
      calls.push_back({step, inputs.arguments(step, lockstep.state())});
    }
    CHECK(wasm->execute_all(calls) == native->execute_all(calls));
    CHECK(core::canonical(wasm->state()) == core::canonical(native->state()));
  }
}
