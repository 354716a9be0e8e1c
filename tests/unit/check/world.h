// world.h -- a contract compiled from text and run on the interpreter, in a few words.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "compiler/check/compile.h"
#include "compiler/core/text.h"
#include "compiler/read/interpreter.h"
#include "tests/catch.h"

namespace surety::check::test {

using core::Integer;

/// Parties of the tests.
constexpr long alice = 0;
constexpr long bob = 1;

inline Compiled compiled(const std::string& source) { return compile_text("test.surety", source, {SURETY_STDLIB_DIR}); }
inline std::string messages(const Compiled& run) { return source::render(run.sources, run.sink, false); }

/// Requires the text to be a valid contract without warnings.
class World {
 public:
  explicit World(const std::string& source) : run_(compiled(source)) {
    INFO(messages(run_));
    REQUIRE(run_.contract.has_value());
    REQUIRE(run_.sink.diagnostics().empty());
    REQUIRE(core::validate(*run_.contract).value_or("valid") == "valid");
    engine_ = read::make_interpreter(*run_.contract);
  }

  /// "ok", or the name of the error. Caller first.
  std::string call(const std::string& step, const std::vector<long>& arguments) {
    const auto id = core::find_step(contract(), step);
    REQUIRE(id.has_value());
    const std::vector<Integer> values(arguments.begin(), arguments.end());
    last_ = engine_->execute(*id, values);
    return last_.error ? contract()[*last_.error] : "ok";
  }
  std::string begin(const std::vector<long>& arguments) { return call("instantiate", arguments); }
  [[nodiscard]] const std::vector<core::EmittedEffect>& effects() const { return last_.effects; }

  [[nodiscard]] Integer global(const std::string& name) const {
    return engine_->state().globals.at(core::find_global(contract(), name)->index);
  }
  /// A cell of the contract's first account.
  [[nodiscard]] Integer cell(long party, const std::string& name) const {
    const core::Table& table = contract().tables.front();
    const core::State state = engine_->state();
    const auto row = state.tables.front().find(static_cast<core::PartyIndex>(party));
    if (row == state.tables.front().end()) return 0;
    for (std::size_t i = 0; i < table.fields.size(); ++i)
      if (table.fields[i].name == name) return row->second.at(i);
    throw std::logic_error("no field " + name);
  }
  [[nodiscard]] const core::Property& property(const std::string& name) const {
    for (const core::Property& each : contract().properties)
      if (each.name == name) return each;
    throw std::logic_error("no property " + name);
  }
  /// Does the invariant hold now?
  [[nodiscard]] bool holds(const std::string& name) const {
    return read::holds(contract(), property(name).condition, engine_->state()).value();
  }
  /// Runs all tests of the contract; the first thing that went wrong, or "ok".
  [[nodiscard]] std::string tests() const {
    for (const core::Test& test : contract().tests) {
      const auto engine = read::make_interpreter(contract());
      for (const core::TestStep& step : test.steps) {
        const std::string where = test.name + ":" + std::to_string(line(step.span));
        if (const auto* expect = std::get_if<core::TestExpect>(&step.node)) {
          if (read::holds(contract(), expect->condition, engine->state()) != std::optional(true)) return where;
          continue;
        }
        const auto& call_node = std::get<core::TestCall>(step.node);
        std::vector<Integer> values;
        for (const core::ExprId id : call_node.arguments) values.push_back(read::constant(contract(), id).value());
        const auto error = engine->execute(call_node.step, values).error;
        if (error != call_node.expected_error) return where + " " + (error ? contract()[*error] : "ok");
      }
    }
    return "ok";
  }
  [[nodiscard]] const core::Contract& contract() const { return *run_.contract; }
  [[nodiscard]] core::Engine& engine() { return *engine_; }

 private:
  [[nodiscard]] unsigned line(source::Span span) const { return run_.sources.location(span.file, span.begin).line; }

  Compiled run_;
  std::unique_ptr<core::Engine> engine_;
  core::Outcome last_;
};

}  // namespace surety::check::test
