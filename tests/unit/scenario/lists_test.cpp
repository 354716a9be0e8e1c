// lists_test.cpp -- the arguments that are a list's: read, written and told as one list, exactly.
#include "compiler/core/lists.h"

#include <nlohmann/json.hpp>

#include "compiler/scenario/scenario.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using nlohmann::json;

namespace {

constexpr const char* lists = R"core(
(contract Lists
  (error "OutOfRange(parts)")
  (global clock now (s 0) (range 0 100000000000))
  (step instantiate instantiate (arguments (caller party) (now (s 0) (range 0 100000000000) "OutOfRange(parts)")))
  (step action pay (arguments (caller party)
      (parts.length (ratio 0) (range 0 2) "OutOfRange(parts)" Pay) ("parts[1].who" party) ("parts[1].amount" (USD 6))
      ("parts[2].who" party) ("parts[2].amount" (USD 6))
      (whom.length (ratio 0) (range 0 2) "OutOfRange(parts)") ("whom[1]" party) ("whom[2]" party) (length (USD 6)))))
)core";

const core::Contract& contract() {
  static const core::Contract result = samples::contract_of(lists);
  return result;
}
std::variant<scenario::Scenario, scenario::ScenarioError> read(const json& arguments) {
  return scenario::read_scenario(contract(), {{"instantiate", json::object()},
                                              {"parties", {"alice", "bob", "carol"}},
                                              {"steps", {{{"as", "bob"}, {"call", "pay"}, {"args", arguments}}}}});
}
std::string refusal(const json& arguments) {
  const auto result = read(arguments);
  const auto* error = std::get_if<scenario::ScenarioError>(&result);
  return error ? error->path + ": " + error->message : "fine";
}
core::Trace trace(std::vector<core::Integer> arguments) {
  core::Trace result;
  result.parties = {"alice", "bob", "carol"};
  result.calls.push_back({{0}, {0, 0}});
  result.calls.push_back({{1}, std::move(arguments)});
  return result;
}
const json good =
    json::parse(R"({"parts": [{"who": "carol", "amount": "3 USD"}], "whom": ["alice", "carol"], "length": "1 USD"})");

}  // namespace

TEST_CASE("a step's parameters are what its author wrote, whatever they are to the machine") {
  const std::vector<core::Parameter> parameters = core::parameters_of(contract().steps.at(1));
  std::vector<std::string> told;
  for (const core::Parameter& parameter : parameters)
    told.push_back(parameter.name + (parameter.list ? " " + std::to_string(parameter.list->elements.size()) : "") +
                   (parameter.list && parameter.list->of_records() ? " of " + parameter.list->record : ""));
  CHECK(told == std::vector<std::string>{"caller", "parts 2 of Pay", "whom 2", "length"});
  CHECK(parameters.at(2).list->length == 6);
  CHECK(parameters.at(3).argument == 9);
  const std::string text = core::print(contract());
  CHECK(text.find("\"OutOfRange(parts)\" Pay)") != std::string::npos);
  CHECK(core::print(samples::contract_of(text)) == text);
}

TEST_CASE("a list in a scenario is its elements, and what it does not have is 0") {
  const auto result = read(good);
  REQUIRE(std::holds_alternative<scenario::Scenario>(result));
  const std::vector<core::Integer> expected{1, 1, 2, 3'000'000, 0, 0, 2, 0, 2, 1'000'000};
  CHECK(std::get<scenario::Scenario>(result).trace.calls.at(1).arguments == expected);
}

TEST_CASE("calls are written and told with their lists") {
  const core::Trace one = trace({1, 1, 2, 3'000'000, 0, 0, 2, 0, 2, 1'000'000});
  CHECK(scenario::write_scenario(contract(), "c", one)["steps"][0]["args"] == good);
  CHECK(scenario::describe(contract(), one, one.calls[1]) ==
        "bob: pay(parts: [{who: carol, amount: 3 USD}], whom: [alice, carol], length: 1 USD)");
  const core::Trace none = trace({1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(scenario::describe(contract(), none, none.calls[1]) == "bob: pay(parts: [], whom: [], length: 0 USD)");
}

TEST_CASE("the arguments of a call are told under the names that its author gave them") {
  const core::Trace one = trace({1, 1, 2, 3'000'000, 0, 0, 2, 0, 2, 1'000'000});
  const std::vector<std::pair<std::string, std::string>> expected{
      {"parts", "[{who: carol, amount: 3 USD}]"}, {"whom", "[alice, carol]"}, {"length", "1 USD"}};
  CHECK(scenario::told_arguments(contract(), one.calls[1], one.parties) == expected);
}

TEST_CASE("what a list cannot say is written argument by argument, and read back") {
  for (const core::Trace& odd : {trace({1, 3, 2, 1, 1, 1, 0, 0, 0, 0}), trace({1, -1, 0, 0, 0, 0, 0, 0, 0, 0}),
                                 trace({1, 1, 2, 1, 0, 7, 1, 0, 2, 0})}) {
    const json written = scenario::write_scenario(contract(), "c", odd);
    CHECK(written["steps"][0]["args"].contains("parts.length"));
    const auto back = scenario::read_scenario(contract(), written);
    REQUIRE(std::holds_alternative<scenario::Scenario>(back));
    CHECK(std::get<scenario::Scenario>(back).trace.calls.at(1).arguments == odd.calls[1].arguments);
  }
}

TEST_CASE("a list that is wrong is refused where it is wrong") {
  json document = good;
  document["whom"] = {"alice", "bob", "carol"};
  CHECK(refusal(document) == "/steps/0/args/whom: `whom` has at most 2 elements, here 3");
  document["whom"] = "alice";
  CHECK(refusal(document) == "/steps/0/args/whom: expected a list, found a text");
  document["whom"] = json::array();
  CHECK(refusal(document) == "fine");
  document["parts"] = {{{"who", "bob"}}};
  CHECK(refusal(document) == "/steps/0/args/parts/0: `amount` is missing");
  document["parts"] = {{{"who", "bob"}, {"amounts", 1}}};
  CHECK(refusal(document).starts_with("/steps/0/args/parts/0/amounts: `amounts` is not known here"));
  document.erase("parts");
  CHECK(refusal(document) == "/steps/0/args: argument `parts` of `pay` is missing");
}
