// The wasm module in node, and what happens when node is not there or goes away.
#include "runtime/engine/wasm_engine.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "codegen/codegen.h"
#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;

TEST_CASE("wasm in node agrees with the interpreter on a deposit and a revert") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const auto wasm = runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes);
  const auto interpreter = read::make_interpreter(contract);
  const auto step = [&](std::string_view name) { return core::find_step(contract, name).value(); };
  const std::vector<core::Call> calls{{step("instantiate"), {0, 100, 1, 20'000'000, 0}},
                                      {step("deposit"), {7, 5'000'000}},
                                      {step("open"), {7, -1'000'000}},
                                      {step("deposit"), {70'000, 1}},
                                      {step("withdraw"), {7, 1'000'001}},
                                      {step("shift"), {0, 3, 3, -900}}};
  for (const core::Call& call : calls) {
    CHECK(wasm->execute(call.step, call.arguments) == interpreter->execute(call.step, call.arguments));
    CHECK(core::canonical(wasm->state()) == core::canonical(interpreter->state()));
  }
  core::State state = core::canonical(wasm->state());
  state.tables[0][200'000] = {-1, 5, -6, 300'000};
  wasm->reset(state);
  CHECK(core::canonical(wasm->state()) == state);
  wasm->reset(core::zero_state(contract));
  CHECK(core::canonical(wasm->state()) == core::zero_state(contract));
}

TEST_CASE("a module that is none is refused with the host's words") {
  const core::Contract contract = samples::contract_of(samples::margin);
  CHECK_THROWS_AS(runtime::make_wasm_engine(contract, {'n', 'o'}), runtime::WasmEngineError);
}

namespace {
/// What making an engine says where `node` is looked up in `path`.
std::string complaint(const std::string& path) {
  const core::Contract contract = samples::contract_of(samples::margin);
  const std::string usual = std::getenv("PATH");
  setenv("PATH", path.c_str(), 1);
  std::string words;
  try {
    runtime::make_wasm_engine(contract, std::vector<char>(1'000'000));
  } catch (const runtime::WasmEngineError& error) {
    words = error.what();
  }
  setenv("PATH", usual.c_str(), 1);
  return words;
}
}  // namespace

TEST_CASE("without node the error says what to install") {
  CHECK(complaint("/nonexistent").find("apt-get install nodejs") != std::string::npos);
}

TEST_CASE("a node that dies is an error and no signal") {
  std::string directory = (std::filesystem::temp_directory_path() / "surety-test-XXXXXX").string();
  REQUIRE(mkdtemp(directory.data()) != nullptr);
  const std::string program = directory + "/node";
  std::ofstream(program) << "#!/bin/sh\nexit 1\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  CHECK(complaint(directory).find("node ended") != std::string::npos);
  std::filesystem::remove_all(directory);
}

TEST_CASE("modules have no imports and are the same each time") {
  const core::Contract contract = samples::contract_of(samples::margin);
  CHECK(codegen::wasm_module(contract).bytes == codegen::wasm_module(contract).bytes);
  CHECK(codegen::native_object(contract).bytes == codegen::native_object(contract).bytes);
  CHECK(codegen::llvm_ir(contract).bytes == codegen::llvm_ir(contract).bytes);
}
