// play.cpp -- see posed.h: a test for all values, played with numbers.
#include <algorithm>

#include "compiler/read/concrete.h"
#include "compiler/read/interpreter.h"
#include "verifier/trace/beyond.h"
#include "verifier/trace/measure.h"
#include "verifier/trace/posed.h"

namespace surety::verify::trace {

namespace {

using Outcome = core::ScenarioCall::Outcome;

class Player {
 public:
  Player(const core::Contract& contract, const core::Property& property, const core::State& start,
         const std::vector<Integer>& arguments, bool measured, const Execute& execute)
      : contract_(contract),
        property_(property),
        start_(start),
        arguments_(arguments),
        measured_(measured),
        execute_(execute) {
    play_.state = start;
    play_.values.assign(property.locals.size(), Integer(0));
  }

  Play run() {
    if (!take_variables()) return std::move(play_);
    const Truth condition = truth(property_.condition, play_.state, nullptr);
    if (property_.kind == core::PropertyKind::lemma) {
      play_.distance = condition.distance;
      play_.result = condition.holds ? Play::Result::kept : Play::Result::broken;
      return std::move(play_);
    }
    play_.distance = std::min(1.0, 0.5 + 0.5 * condition.distance);
    if (!condition.holds) return std::move(play_);
    nearest_ = unreachable;
    const std::size_t steps = property_.scenario.size();
    for (play_.position = 0; play_.position < steps; ++play_.position) {
      const auto& node = property_.scenario[play_.position].node;
      if (!std::visit([&](const auto& step) { return take(step); }, node)) {
        // The further it came the nearer it is to being spoken of.
        play_.distance = 0.5 * static_cast<double>(steps - play_.position) / static_cast<double>(steps);
        return std::move(play_);
      }
    }
    play_.position = steps;
    play_.result = Play::Result::kept;
    play_.distance = nearest_;
    return std::move(play_);
  }

 private:
  bool take_variables() {
    play_.distance = 1;
    for (std::uint32_t i = 0; i < property_.variable_count; ++i) {
      const core::Local& local = property_.locals[i];
      play_.values[i] = arguments_.at(next_++);
      if (local.type.sort == core::Sort::integer && !local.range.contains(play_.values[i])) return false;
    }
    return true;
  }

  Truth truth(core::ExprId condition, const core::State& state, const core::State* before) const {
    if (measured_) {
      const std::optional<Truth> found = measure(contract_, condition, state, before, property_.locals, play_.values);
      return found.value_or(Truth{false, 1});
    }
    return {read::holds(contract_, condition, state, before, play_.values) == true, 1};
  }

  /// nullopt: undefined.
  std::optional<Integer> value(core::ExprId id) const {
    read::Concrete domain(contract_, play_.state, &start_);
    core::Semantics<read::Concrete> semantics(contract_, domain, core::Mode::property);
    for (std::uint32_t i = 0; i < play_.values.size(); ++i) {
      const core::Sort sort = property_.locals[i].type.sort;
      const read::Concrete::Value value = read::value_of(sort, play_.values[i]);
      if (const PartyIndex* party = std::get_if<PartyIndex>(&value)) domain.extra_parties.push_back(*party);
      semantics.bind({i}, value);
    }
    try {
      return read::cell_of(semantics.evaluate(id));
    } catch (const read::Revert&) {
      return std::nullopt;
    }
  }

  bool broken(std::string what) {
    play_.result = Play::Result::broken;
    play_.what = std::move(what);
    return false;
  }

  // Each is false where the play ends.
  bool take(const core::Use&) { return true; }
  bool take(const core::Let& let) {
    const auto bound = value(let.value);
    if (!bound) return broken("`" + property_.locals.at(let.local.index).name + "` is undefined");
    play_.values.at(let.local.index) = *bound;
    return true;
  }
  bool take(const core::ScenarioExpect& expect) {
    const Truth found = truth(expect.condition, play_.state, &start_);
    nearest_ = std::min(nearest_, found.distance);
    return found.holds || broken("what it expects is false");
  }

  bool take(const core::ScenarioCall& call) {
    core::Call made{call.steps[0], {}};
    if (!choose(call, made)) return broken("the arguments of " + contract_[made.step].name + " are undefined");
    const core::Range& storage = core::storage_range();
    const bool storable =
        std::ranges::all_of(made.arguments, [&](const Integer& argument) { return storage.contains(argument); });
    if (!storable) return false;
    // What is assumed of a step says nothing where the step is refused, and so does not happen.
    const bool possible = assumed(made);
    if (!possible && call.outcome == Outcome::assumed) return false;
    core::State after = play_.state;
    const core::Outcome outcome = execute_(made, after);
    if (!possible && !outcome.error) return false;
    play_.calls.push_back(made);
    return judge(call, contract_[made.step].name, outcome, std::move(after));
  }

  bool choose(const core::ScenarioCall& call, core::Call& made) {
    std::size_t choice = 0;
    std::vector<Integer> drawn;
    if (is_any(contract_, call)) {
      choice = std::min<std::size_t>(arguments_.at(next_++).get_ui(), call.steps.size() - 1);
      for (std::size_t k = 0; k < call.steps.size(); ++k) {
        for (std::uint32_t i = 1; i < contract_[call.steps[k]].argument_count; ++i) {
          const Integer& argument = arguments_.at(next_++);
          if (k == choice) drawn.push_back(argument);
        }
      }
    }
    made.step = call.steps[choice];
    for (const core::ExprId argument : call.arguments) {
      const auto found = value(argument);
      if (!found) return false;
      made.arguments.push_back(*found);
    }
    made.arguments.insert(made.arguments.end(), drawn.begin(), drawn.end());
    clear_beyond_lists(contract_, made);
    return true;
  }

  [[nodiscard]] bool assumed(const core::Call& call) const {
    return std::ranges::all_of(contract_.assumptions, [&](const core::Assumption& assumption) {
      return assumption.step != call.step ||
             read::holds(contract_, assumption.condition, play_.state, nullptr, call.arguments) == true;
    });
  }

  bool judge(const core::ScenarioCall& call, const std::string& name, const core::Outcome& outcome, core::State after) {
    if (call.outcome == Outcome::reverts) {
      if (!outcome.error) {
        play_.state = std::move(after);
        return broken(name + " succeeds, and must revert");
      }
      const bool right = !call.error || *call.error == *outcome.error;
      return right ||
             broken(name + " reverts with " + contract_[*outcome.error] + ", and must with " + contract_[*call.error]);
    }
    if (!outcome.error) {
      play_.state = std::move(after);
      return true;
    }
    if (call.outcome == Outcome::assumed) return false;
    return broken(name + " is refused: " + contract_[*outcome.error] + ", and must succeed");
  }

  const core::Contract& contract_;
  const core::Property& property_;
  const core::State& start_;
  const std::vector<Integer>& arguments_;
  const bool measured_;
  const Execute& execute_;
  std::size_t next_ = 1;  // argument of the posed call
  double nearest_ = unreachable;
  Play play_;
};

}  // namespace

Play play(const core::Contract& contract, const core::Property& property, const core::State& start,
          const std::vector<Integer>& arguments, bool measured, const Execute& execute) {
  return Player(contract, property, start, arguments, measured, execute).run();
}

}  // namespace surety::verify::trace
