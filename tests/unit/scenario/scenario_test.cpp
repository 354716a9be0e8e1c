// scenario_test.cpp -- scenario documents to traces and back; bad documents are explained, never thrown.
#include "compiler/scenario/scenario.h"

#include <nlohmann/json.hpp>
#include <random>

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using nlohmann::json;

namespace {

const json good = json::parse(R"({"schema": "surety.scenario/1", "contract": "margin.surety",
  "instantiate": {"fee": "1%", "keeper": "kate", "now": 1000},
  "steps": [{"oracle": "mark", "value": "2000 USD/ETH"},
            {"as": "alice", "call": "deposit", "args": {"amount": "5 USD"}},
            {"advance": "60s", "expect": "ok"},
            {"as": "kate", "set": "fee", "value": "30bps"},
            {"oracle": "mark", "value": "2_100.5"},
            {"as": "alice", "call": "withdraw", "args": {"amount": "5 USD"}, "expect": "InsufficientFunds"}]})");

const core::Contract& margin() {
  static const core::Contract contract = samples::contract_of(samples::margin);
  return contract;
}
scenario::Scenario loaded(const json& document) {
  auto result = scenario::read_scenario(margin(), document);
  if (const auto* error = std::get_if<scenario::ScenarioError>(&result)) {
    throw std::runtime_error(error->path + ": " + error->message);
  }
  return std::get<scenario::Scenario>(std::move(result));
}
/// The error after `path` of the good document became `value` (or was erased, where value is discarded).
std::string error_with(const std::string& path, const json& value) {
  json document = good;
  document[json::json_pointer(path)] = value;
  const auto result = scenario::read_scenario(margin(), document);
  const auto* error = std::get_if<scenario::ScenarioError>(&result);
  return error ? error->path + ": " + error->message : "fine";
}

}  // namespace

