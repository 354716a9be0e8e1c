// scenario.h -- scenario files (surety.scenario/1): a list of transactions as people write them, to and from traces.
//
// docs/scenario.md has the format. The prover writes its counterexamples in it; `surety run` reads it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/core/state.h"

namespace surety::scenario {

/// What a step of a scenario shall do. Absent: anything.
struct Expectation {
  bool success = true;
  std::optional<std::string> error;  // the error's name where success is false
};

struct Scenario {
  core::Trace trace;
  std::vector<std::optional<Expectation>> expectations;  // one per call of the trace
};

/// Where a document fails. `path` is a JSON pointer to the offending place, as in "/steps/3/args/amount".
struct ScenarioError {
  std::string path;
  std::string message;
};

/// Reads a scenario for `contract`. An oracle's first value is part of instantiation; where `instantiate` leaves it
/// out, the first `oracle` step that comes before any other step supplies it. `now` left out is 0; a parameter or role
/// that is left out is an error. Optional: "parties" numbers the parties, "replayed" and "note" are not looked at.
std::variant<Scenario, ScenarioError> read_scenario(const core::Contract& contract, const nlohmann::json& document);

/// A trace in exactly the form that read_scenario takes.
nlohmann::json write_scenario(const core::Contract& contract, const std::string& contract_file,
                              const core::Trace& trace);

/// The arguments of a call as people read them, under their names and without the caller: a list is one of them, as
/// `[{writer: wendy, quantity: 30 ETH}]`, where that says all there is.
std::vector<std::pair<std::string, std::string>> told_arguments(const core::Contract& contract, const core::Call& call,
                                                                const std::vector<std::string>& parties);

/// One call as a sentence: "alice: deposit(amount: 100 USD)", "mark becomes 2000 USD/ETH", "60s pass".
std::string describe(const core::Contract& contract, const core::Trace& trace, const core::Call& call);

/// The concrete tests of a contract as traces: calls in order, with each `expect` after the call it follows.
struct TestRun {
  std::string name;
  std::optional<std::string> problem;  // why the test cannot be run at all; a failure of the test
  core::Trace trace;
  std::vector<std::optional<Expectation>> expectations;
  struct Check {
    std::size_t after_call;  // index into trace.calls
    core::ExprId condition;
    core::Span span;
  };
  std::vector<Check> checks;
};
std::vector<TestRun> test_runs(const core::Contract& contract);

}  // namespace surety::scenario
