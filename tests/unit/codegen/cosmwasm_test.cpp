// The parts of the CosmWasm target that can be seen without a chain, and its engine on a hand-written contract.
#include "codegen/cosmwasm/cosmwasm.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "codegen/cosmwasm/row_loads.h"
#include "codegen/cosmwasm/wasm_locals.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/cosmwasm_engine.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using codegen::PartySource;
using codegen::RowLoad;

TEST_CASE("the CosmWasm engine agrees with the interpreter, also after a reset to any state") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const auto chain = runtime::make_cosmwasm_engine(contract, codegen::cosmwasm_module(contract).bytes);
  const auto interpreter = read::make_interpreter(contract);
  const auto step = [&](std::string_view name) { return core::find_step(contract, name).value(); };
  const std::vector<core::Call> calls{{step("instantiate"), {0, 100, 1, 20'000'000, 5}},
                                      {step("deposit"), {7, 5'000'000}},
                                      {step("open"), {7, -1'000'000}},
                                      {step("deposit"), {70'000, 1}},
                                      {step("withdraw"), {7, 1'000'001}},
                                      {step("advance"), {3, 60}},
                                      {step("advance"), {3, -1}},
                                      {step("mark.update"), {2, 30'000'000}},
                                      {step("set_fee"), {7, 1}},
                                      {step("set_fee"), {1, 1}},
                                      {step("shift"), {0, 3, 3, -900}}};
  core::State other = core::zero_state(contract);
  other.globals[4] = 9;
  other.tables[0][200'000] = {-1, 5, -6, 300'000};
  for (const core::State& start : {core::zero_state(contract), other}) {
    chain->reset(start);
    interpreter->reset(start);
    CHECK(core::canonical(chain->state()) == core::canonical(start));
    for (const core::Call& call : calls) {
      CHECK(chain->execute(call.step, call.arguments) == interpreter->execute(call.step, call.arguments));
      CHECK(core::canonical(chain->state()) == core::canonical(interpreter->state()));
    }
  }
}

namespace {

/// What `do` may touch: rows of T (a number and a friend) and of U, whose keys are parties in many ways.
std::vector<RowLoad> loads_of(const std::string& body) {
  const std::string text =
      "(contract Loads (asset USD 6 1000) (error Fine) (global role owner party (range 0 0))\n"
      "  (table T (field x int (range -9 9)) (field friend party (range 0 0)))\n"
      "  (table U (field y int (range -9 9)))\n"
      "  (step instantiate instantiate (arguments (caller party)))\n"
      "  (step action do (arguments (caller party) (p party)) (locals (q party))\n" +
      body + "))";
  const core::Contract contract = samples::contract_of(text.c_str());
  return codegen::row_loads(contract, core::find_step(contract, "do").value());
}

constexpr core::TableId t{0};
constexpr core::TableId u{1};

}  // namespace

TEST_CASE("a step's rows are found through arguments, globals, locals, choices and rows that name parties") {
  CHECK(loads_of("(require true Fine)").empty());
  CHECK(loads_of("(write (T p x) 1 Fine) (write (T p x) 2 Fine)") ==
        std::vector<RowLoad>{{t, {PartySource::argument, 1, 0}}});
  CHECK(loads_of("(require (eq (get U (get owner) y) 0) Fine)") ==
        std::vector<RowLoad>{{u, {PartySource::global, 0, 0}}});
  CHECK(loads_of("(let q (if (same p caller) p (get owner))) (write (U q y) 1 Fine)") ==
        std::vector<RowLoad>{{u, {PartySource::argument, 1, 0}}, {u, {PartySource::global, 0, 0}}});
  CHECK(loads_of("(write (U (get T p friend) y) 1 Fine)") ==
        std::vector<RowLoad>{{t, {PartySource::argument, 1, 0}}, {u, {PartySource::field, 1, 0}}});
}

TEST_CASE("a party that a step wrote into a cell is one that the cell may name") {
  CHECK(loads_of("(write (T p friend) caller Fine) (write (U (get T p friend) y) 1 Fine)") ==
        std::vector<RowLoad>{
            {t, {PartySource::argument, 1, 0}}, {u, {PartySource::argument, 0, 0}}, {u, {PartySource::field, 1, 0}}});
}

TEST_CASE("the schema names every message, query and answer") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const auto schema = nlohmann::json::parse(codegen::cosmwasm_schema(contract));
  CHECK(schema.at("contract_name") == "Margin");
  std::vector<std::string> messages;
  for (const auto& variant : schema.at("execute").at("oneOf")) messages.push_back(variant.at("required")[0]);
  CHECK(messages ==
        std::vector<std::string>{"deposit", "open", "withdraw", "shift", "odds", "mark_update", "advance", "set_fee"});
  const auto& amount = schema.at("execute").at("oneOf")[0].at("properties").at("deposit").at("properties").at("amount");
  CHECK(amount.at("pattern") == "^(0|[1-9][0-9]*)(\\.[0-9]{1,6})?$");
  CHECK(amount.at("description") == "USD, 0 to 1000000");
  CHECK(schema.at("instantiate").at("required") == nlohmann::json{"fee", "keeper", "mark", "denoms", "feeds"});
  CHECK(schema.at("instantiate").at("properties").at("denoms").at("properties").at("USD").at("pattern") ==
        "^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$");
  for (const auto& variant : schema.at("query").at("oneOf"))
    CHECK(schema.at("responses").contains(variant.at("required")[0].get<std::string>()));
}

