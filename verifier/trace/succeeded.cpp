// succeeded.cpp -- see succeeded.h.
#include "verifier/trace/succeeded.h"

#include <map>

#include "compiler/read/interpreter.h"
#include "compiler/scenario/scenario.h"
#include "verifier/trace/promise.h"
#include "verifier/trace/runner.h"
#include "verifier/trace/values.h"

namespace surety::verify::trace {

namespace {

/// The Concrete reading, and which assertions it has come to.
class Noting : public read::Concrete {
 public:
  using Concrete::Concrete;
  void assertion(bool condition, core::ErrorId error) {
    passed.insert(error);
    demand(condition, error);
  }
  std::set<core::ErrorId> passed;
};

class Watcher {
 public:
  explicit Watcher(const core::Contract& contract) : contract_(contract) {}

  void watch(const core::Trace& trace) {
    const auto engine = read::make_interpreter(contract_);
    for (const core::Call& call : trace.calls) {
      core::State state = engine->state();
      if (!assumptions_hold(contract_, state, call) || engine->execute(call.step, call.arguments).error) continue;
      seen_.steps.insert(call.step);
      note_assertions(call, state);
      note_promises(engine->state(), static_cast<core::PartyIndex>(trace.parties.size()));
      if (states_.size() < most_states) states_.push_back(engine->state());
    }
  }

  /// What no test does may still be at hand from where the tests come: a report of every oracle, say.
  void try_the_rest() {
    if (states_.empty()) return;
    pose_tests();
    for (std::uint32_t i = 1; i < contract_.steps.size(); ++i) {
      const core::StepId step{i};
      if (!seen_.steps.contains(step) && succeeds_somewhere(step)) seen_.steps.insert(step);
    }
    each(core::PropertyKind::scenario, [&](const core::Property& property) {
      return is_played_somewhere({static_cast<std::uint32_t>(&property - contract_.properties.data())});
    });
  }
  Seen take() { return std::move(seen_); }

 private:
  void note_assertions(const core::Call& call, core::State& state) {
    Noting domain(contract_, state);
    read::perform(contract_, domain, call.step, values_of(contract_, call));
    each(core::PropertyKind::assertion, [&](const core::Property& property) {
      const auto error = error_of_assertion(contract_, property);
      return error && domain.passed.contains(*error);
    });
  }

  void note_promises(const core::State& state, core::PartyIndex parties) {
    each(core::PropertyKind::can,
         [&](const core::Property& property) { return condition_holds(contract_, property, state, parties); });
  }

  /// Does `executes` some call of the step from a state of the tests, among a few that are telling?
  bool some_call(core::StepId step, const auto& executes) {
    Random random(seed);
    for (int i = 0; i < most_attempts; ++i) {
      core::State state = random.pick(states_);
      if (executes(state, values_->propose(random, step, state, {}, parties_tried))) return true;
    }
    return false;
  }

  bool succeeds_somewhere(core::StepId step) {
    return some_call(step, [&](core::State& state, const core::Call& call) {
      if (!assumptions_hold(contract_, state, call)) return false;
      read::Concrete domain(contract_, state);
      return !read::perform(contract_, domain, step, values_of(contract_, call)).has_value();
    });
  }

  bool is_played_somewhere(core::PropertyId test) {
    const core::StepId posed{posed_.at(test.index)};
    return some_call(posed, [&](core::State& state, const core::Call& call) {
      const Play played = play(
          contract_, contract_[test], state, call.arguments, false, [&](const core::Call& made, core::State& after) {
            read::Concrete domain(contract_, after);
            return core::Outcome{read::perform(contract_, domain, made.step, values_of(contract_, made)), {}};
          });
      return played.result != Play::Result::unspoken;
    });
  }

  /// To copy a contract takes longer than to try a test: one copy serves all, with a call for each test at its end.
  void pose_tests() {
    asked_ = contract_;
    for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
      if (contract_.properties[i].kind != core::PropertyKind::scenario) continue;
      posed_.emplace(i, static_cast<std::uint32_t>(asked_.steps.size()));
      asked_.steps.push_back(posed_call(contract_, {i}));
    }
    values_.emplace(asked_, no_hints_);
  }

  /// Notes the properties of that kind which were not seen before and are now.
  void each(core::PropertyKind kind, const auto& happens) {
    for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
      const core::PropertyId id{i};
      if (contract_[id].kind != kind || seen_.properties.contains(id)) continue;
      if (happens(contract_[id])) seen_.properties.insert(id);
    }
  }

  static constexpr std::size_t most_states = 64;
  static constexpr int most_attempts = 200;
  static constexpr std::uint32_t parties_tried = 3;
  static constexpr std::uint64_t seed = 11;

  const core::Contract& contract_;
  core::Contract asked_;                          // and a step for each test for all values
  std::map<std::uint32_t, std::uint32_t> posed_;  // which, by property
  const std::vector<Hint> no_hints_;
  std::optional<Values> values_;     // for calls of those steps
  std::vector<core::State> states_;  // that the tests came to, the first of them
  Seen seen_;
};

}  // namespace

Seen seen_in_tests(const core::Contract& contract) {
  Watcher watcher(contract);
  for (const scenario::TestRun& test : scenario::test_runs(contract)) {
    if (!test.problem) watcher.watch(test.trace);
  }
  watcher.try_the_rest();
  return watcher.take();
}

}  // namespace surety::verify::trace
