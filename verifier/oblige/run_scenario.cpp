// run_scenario.cpp -- several calls in a row on one symbolic state, from any state that satisfies the invariants.
//
// Every expectation holds where it stands, whatever comes after it: its goal uses the path up to it and facts that are
// known by then. After each success all invariants hold again, for each was proved to be kept; that is stated for the
// rows that the whole scenario names, at the end, under the invariant's name.
#include <algorithm>

#include "verifier/oblige/run.h"

namespace surety::verify::oblige {

using Outcome = core::ScenarioCall::Outcome;

namespace {

/// Two moments for each step of a scenario: first its arguments are worked out, then it is taken.
constexpr std::size_t arguments_at(std::size_t position) { return 2 * position; }
constexpr std::size_t taken_at(std::size_t position) { return 2 * position + 1; }

}  // namespace

void Run::play() {
  const core::Property& scenario = contract_[property_id()];
  Reading reading(contract_, d(), core::Mode::property);
  for (std::uint32_t i = 0; i < scenario.variable_count; ++i) {
    arguments_.push_back(d().argument(scenario.locals[i]));
    reading.bind(core::LocalId{i}, arguments_.back());
  }
  suppose(reading, scenario.condition);
  bool whole = true;
  try {
    play_steps(reading);
  } catch (const PathEnd&) {
    // This is how far the path goes. What was expected before is still owed.
    d().abandon_evaluation();
    whole = false;
  }
  owe_expected(reading);
  suppose_later(reading);
  if (duty_.kind != DutyKind::reach) return;
  if (!whole) throw PathEnd{};
  ends_.push_back({"", d().boolean(true), SIZE_MAX, SIZE_MAX});
}

/// Conditions on single cells prune paths at once; those on all rows name rows, and wait until the steps have.
void Run::suppose(Reading& reading, core::ExprId condition) {
  const auto* choice = std::get_if<core::Choose>(&contract_[condition].node);
  const auto* otherwise = choice ? std::get_if<core::Literal>(&contract_[choice->otherwise].node) : nullptr;
  if (otherwise && otherwise->value == 0) {
    suppose(reading, choice->condition);
    suppose(reading, choice->then);
    return;
  }
  if (quantifies(contract_, condition)) {
    later_.push_back(condition);
    return;
  }
  d().set_demand(Symbolic::Demand::define);
  const term::Bool truth = reading.boolean(condition);
  d().assume("where", d().both(d().take_definedness(), truth), Role::guard);
}

void Run::suppose_later(Reading& reading) {
  d().use_path(false);
  d().set_moment(0);
  for (const core::ExprId condition : later_) {
    d().set_demand(Symbolic::Demand::define);
    const Symbolic::Value truth = d().in_stage(0, [&] { return reading.evaluate(condition); });
    const term::Bool formula = d().both(d().take_definedness(), std::get<term::Bool>(truth));
    d().add_fact("where", d().weakened(formula), Role::guard);
  }
}

void Run::play_steps(Reading& reading) {
  const core::Property& scenario = contract_[property_id()];
  for (std::size_t i = 0; i < scenario.scenario.size(); ++i) {
    d().set_moment(arguments_at(i));
    std::visit(
        core::overloaded{[&](const core::ScenarioCall& call) { perform(reading, call, i); },
                         [&](const core::ScenarioExpect& expect) {
                           const std::string label = "expectation " + std::to_string(expected_.size() + 1);
                           expected_.push_back({expect.condition, label, d().path().size(), stage_, d().moment()});
                         },
                         [&](const core::Let& let) { bind_let(reading, let); },
                         [&](const core::Use& use) { reading.use(use); }},
        scenario.scenario[i].node);
  }
}

void Run::demand_here(const std::string& label, term::Bool formula) {
  if (d().arena().value(formula) == true) return;
  d().add_goal({label, d().strengthened(formula), d().path().size(), d().moment()});
  d().assume(label, d().weakened(formula), Role::guard);
}

void Run::bind_let(Reading& reading, const core::Let& let) {
  d().set_demand(Symbolic::Demand::define);
  const Symbolic::Value value = reading.evaluate(let.value);
  reading.bind(let.local, value);
  const std::string& name = contract_[property_id()].locals.at(let.local.index).name;
  demand_here("`" + name + "` is defined", d().take_definedness());
}

void Run::perform(Reading& reading, const core::ScenarioCall& call, std::size_t position) {
  Pick pick{position, d().one_of(call.steps.size()), {}};
  const core::StepId id = call.steps[pick.choice];
  const core::Step& step = contract_[id];
  d().set_demand(Symbolic::Demand::define);
  for (const core::ExprId argument : call.arguments) pick.arguments.push_back(reading.evaluate(argument));
  demand_here("the arguments of " + step.name + " are defined", d().take_definedness());
  // An `any` gives the caller alone.
  for (auto i = static_cast<std::uint32_t>(pick.arguments.size()); i < step.argument_count; ++i) {
    const std::string name = "call " + std::to_string(position + 1) + "." + step.locals[i].name;
    pick.arguments.push_back(d().argument(step.locals[i], name));
  }
  const std::vector<Symbolic::Value> arguments = pick.arguments;
  picks_.push_back(std::move(pick));
  // A step without arguments does not happen, so what is assumed of it does not help to show that there are some.
  d().set_moment(taken_at(position));
  if (call.outcome == Outcome::reverts) return revert(call, id, arguments);
  // Nor is it known that a step happens where that is to be shown: what is assumed of it is known after it.
  const bool owed = call.outcome == Outcome::succeeds;
  suppose_assumed(id, arguments, std::nullopt, owed ? arguments_at(position + 1) : taken_at(position));
  d().set_demand(owed ? Symbolic::Demand::prove : Symbolic::Demand::assume);
  Reading(contract_, d(), core::Mode::step).run(id, arguments);
  stage_ = d().keep_stage();
  stages_.emplace_back(stage_, arguments_at(position + 1));
}

void Run::suppose_assumed(core::StepId step, const std::vector<Symbolic::Value>& arguments,
                          std::optional<term::Bool> refused, std::size_t moment) {
  for (const core::Assumption& assumption : contract_.assumptions) {
    if (assumption.step == step) assumed_.push_back({&assumption, arguments, stage_, moment, refused});
  }
}

/// Some requirement fails; where an error is named, the first that fails is one of its.
void Run::revert(const core::ScenarioCall& call, core::StepId step, const std::vector<Symbolic::Value>& arguments) {
  d().set_demand(Symbolic::Demand::collect);
  Reading(contract_, d(), core::Mode::step).run(step, arguments);
  term::Arena& arena = d().arena();
  std::vector<term::Bool> ways;
  std::vector<term::Bool> passed;
  for (const Symbolic::Demanded& one : d().take_demanded()) {
    if (!call.error || *call.error == one.error) {
      std::vector<term::Bool> way = passed;
      way.push_back(arena.negate(one.needed));
      ways.push_back(call.error ? arena.conjunction(way) : arena.negate(one.needed));
    }
    passed.push_back(one.needed);
  }
  d().return_to_stage(stage_);
  const std::string how = call.error ? " reverts with " + contract_[*call.error] : " reverts";
  suppose_assumed(step, arguments, arena.negate(arena.conjunction(passed)), d().moment());
  demand_here(contract_[step].name + how, arena.disjunction(ways));
}

void Run::owe_expected(Reading& reading) {
  for (const Expected& one : expected_) {
    // What the path says after the expectation is not known there.
    d().use_path(one.path_length == d().path().size());
    d().set_moment(one.moment);
    d().set_demand(Symbolic::Demand::define);
    const term::Bool formula = d().goal_of([&] {
      const Symbolic::Value truth = d().in_stage(one.stage, [&] { return reading.evaluate(one.condition); });
      return d().both(d().take_definedness(), std::get<term::Bool>(truth));
    });
    for (Goal& goal : d().split_goal(expected_.size() > 1 ? one.label : "", formula)) {
      goal.path_length = one.path_length;
      goal.moment = one.moment;
      d().add_goal(std::move(goal));
    }
  }
}

void Run::facts_between() {
  for (const Assumed& one : assumed_) {
    d().set_moment(one.moment);
    const auto bind = [&](Reading& reading) {
      for (std::uint32_t i = 0; i < one.arguments.size(); ++i) reading.bind(core::LocalId{i}, one.arguments[i]);
    };
    // What is refused does not happen: whatever is assumed of the step, nothing is known but that it was refused.
    d().state_if_followed([&] {
      const term::Bool holds = d().weakened(holds_in(one.stage, one.assumption->condition, bind));
      d().add_fact(one.assumption->name, one.refused ? d().either(*one.refused, holds) : holds, Role::assumption);
    });
  }
  for (const auto& [stage, moment] : stages_) {
    d().set_moment(moment);
    state_invariants(stage);
    for (const Invariant& invariant : theory_.invariants) state_rest(invariant, stage);
  }
}

}  // namespace surety::verify::oblige
