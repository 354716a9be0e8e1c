// test_runs.cpp -- a contract's concrete tests as traces.
#include "compiler/read/interpreter.h"
#include "compiler/scenario/scenario.h"

namespace surety::scenario {

namespace {

/// Appends a call; sets the problem where an argument has no value.
void add_call(const core::Contract& contract, const core::TestCall& call, TestRun& run) {
  core::Call result{call.step, {}};
  for (const core::ExprId argument : call.arguments) {
    const std::optional<core::Integer> value = read::constant(contract, argument);
    if (!value && !run.problem) {
      run.problem = "call " + std::to_string(run.trace.calls.size()) + " (`" + contract[call.step].name +
                    "`): an argument has no value, since it divides by zero or takes the root of a negative number";
    }
    result.arguments.push_back(value.value_or(0));
  }
  run.trace.calls.push_back(std::move(result));
  Expectation expected;
  expected.success = !call.expected_error;
  if (call.expected_error) expected.error.emplace(contract[*call.expected_error]);
  run.expectations.emplace_back(std::move(expected));
}

TestRun run_of(const core::Contract& contract, const core::Test& test) {
  TestRun run;
  run.name = test.name;
  run.trace.parties = test.parties;
  for (const core::TestStep& step : test.steps) {
    if (const auto* call = std::get_if<core::TestCall>(&step.node)) {
      add_call(contract, *call, run);
    } else if (run.trace.calls.empty()) {
      run.problem = "an `expect` stands before instantiation";
    } else {
      run.checks.push_back({run.trace.calls.size() - 1, std::get<core::TestExpect>(step.node).condition, step.span});
    }
  }
  return run;
}

}  // namespace

std::vector<TestRun> test_runs(const core::Contract& contract) {
  std::vector<TestRun> runs;
  for (const core::Test& test : contract.tests) runs.push_back(run_of(contract, test));
  return runs;
}

}  // namespace surety::scenario
