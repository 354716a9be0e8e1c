// enumeration.cpp -- see enumeration.h.
#include "tests/fuzz/prover/enumeration.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/read/interpreter.h"
#include "tests/fuzz/prover/judge.h"
#include "tests/fuzz/prover/play_judge.h"

namespace surety::test {

namespace {

using core::Integer;

constexpr long largest_choice = 8;  // values of one argument

class Enumerator {
 public:
  Enumerator(const core::Contract& contract, const EnumerationLimits& limits)
      : contract_(contract), limits_(limits), engine_(read::make_interpreter(contract)) {}

  Enumeration run() {
    nodes_.push_back({core::zero_state(contract_), 0, {}});
    judge_lemmas();
    for (const core::Call& call : calls_of(0)) attempt(0, call);
    std::vector<core::Call> calls;
    for (std::uint32_t step = 1; step < contract_.steps.size(); ++step) {
      std::ranges::move(calls_of(step), std::back_inserter(calls));
    }
    for (std::size_t node = 1; node < nodes_.size(); ++node) {
      for (const core::Call& call : calls) attempt(node, call);
      if (result_.calls > limits_.calls) {
        result_.complete = node + 1 == nodes_.size();
        break;
      }
    }
    result_.states = nodes_.size() - 1;
    return std::move(result_);
  }

 private:
  struct Node {
    core::State state;
    std::size_t parent;
    core::Call call;  // from the parent
  };

  /// Values of a variable of a lemma or of a test for all values.
  [[nodiscard]] std::vector<Integer> choices(const core::Local& local) const {
    core::Range range = local.range;
    if (local.type.sort == core::Sort::party) range = {0, limits_.parties};
    if (local.type.sort == core::Sort::boolean) range = {0, 1};
    if (range.high - range.low >= largest_choice) range = {std::max(range.low, Integer(-1)), 3};
    std::vector<Integer> values;
    for (Integer value = range.low; value <= range.high; ++value) values.push_back(value);
    return values;
  }

  [[nodiscard]] std::vector<Integer> choices(std::uint32_t step, std::uint32_t index) const {
    const core::Local& local = contract_.steps[step].locals[index];
    const bool nobody = index == 0 && contract_.steps[step].kind != core::StepKind::action &&
                        contract_.steps[step].kind != core::StepKind::set_parameter;
    core::Range range = local.range;
    if (local.type.sort == core::Sort::party) range = {0, nobody ? 0 : limits_.parties - 1};
    if (local.type.sort == core::Sort::boolean) range = {0, 1};
    if (contract_.steps[step].kind == core::StepKind::advance && index > 0) range = {1, limits_.clock};
    if (step == 0 && local.name == "now") range = {0, 0};
    if (contract_.steps[step].kind == core::StepKind::oracle_update && index > 0) {
      for (const core::Oracle& oracle : contract_.oracles) {
        if (oracle.update.index == step) range = contract_[oracle.value].range;
      }
    }
    if (range.high - range.low >= largest_choice) range = {std::max(range.low, Integer(-1)), 3};
    std::vector<Integer> values;
    for (Integer value = range.low; value <= range.high; ++value) values.push_back(value);
    return values;
  }

  [[nodiscard]] std::vector<core::Call> calls_of(std::uint32_t step) const {
    std::vector<core::Call> calls{{core::StepId{step}, {}}};
    for (std::uint32_t i = 0; i < contract_.steps[step].argument_count; ++i) {
      std::vector<core::Call> longer;
      for (const Integer& value : choices(step, i)) {
        for (core::Call call : calls) {
          call.arguments.push_back(value);
          longer.push_back(std::move(call));
        }
      }
      calls = std::move(longer);
    }
    return calls;
  }

  void attempt(std::size_t from, const core::Call& call) {
    ++result_.calls;
    const core::State before = nodes_[from].state;
    if (!assumed(contract_, before, call)) return;
    engine_->reset(before);
    if (const auto error = engine_->execute(call.step, call.arguments).error) {
      judge_assertions(from, call, *error);
      return;
    }
    const core::State after = core::canonical(engine_->state());
    if (late(after)) return;
    result_.succeeded.insert(call.step.index);
    const bool fresh = seen_.emplace(key(after), nodes_.size()).second;
    judge(from, {before, call, after}, fresh);
    if (fresh) nodes_.push_back({after, from, call});
  }

  [[nodiscard]] bool late(const core::State& state) const {
    for (std::size_t i = 0; i < contract_.globals.size(); ++i) {
      if (contract_.globals[i].kind == core::GlobalKind::clock && state.globals[i] > limits_.clock) return true;
    }
    return false;
  }