TEST_CASE("CosmWasm modules are the same each time, and no function has too many locals") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const std::vector<char> module = codegen::cosmwasm_module(contract).bytes;
  CHECK(module == codegen::cosmwasm_module(contract).bytes);
  CHECK(std::ranges::max(codegen::wasm_locals(module)) <= codegen::cosmwasm_most_locals);
  CHECK_THROWS_AS(codegen::wasm_locals(std::span(module).first(100)), codegen::CodegenError);
}

namespace {

/// An action that holds twenty products of 256 bits at once: optimised it needs several hundred local variables.
std::string wide_contract() {
  constexpr int count = 20;
  const auto name = [](char letter, int i) { return letter + std::to_string(i % count); };
  const std::string range = " int (range -1000000000000000000000 1000000000000000000000)";
  std::string globals;
  std::string arguments = "(caller party)";
  std::string locals;
  std::string body;
  for (int i = 0; i < count; ++i) {
    globals += "(global state " + name('s', i) + range + ")\n";
    arguments += " (" + name('a', i) + range + " Overflow)";
    locals += " (" + name('x', i) + " int)";
    body += "(let " + name('x', i) + " (add (mul " + name('a', i) + " (get " + name('s', i + 1) + ")) " +
            name('a', 7 * i) + "))\n";
  }
  for (int i = 0; i < count; ++i)
    body += "(write (" + name('s', i) + ") (div_down (sub (mul " + name('x', i) + " " + name('x', 11 * i + 3) + ") " +
            name('x', 5 * i + 1) + ") 1000003) Overflow)\n";
  return "(contract Wide\n" + globals + "(step instantiate instantiate (arguments (caller party)))\n" +
         "(step action go (arguments " + arguments + ") (locals" + locals + ")\n" + body + "))";
}

}  // namespace

TEST_CASE("a step with very many wide values keeps them in memory, and means the same") {
  const core::Contract contract = samples::contract_of(wide_contract());
  const std::vector<char> module = codegen::cosmwasm_module(contract).bytes;
  CHECK(std::ranges::max(codegen::wasm_locals(module)) <= codegen::cosmwasm_most_locals);
  const auto chain = runtime::make_cosmwasm_engine(contract, module);
  const auto interpreter = read::make_interpreter(contract);
  core::State start = core::zero_state(contract);
  for (int i = 0; i < 20; ++i) start.globals[static_cast<std::size_t>(i)] = i * 37 - 300;
  std::size_t succeeded = 0;
  for (int call = 0; call < 12; ++call) {
    chain->reset(start);  // the products of products would soon be out of range
    interpreter->reset(start);
    std::vector<core::Integer> arguments{1};
    for (int i = 0; i < 20; ++i)
      arguments.emplace_back((call * 7919 + i * 104'729) % (i % 3 == 0 ? 1000 : 1'000'003) - 500);
    if (call == 11) arguments.back() = core::power_of_ten(21);
    const core::Outcome expected = interpreter->execute(core::StepId{1}, arguments);
    CHECK(chain->execute(core::StepId{1}, arguments) == expected);
    CHECK(chain->state() == interpreter->state());
    succeeded += expected.error ? 0 : 1;
  }
  CHECK(succeeded > 2);
}
