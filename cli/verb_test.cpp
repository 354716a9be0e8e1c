// verb_test.cpp -- `surety test`: the contract's own tests, on every engine at once.
#include "cli/verb.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/cells.h"
#include "cli/engines.h"
#include "cli/grounds.h"
#include "cli/load.h"
#include "compiler/read/interpreter.h"
#include "compiler/scenario/scenario.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;

/// What went wrong in a test, and where.
struct Failure {
  source::Span span;
  std::string message;
};

class TestRunner {
 public:
  TestRunner(const core::Contract& contract, runtime::Lockstep& lockstep, const source::SourceMap& sources)
      : contract_(contract), lockstep_(lockstep), sources_(sources) {}

  /// The first failure ends the test: what follows was written for another state. `calls` are the places of the calls.
  std::optional<Failure> run(const scenario::TestRun& test, const std::vector<source::Span>& calls) {
    if (test.problem) return Failure{{}, *test.problem};
    lockstep_.reset();
    for (std::size_t i = 0; i < test.trace.calls.size(); ++i) {
      const core::Outcome outcome = lockstep_.execute(test.trace.calls[i]);
      if (const auto& disagreement = lockstep_.disagreement()) report_disagreement(*disagreement);
      if (auto failure = unexpected(test, i, outcome)) {
        if (i < calls.size()) failure->span = calls[i];
        return failure;
      }
      if (auto failure = unmet(test, i)) return failure;
    }
    return std::nullopt;
  }

 private:
  std::optional<Failure> unexpected(const scenario::TestRun& test, std::size_t index,
                                    const core::Outcome& outcome) const {
    const auto& expected = test.expectations.at(index);
    const std::string call = scenario::describe(contract_, test.trace, test.trace.calls[index]);
    if (outcome.error && (!expected || expected->success)) {
      return Failure{{}, fmt::format("`{}` reverts with {}", call, contract_[*outcome.error])};
    }
    if (!expected || expected->success) return std::nullopt;
    if (!outcome.error) {
      return Failure{{}, fmt::format("`{}` succeeds, {} was expected", call, expected->error.value_or("an error"))};
    }
    if (!expected->error || *expected->error == contract_[*outcome.error]) return std::nullopt;
    return Failure{
        {}, fmt::format("`{}` reverts with {}, {} was expected", call, contract_[*outcome.error], *expected->error)};
  }

  std::optional<Failure> unmet(const scenario::TestRun& test, std::size_t index) const {
    for (const auto& check : test.checks) {
      if (check.after_call != index) continue;
      const auto holds = read::holds(contract_, check.condition, lockstep_.state());
      if (holds.value_or(false)) continue;
      const std::string text =
          check.span.none() || check.span.file.index >= sources_.size() ? "" : std::string(sources_.text(check.span));
      return Failure{check.span, fmt::format("`{}` {}", text, holds ? "is false" : "is undefined")};
    }
    return std::nullopt;
  }

  const core::Contract& contract_;
  runtime::Lockstep& lockstep_;
  const source::SourceMap& sources_;
};

/// Where each call of a test stands, in order.
std::vector<source::Span> call_places(const core::Test& test) {
  std::vector<source::Span> places;
  for (const core::TestStep& step : test.steps) {
    if (std::holds_alternative<core::TestCall>(step.node)) places.push_back(step.span);
  }
  return places;
}

struct Tested {
  std::string name;
  std::optional<Failure> failure;
};

ordered_json to_json(const Source& source, const Engines& engines, const codegen::Options& code,
                     const std::vector<Tested>& tests, std::size_t failed) {
  ordered_json json = {{"schema", "surety.test/1"},
                       {"source", source.path().string()},
                       {"contract", source.contract().name},
                       {"engines", engines.names()},
                       {"code", grounds_json(source.contract(), code)},
                       {"passed", tests.size() - failed},
                       {"failed", failed},
                       {"tests", ordered_json::array()}};
  for (const Tested& test : tests) {
    ordered_json one = {{"name", test.name}, {"passed", !test.failure.has_value()}};
    if (test.failure) {
      one["message"] = test.failure->message;
      one["where"] = where(source.sources(), test.failure->span);
    }
    json["tests"].push_back(std::move(one));
  }
  return json;
}

std::string to_text(const Source& source, const Engines& engines, const std::vector<Tested>& tests,
                    std::size_t failed) {
  std::string text;
  for (const Tested& test : tests) {
    text += fmt::format("{}  {}\n", test.failure ? "FAILED" : "ok    ", visible(test.name));
    if (!test.failure) continue;
    const std::string place = source.place(test.failure->span);
    text += fmt::format("        {}{}\n", place.empty() ? "" : place + ": ", test.failure->message);
  }
  return text + fmt::format("{}: {} passed, {} failed, on {}\n", source.contract().name, tests.size() - failed, failed,
                            engines.list());
}

/// Tests for all values are not run: they are properties.
void say_what_is_proved(const core::Contract& contract, Console& console) {
  const auto count = std::ranges::count(contract.properties, core::PropertyKind::scenario, &core::Property::kind);
  if (count == 0) return;
  const std::string which =
      count == 1 ? "1 test for all values is" : std::to_string(count) + " tests for all values are";
  console.say("note", which + " proved by `surety prove`, not run");
}

Exit run(const Arguments& arguments, Console& console) {
  const Source source(arguments.at("FILE"), console);
  const codegen::Options code = grounds_of(source, arguments, console).options;
  const Engines engines(source.contract(), code, arguments, console);
  runtime::Lockstep lockstep(source.contract(), engines.pointers());
  TestRunner runner(source.contract(), lockstep, source.sources());
  std::vector<Tested> tests;
  std::size_t failed = 0;
  const std::vector<scenario::TestRun> runs = scenario::test_runs(source.contract());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    tests.push_back({runs[i].name, runner.run(runs[i], call_places(source.contract().tests.at(i)))});
    if (tests.back().failure) ++failed;
  }
  say_what_is_proved(source.contract(), console);
  if (engines.compiled()) say_grounds(source.contract(), code, console);
  if (tests.empty()) console.say("note", source.contract().name + " has no tests");
  if (arguments.has("--json")) {
    console.print_json(to_json(source, engines, code, tests, failed));
  } else {
    console.print(to_text(source, engines, tests, failed));
  }
  return failed == 0 ? Exit::ok : Exit::no;
}

}  // namespace

Verb test_verb() {
  std::vector<OptionSpec> options = {engine_option()};
  append(options, grounds_options());
  options.push_back({"--json", "", "print the result as JSON (surety.test/1)"});
  return {"test",
          "run the contract's tests on every engine and compare the engines",
          "",
          "  surety test perp.surety\n",
          {{"FILE", "the contract", false}},
          std::move(options),
          run};
}

}  // namespace surety::cli
