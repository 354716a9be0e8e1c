// measured_cost_test.cpp -- random contracts with aimed arguments in WebAssembly that counts its own instructions: no
// call takes more than the Cost reading says, and some take nearly as much.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "codegen/codegen.h"
#include "codegen/layout.h"
#include "runtime/engine/lockstep.h"
#include "runtime/engine/wasm_engine.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/engines_compare.h"
#include "tests/differential/random_contract.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
namespace fs = std::filesystem;

namespace {

/// Node processes that are started while this lives count, and leave their counts in a file.
class Counting {
 public:
  Counting() : path_(fs::temp_directory_path() / ("surety-counts-" + std::to_string(getpid()) + ".jsonl")) {
    fs::remove(path_);
    setenv("NODE_OPTIONS", "--require=" SURETY_COUNTING, 1);
    setenv("SURETY_COUNTS", path_.c_str(), 1);
  }
  ~Counting() {
    unsetenv("NODE_OPTIONS");
    unsetenv("SURETY_COUNTS");
    fs::remove(path_);
  }
  Counting(const Counting&) = delete;
  Counting& operator=(const Counting&) = delete;
  /// Of the only engine that ran and has ended.
  [[nodiscard]] nlohmann::json exports() const {
    std::ifstream file(path_);
    return nlohmann::json::parse(file).at("exports");
  }

 private:
  fs::path path_;
};

/// The part of its bound that the dearest call of any step took; above 1 where a bound was exceeded.
double nearest(const core::Contract& contract, std::uint64_t seed, std::uint32_t calls) {
  const codegen::Artifact module = codegen::wasm_module(contract);
  const codegen::Layout layout = codegen::make_layout(contract);
  const Counting counting;
  {
    const auto wasm = runtime::make_wasm_engine(contract, module.bytes);
    runtime::Lockstep lockstep(contract, {wasm.get()});
    testing::AimedInputs inputs(contract, seed);
    const auto steps = static_cast<std::uint32_t>(contract.steps.size());
    for (std::uint32_t call = 0; call < calls; ++call) {
      const core::StepId step{call % steps};
      lockstep.execute({step, inputs.arguments(step, lockstep.state())});
    }
  }
  const nlohmann::json counts = counting.exports();
  double part = 0;
  for (std::size_t i = 0; i < contract.steps.size(); ++i) {
    INFO(contract.name << "." << contract.steps[i].name << ", seed " << seed << ": " << module.costs[i].reason);
    REQUIRE(module.costs[i].instructions.has_value());
    const auto most = counts.at(layout.steps[i]).at("instructions").get<std::uint64_t>();
    CHECK(most > 0);
    CHECK(most <= *module.costs[i].instructions);
    part = std::max(part, static_cast<double>(most) / static_cast<double>(*module.costs[i].instructions));
  }
  return part;
}

}  // namespace

TEST_CASE("no call of the sample contract, which has every operation, takes more than its bound") {
  CHECK(nearest(samples::contract_of(samples::margin), 1, 3'000) > 0.5);
}

TEST_CASE("no call of a random contract takes more than its bound") {
  const int seeds = differential::runs(6);
  for (int seed = 0; seed < seeds; ++seed) {
    const auto number = static_cast<std::uint64_t>(seed);
    CHECK(nearest(testing::random_contract(number), number, 400) > 0.1);
  }
}