  void judge(std::size_t from, const Event& event, bool fresh) {
    for (std::size_t i = 0; i < contract_.properties.size(); ++i) {
      const core::Property& property = contract_.properties[i];
      if (result_.broken.contains(i) || (!fresh && property.kind != core::PropertyKind::rule)) continue;
      if (property.kind == core::PropertyKind::scenario) {
        judge_scenario(i, from, event);
      } else if (property.kind == core::PropertyKind::can) {
        const auto refused = refused_promise(contract_, property, event.after, limits_.parties, *engine_);
        if (!refused) continue;
        result_.broken.emplace(i, run_to(from, event.call));
        result_.broken[i].calls.push_back(*refused);
      } else if (broken_by(contract_, property, event)) {
        result_.broken.emplace(i, run_to(from, event.call));
      }
    }
  }

  void judge_assertions(std::size_t from, const core::Call& call, core::ErrorId error) {
    for (std::size_t i = 0; i < contract_.properties.size(); ++i) {
      if (assertion_error(contract_, contract_.properties[i]) == error) result_.broken.emplace(i, run_to(from, call));
    }
  }

  void judge_lemmas() {
    for (std::size_t i = 0; i < contract_.properties.size(); ++i) {
      const core::Property& lemma = contract_.properties[i];
      if (lemma.kind != core::PropertyKind::lemma) continue;
      for (const std::vector<Integer>& values : assignments(lemma)) {
        if (broken_lemma(contract_, lemma, values)) result_.broken.emplace(i, core::Trace{});
      }
    }
  }

  [[nodiscard]] std::vector<std::vector<Integer>> assignments(const core::Property& property) const {
    std::vector<std::vector<Integer>> all{{}};
    for (std::uint32_t i = 0; i < property.variable_count; ++i) {
      std::vector<std::vector<Integer>> longer;
      for (const std::vector<Integer>& values : all) {
        for (const Integer& value : choices(property.locals[i])) {
          longer.push_back(values);
          longer.back().push_back(value);
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  /// Some plays from the state that the event led to: a different few from each state.
  void judge_scenario(std::size_t index, std::size_t from, const Event& event) {
    const core::Property& scenario = contract_.properties[index];
    auto& all = assignments_[index];
    if (all.empty()) all = assignments(scenario);
    const Chooser any = [&](const core::ScenarioCall& step, const std::vector<Integer>& given) {
      std::vector<core::Call> calls;
      for (const core::StepId id : step.steps) {
        if (given.size() == contract_[id].argument_count) {
          calls.push_back({id, given});
          continue;
        }
        for (core::Call& call : calls_of(id.index)) {
          if (call.arguments[0] == 0) {
            call.arguments[0] = given[0];
            calls.push_back(std::move(call));
          }
        }
      }
      return calls;
    };
    const std::size_t plays = std::min<std::size_t>(all.size(), limits_.plays);
    for (std::size_t i = 0; i < plays; ++i) {
      next_play_ = (next_play_ + 7) % all.size();
      const auto calls = broken_play(contract_, scenario, event.after, all[next_play_], any, result_.calls_in_plays);
      if (!calls) continue;
      core::Trace trace = run_to(from, event.call);
      trace.calls.insert(trace.calls.end(), calls->begin(), calls->end());
      result_.broken.emplace(index, std::move(trace));
      return;
    }
  }

  [[nodiscard]] core::Trace run_to(std::size_t node, const core::Call& last) const {
    core::Trace trace;
    for (core::PartyIndex i = 0; i <= limits_.parties; ++i) trace.parties.push_back("party" + std::to_string(i));
    trace.calls.push_back(last);
    for (; node != 0; node = nodes_[node].parent) trace.calls.push_back(nodes_[node].call);
    std::ranges::reverse(trace.calls);
    return trace;
  }

  static std::string key(const core::State& state) {
    std::string text;
    for (const Integer& cell : state.globals) text += cell.get_str(36) + ' ';
    for (const auto& table : state.tables) {
      for (const auto& [party, row] : table) {
        text += '|' + std::to_string(party);
        for (const Integer& cell : row) text += ' ' + cell.get_str(36);
      }
    }
    return text;
  }

  const core::Contract& contract_;
  const EnumerationLimits& limits_;
  std::unique_ptr<core::Engine> engine_;
  std::vector<Node> nodes_;
  std::unordered_map<std::string, std::size_t> seen_;
  std::map<std::size_t, std::vector<std::vector<Integer>>> assignments_;  // of each test for all values
  std::size_t next_play_ = 0;
  Enumeration result_;
};

}  // namespace

Enumeration enumerate(const core::Contract& contract, const EnumerationLimits& limits) {
  return Enumerator(contract, limits).run();
}

}  // namespace surety::test
