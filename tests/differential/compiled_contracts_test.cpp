// compiled_contracts_test.cpp -- every contract of the examples as core: sound, the same after a trip through its text,
// and with the law of the vault holding after whatever is done to it. And their wasm does all arithmetic itself.
#include <algorithm>
#include <filesystem>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"
#include "compiler/core/text.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/lockstep.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"

using namespace surety;

namespace {

std::vector<std::filesystem::path> contracts_in(const char* directory) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    const bool not_surety = entry.path().parent_path().filename() == "rari_2022" && entry.path().stem() == "broken";
    if (entry.path().extension() == ".surety" && !not_surety) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::filesystem::path> example_files() { return contracts_in(SURETY_EXAMPLES_DIR); }

/// Names of the conservation properties that fail in a state.
std::string broken_laws(const core::Contract& contract, const core::State& state) {
  std::string broken;
  for (const core::Property& property : contract.properties) {
    if (property.kind != core::PropertyKind::conservation) continue;
    if (read::holds(contract, property.condition, state) != true) broken += property.name + " ";
  }
  return broken;
}

/// Runs both in lockstep with aimed arguments; returns how many calls succeeded.
std::size_t run_together(const core::Contract& contract, const core::Contract& again) {
  const auto a = read::make_interpreter(contract);
  const auto b = read::make_interpreter(again);
  runtime::Lockstep lockstep(contract, {a.get(), b.get()});
  testing::AimedInputs inputs(contract, 1);
  const std::vector<std::vector<core::Integer>> beginnings = inputs.many({0}, lockstep.state(), 3'000);
  const bool began = std::ranges::any_of(
      beginnings, [&](const auto& arguments) { return !lockstep.execute({{0}, arguments}).error.has_value(); });
  std::size_t succeeded = began ? 1 : 0;
  for (std::uint32_t call = 0; began && call < 600; ++call) {
    const core::StepId step{1 + call % static_cast<std::uint32_t>(contract.steps.size() - 1)};
    const core::Outcome outcome = lockstep.execute({step, inputs.arguments(step, lockstep.state())});
    if (outcome.error) continue;
    ++succeeded;
    CHECK(broken_laws(contract, lockstep.state()).empty());
  }
  if (lockstep.disagreement()) FAIL_CHECK(lockstep.disagreement()->what);
  return succeeded;
}

}  // namespace

TEST_CASE("examples are sound core, survive their text, and keep the law of the vault") {
  const std::vector<std::filesystem::path> files = example_files();
  REQUIRE(files.size() > 3);
  std::size_t went_far = 0;
  for (const std::filesystem::path& file : files) {
    INFO(file.string());
    const check::Compiled compiled = check::compile_file(file, {SURETY_STDLIB_DIR});
    REQUIRE(compiled.contract.has_value());
    const core::Contract& contract = *compiled.contract;
    CHECK(core::validate(contract) == std::nullopt);
    const std::string text = core::print(contract);
    const auto parsed = core::parse_text(text);
    if (const auto* error = std::get_if<core::TextError>(&parsed)) {
      FAIL_CHECK("line " << error->line << ": " << error->message);
      continue;
    }
    const auto& again = std::get<core::Contract>(parsed);
    CHECK(core::validate(again) == std::nullopt);
    CHECK(core::print(again) == text);
    if (run_together(contract, again) > 20) ++went_far;
  }
  INFO(went_far << " of " << files.size() << " contracts were run through more than 20 successful calls");
  CHECK(went_far * 2 > files.size());
}

namespace {

/// compiler-rt multiplies and divides 128 bits by calls of which each costs as much as a step (`__multi3`,
/// `__udivti3`): what contracts compute is written out.
std::vector<std::string> library_functions(const core::Contract& contract, bool facts) {
  codegen::Options options{.facts = facts, .proved = {}};
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i) options.thresholds.push_back({i});
  std::vector<std::string> library = codegen::wasm_module(contract, options).library;
  // A shift by a variable count of a number of more than one word, which only a divisor of more words needs.
  std::erase_if(library, [](const std::string& name) { return name == "__ashlti3" || name == "__lshrti3"; });
  return library;
}

}  // namespace

TEST_CASE("no contract's wasm calls the compiler's library for arithmetic") {
  std::vector<std::filesystem::path> files;
  for (const char* const directory : {SURETY_EXAMPLES_DIR, SURETY_VERIFY_DIR, SURETY_BENCH_DIR})
    for (const std::filesystem::path& file : contracts_in(directory))
      if (file.parent_path().filename() != "broken") files.push_back(file);
  REQUIRE(files.size() > 12);
  for (const std::filesystem::path& file : files) {
    INFO(file.string());
    const check::Compiled compiled = check::compile_file(file, {SURETY_STDLIB_DIR});
    REQUIRE(compiled.contract.has_value());
    CHECK(library_functions(*compiled.contract, true) == std::vector<std::string>{});
    CHECK(library_functions(*compiled.contract, false) == std::vector<std::string>{});
  }
}