TEST_CASE("a scenario becomes a trace that runs as expected") {
  const scenario::Scenario scenario = loaded(good);
  CHECK(scenario.trace.parties == std::vector<std::string>{"kate", "alice"});
  REQUIRE(scenario.trace.calls.size() == 6);  // the first oracle step became part of instantiation
  CHECK(scenario.trace.calls[0].arguments == std::vector<core::Integer>{0, 100, 0, 20'000'000, 1'000});
  CHECK(scenario.trace.calls[4].arguments == std::vector<core::Integer>{0, 21'005'000});
  CHECK(scenario.expectations[2]->success);
  CHECK(scenario.expectations[5]->error == "InsufficientFunds");
  CHECK_FALSE(scenario.expectations[1].has_value());
  const auto engine = read::make_interpreter(margin());
  for (std::size_t i = 0; i < scenario.trace.calls.size(); ++i) {
    const core::Outcome outcome = engine->execute(scenario.trace.calls[i].step, scenario.trace.calls[i].arguments);
    CHECK((outcome.error ? margin()[*outcome.error] : "ok") == (i == 5 ? "InsufficientFunds" : "ok"));
  }
}

TEST_CASE("calls are described as sentences") {
  const scenario::Scenario scenario = loaded(good);
  std::vector<std::string> sentences;
  for (const core::Call& call : scenario.trace.calls) {
    sentences.push_back(scenario::describe(margin(), scenario.trace, call));
  }
  CHECK(sentences == std::vector<std::string>{"instantiate(fee: 1%, keeper: kate, mark: 2000 USD/ETH, now: 1000s)",
                                              "alice: deposit(amount: 5 USD)", "60s pass", "kate: set fee to 0.3%",
                                              "mark becomes 2100.5 USD/ETH", "alice: withdraw(amount: 5 USD)"});
}

TEST_CASE("a written trace is read as the same trace") {
  core::Trace trace = loaded(good).trace;
  const json document = scenario::write_scenario(margin(), "margin.surety", trace);
  const core::Trace again = loaded(document).trace;
  CHECK(again.parties == trace.parties);
  CHECK(again.calls == trace.calls);
  CHECK(document.at("steps")[0] == json::parse(R"({"as": "alice", "call": "deposit", "args": {"amount": "5 USD"}})"));
  trace.parties.clear();  // parties without names get some
  CHECK(loaded(scenario::write_scenario(margin(), "margin.surety", trace)).trace.calls == trace.calls);
}

TEST_CASE("errors carry the place and the reason") {
  CHECK(error_with("/steps/1/call", "deposti") ==
        "/steps/1/call: there is no action `deposti`; did you mean `deposit`?");
  CHECK(error_with("/steps/1/args", {{"amuont", "5 USD"}}) ==
        "/steps/1/args/amuont: `amuont` is not known here; did you mean `amount`?");
  CHECK(error_with("/steps/1/args", json::object()) == "/steps/1/args: argument `amount` of `deposit` is missing");
  CHECK(error_with("/steps/1/args/amount", "5 EUR") ==
        "/steps/1/args/amount: expected an amount of USD, such as `100 USD`, found the unit `EUR` in `5 EUR`");
  CHECK(error_with("/steps/1/args/amount", 0.5).starts_with("/steps/1/args/amount: a number with a fraction"));
  CHECK(error_with("/steps/1/args/amount", json::array()) ==
        "/steps/1/args/amount: expected a value such as \"100 USD\", found a list");
  CHECK(error_with("/steps/1/as", 5) == "/steps/1/as: expected a text, found a number");
  CHECK(error_with("/steps/5/expect", "InsufficientFund") ==
        "/steps/5/expect: `InsufficientFund` is neither `ok` nor an error of this contract; did you mean "
        "`InsufficientFunds`?");
  CHECK(error_with("/steps/0/oracle", "mrak") ==
        "/instantiate: the first value of oracle `mark` is missing: give it here or as the first step");
  CHECK(error_with("/steps/4/oracle", "mrak") == "/steps/4/oracle: there is no oracle `mrak`; did you mean `mark`?");
  CHECK(error_with("/steps/3/set", "fees") ==
        "/steps/3/set: there is no governed parameter `fees`; did you mean `fee`?");
  CHECK(error_with("/steps/2", {{"advnace", "60s"}}) ==
        "/steps/2/advnace: `advnace` is not known here; did you mean `advance`?");
  CHECK(error_with("/instantiate", {{"fee", "1%"}}) == "/instantiate: `keeper` is missing");
  CHECK(error_with("/schema", "surety.scenario/2") == "/schema: expected `surety.scenario/1`");
  CHECK(error_with("/parties", {"a", "a"}) == "/parties/1: `a` is listed twice");
  CHECK(error_with("/a~1b", 1).starts_with("/a~1b: `a/b` is not known here"));
  CHECK(error_with("/instantiate/now", 2'000) == "fine");
}

TEST_CASE("documents of any shape are answered") {
  const std::vector<json> odd{nullptr,        5,      -1,   0.5,         "",           "x", true, json::array(),
                              json::object(), {1, 2}, {{}}, {{"a", {}}}, good["steps"]};
  for (const json& document : odd) {
    CHECK(std::holds_alternative<scenario::ScenarioError>(scenario::read_scenario(margin(), document)));
  }
  std::mt19937_64 random(3);
  const json flat = good.flatten();
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    json document = good;
    auto place = flat.begin();
    std::advance(place, static_cast<std::ptrdiff_t>(random() % flat.size()));
    json::json_pointer pointer(place.key());
    for (std::size_t up = random() % 3; up > 0 && !pointer.empty(); --up) pointer.pop_back();
    document[pointer] = odd[random() % odd.size()];
    refused += std::holds_alternative<scenario::ScenarioError>(scenario::read_scenario(margin(), document));
  }
  CHECK(refused > 1500);
}

TEST_CASE("the tests of a contract become runs") {
  const std::vector<scenario::TestRun> runs = scenario::test_runs(margin());
  REQUIRE(runs.size() == 1);
  const scenario::TestRun& run = runs[0];
  CHECK(run.name == "deposit and leave");
  CHECK_FALSE(run.problem.has_value());
  REQUIRE(run.trace.calls.size() == 4);
  CHECK(run.expectations[2]->error == "InsufficientFunds");
  CHECK(run.expectations[3]->success);
  REQUIRE(run.checks.size() == 2);
  CHECK(run.checks[0].after_call == 1);
  CHECK(run.checks[1].after_call == 3);
  const auto engine = read::make_interpreter(margin());
  for (std::size_t i = 0; i < run.trace.calls.size(); ++i) {
    const core::Outcome outcome = engine->execute(run.trace.calls[i].step, run.trace.calls[i].arguments);
    CHECK(outcome.error.has_value() == !run.expectations[i]->success);
    for (const auto& check : run.checks) {
      if (check.after_call == i) CHECK(read::holds(margin(), check.condition, engine->state()) == true);
    }
  }
}
