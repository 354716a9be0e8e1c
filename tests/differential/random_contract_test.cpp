// random_contract_test.cpp -- the generator keeps its promises: sound, complete, reproducible, and not all reverts.
#include "tests/differential/random_contract.h"

#include <set>

#include "compiler/core/image.h"
#include "compiler/core/text.h"
#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"

using namespace surety;

TEST_CASE("random contracts are sound and the same for the same seed") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    const core::Contract contract = testing::random_contract(seed);
    CHECK(core::validate(contract) == std::nullopt);
    CHECK(core::print(contract) == core::print(testing::random_contract(seed)));
    CHECK(core::print(contract) != core::print(testing::random_contract(seed + 1)));
    const auto image = [](const core::Contract& one) { return core::image(one, core::ImageOf::meaning); };
    CHECK(image(contract) == image(testing::random_contract(seed)));
    CHECK(image(contract) != image(testing::random_contract(seed + 1)));
  }
}

TEST_CASE("random contracts survive printing and parsing") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    INFO("seed " << seed);
    const std::string text = core::print(testing::random_contract(seed));
    const auto parsed = core::parse_text(text);
    REQUIRE(std::holds_alternative<core::Contract>(parsed));
    CHECK(core::validate(std::get<core::Contract>(parsed)) == std::nullopt);
    CHECK(core::print(std::get<core::Contract>(parsed)) == text);
  }
}

TEST_CASE("every operation, statement and step expression occurs") {
  std::set<core::Operation> operations;
  std::set<std::size_t> nodes;
  std::set<std::size_t> statements;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const core::Contract contract = testing::random_contract(seed);
    for (const core::Expr& expr : contract.exprs) {
      nodes.insert(expr.node.index());
      if (const auto* apply = std::get_if<core::Apply>(&expr.node)) operations.insert(apply->operation);
    }
    for (const core::Statement& one : contract.statements) statements.insert(one.node.index());
  }
  CHECK(operations.size() == 17);
  CHECK(nodes.size() == 7);  // all but quantifiers and before
  CHECK(statements.size() == std::variant_size_v<decltype(core::Statement::node)>);
}

TEST_CASE("calls succeed, and revert with many different errors") {
  std::size_t succeeded = 0;
  std::size_t calls = 0;
  std::size_t different = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const core::Contract contract = testing::random_contract(seed);
    const auto engine = read::make_interpreter(contract);
    testing::AimedInputs inputs(contract, seed);
    std::set<core::ErrorId> errors;
    for (int call = 0; call < 40; ++call) {
      const core::StepId step{static_cast<std::uint32_t>(call) % static_cast<std::uint32_t>(contract.steps.size())};
      const core::Outcome outcome = engine->execute(step, inputs.arguments(step, engine->state()));
      ++calls;
      if (outcome.error)
        errors.insert(*outcome.error);
      else
        ++succeeded;
    }
    different += errors.size();
  }
  INFO(succeeded << " of " << calls << " succeeded, " << different << " errors");
  CHECK(succeeded * 5 > calls);
  CHECK(succeeded * 20 < calls * 19);
  CHECK(different > 300);
}
