// play_judge.cpp -- see play_judge.h.
#include "tests/fuzz/prover/play_judge.h"

#include "compiler/read/concrete.h"
#include "compiler/read/interpreter.h"
#include "tests/fuzz/prover/judge.h"

namespace surety::test {

namespace {

using core::Integer;
using Outcome = core::ScenarioCall::Outcome;

class Judge {
 public:
  Judge(const core::Contract& contract, const core::Property& scenario, const core::State& start,
        const Chooser& chooser, std::uint64_t& count)
      : contract_(contract),
        scenario_(scenario),
        start_(start),
        chooser_(chooser),
        count_(count),
        engine_(read::make_interpreter(contract)) {}

  std::optional<std::vector<core::Call>> judge(const std::vector<Integer>& variables) {
    std::vector<Integer> values(scenario_.locals.size(), Integer(0));
    std::ranges::copy(variables, values.begin());
    if (read::holds(contract_, scenario_.condition, start_, nullptr, values) != true) return std::nullopt;
    if (!broken_from(0, start_, values)) return std::nullopt;
    return calls_;
  }

 private:
  std::optional<Integer> value(core::ExprId id, const core::State& state, const std::vector<Integer>& values) {
    read::Concrete domain(contract_, state, &start_);
    core::Semantics<read::Concrete> semantics(contract_, domain, core::Mode::property);
    for (std::uint32_t i = 0; i < values.size(); ++i)
      semantics.bind({i}, read::value_of(scenario_.locals[i].type.sort, values[i]));
    try {
      return read::cell_of(semantics.evaluate(id));
    } catch (const read::Revert&) {
      return std::nullopt;
    }
  }

  bool broken_from(std::size_t position, const core::State& state, std::vector<Integer> values) {
    if (position == scenario_.scenario.size()) return false;
    const auto& node = scenario_.scenario[position].node;
    if (const auto* let = std::get_if<core::Let>(&node)) {
      const auto bound = value(let->value, state, values);
      if (!bound) return true;
      values.at(let->local.index) = *bound;
    } else if (const auto* expect = std::get_if<core::ScenarioExpect>(&node)) {
      if (read::holds(contract_, expect->condition, state, &start_, values) != true) return true;
    } else if (const auto* call = std::get_if<core::ScenarioCall>(&node)) {
      return broken_by_call(*call, position, state, values);
    }
    return broken_from(position + 1, state, std::move(values));
  }

  bool broken_by_call(const core::ScenarioCall& step, std::size_t position, const core::State& state,
                      const std::vector<Integer>& values) {
    std::vector<Integer> given;
    for (const core::ExprId argument : step.arguments) {
      const auto found = value(argument, state, values);
      if (!found) return true;
      given.push_back(*found);
    }
    for (const core::Call& call : chooser_(step, given)) {
      const bool possible = assumed(contract_, state, call);
      if (!possible && step.outcome == Outcome::assumed) continue;
      engine_->reset(state);
      ++count_;
      const core::Outcome outcome = engine_->execute(call.step, call.arguments);
      if (!possible && !outcome.error) continue;
      calls_.push_back(call);
      if (wrong(step, outcome)) return true;
      const bool goes_on = step.outcome == Outcome::reverts || !outcome.error;
      if (goes_on && broken_from(position + 1, engine_->state(), values)) return true;
      calls_.pop_back();
    }
    return false;
  }

  static bool wrong(const core::ScenarioCall& step, const core::Outcome& outcome) {
    if (step.outcome == Outcome::succeeds) return outcome.error.has_value();
    if (step.outcome == Outcome::assumed) return false;
    return !outcome.error || (step.error && *step.error != *outcome.error);
  }

  const core::Contract& contract_;
  const core::Property& scenario_;
  const core::State& start_;
  const Chooser& chooser_;
  std::uint64_t& count_;
  std::unique_ptr<core::Engine> engine_;
  std::vector<core::Call> calls_;
};

}  // namespace

std::optional<std::vector<core::Call>> broken_play(const core::Contract& contract, const core::Property& scenario,
                                                   const core::State& start, const std::vector<Integer>& variables,
                                                   const Chooser& chooser, std::uint64_t& calls) {
  return Judge(contract, scenario, start, chooser, calls).judge(variables);
}

bool broken_lemma(const core::Contract& contract, const core::Property& lemma, const std::vector<Integer>& variables) {
  return read::holds(contract, lemma.condition, core::zero_state(contract), nullptr, variables) != true;
}

}  // namespace surety::test
