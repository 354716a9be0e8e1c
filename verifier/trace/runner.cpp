// runner.cpp -- see runner.h.
#include "verifier/trace/runner.h"

#include <algorithm>

#include "compiler/read/interpreter.h"
#include "verifier/trace/measure.h"
#include "verifier/trace/promise.h"

namespace surety::verify::trace {

Runner::Runner(const core::Contract& contract, const Request& request)
    : contract_(contract), request_(request), property_(contract[request.property]) {
  if (trace::is_posed(property_)) posed_ = core::StepId{static_cast<std::uint32_t>(contract.steps.size() - 1)};
  assertion_ = error_of_assertion(contract, property_);
}

bool Runner::exhausted() {
  if (!reason_.empty()) return true;
  if (steps_ >= request_.budget.steps) reason_ = "no run was found in " + std::to_string(steps_) + " steps";
  if (++polls_ % 256 != 0) return !reason_.empty();
  if (work_seconds() - start_ > request_.budget.seconds) reason_ = "no run was found in the time allowed";
  if (request_.cancelled && request_.cancelled()) reason_ = "cancelled";
  return !reason_.empty();
}

bool Runner::execute(core::State& state, const Call& call) {
  ++steps_;
  assertion_failed_ = false;
  if (is_posed(call)) {
    last_play_ = play_on(state, call);
    return last_play_.result != Play::Result::unspoken;
  }
  if (!assumptions_hold(contract_, state, call)) return false;
  return perform(state, call);
}

bool Runner::perform(core::State& state, const Call& call) {
  const core::Step& step = contract_[call.step];
  values_.clear();
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    values_.push_back(read::value_of(step.locals[i].type.sort, call.arguments[i]));
  }
  read::Concrete domain(contract_, state);
  const auto error = read::perform(contract_, domain, call.step, values_);
  assertion_failed_ = error && assertion_ == error && call.step == property_.cases.at(0).step;
  return !error;
}

Play Runner::play_on(const core::State& state, const Call& call) {
  const std::uint64_t before = steps_;
  Play played = play(contract_, property_, state, call.arguments, true, [this](const Call& made, core::State& after) {
    ++steps_;
    read::Concrete domain(contract_, after);
    return core::Outcome{read::perform(contract_, domain, made.step, values_of(contract_, made)), {}};
  });
  steps_ = std::max(steps_, before + 1);
  return played;
}

std::vector<read::Concrete::Value> values_of(const core::Contract& contract, const Call& call) {
  std::vector<read::Concrete::Value> values;
  values.reserve(call.arguments.size());
  for (std::size_t i = 0; i < call.arguments.size(); ++i)
    values.push_back(read::value_of(contract[call.step].locals[i].type.sort, call.arguments[i]));
  return values;
}

bool assumptions_hold(const core::Contract& contract, const core::State& state, const Call& call) {
  return std::ranges::all_of(contract.assumptions, [&](const core::Assumption& assumption) {
    if (assumption.step != call.step) return true;
    return read::holds(contract, assumption.condition, state, nullptr, call.arguments).value_or(false);
  });
}

Judgement Runner::judge(const core::State& before, const Call& call, const core::State& after, std::uint32_t parties) {
  Judgement judgement;
  const auto take = [&judgement](const std::optional<Truth>& truth) {
    judgement.broken = judgement.broken || !truth || !truth->holds;
    judgement.distance = truth && truth->holds ? truth->distance : 0;
  };
  switch (property_.kind) {
    case core::PropertyKind::invariant:
    case core::PropertyKind::conservation: take(measure(contract_, property_.condition, after, nullptr, {}, {})); break;
    case core::PropertyKind::rule:
      judgement.distance = 2;
      for (const core::PropertyCase& after_step : property_.cases) {
        if (after_step.step != call.step) continue;
        take(measure(contract_, after_step.condition, after, &before, contract_[call.step].locals, call.arguments));
      }
      break;
    case core::PropertyKind::can: return judge_can(after, parties);
    case core::PropertyKind::assertion:
      judgement.distance = 2;
      if (call.step == property_.cases.at(0).step) judgement.distance = distance_to_assertion(before, call);
      break;
    case core::PropertyKind::lemma:
    case core::PropertyKind::scenario:
      judgement.distance = 2;
      if (!is_posed(call)) break;
      judgement.broken = last_play_.result == Play::Result::broken;
      judgement.distance = judgement.broken ? 0 : last_play_.distance;
      break;
  }
  return judgement;
}

std::optional<core::ErrorId> error_of_assertion(const core::Contract& contract, const core::Property& property) {
  if (property.kind != core::PropertyKind::assertion) return std::nullopt;
  return std::get<core::Assert>(contract[property.statement].node).error;
}

bool is_nobody(const core::Step& step, std::size_t index) {
  return index == 0 && step.kind != core::StepKind::action && step.kind != core::StepKind::set_parameter;
}

std::optional<core::GlobalId> role_of_caller(const core::Contract& contract, core::StepId id) {
  for (const core::StatementId statement : contract[id].body) {
    const auto* require = std::get_if<core::Require>(&contract[statement].node);
    const auto* same = require ? std::get_if<core::Apply>(&contract[require->condition].node) : nullptr;
    if (!same || same->operation != core::Operation::same_party) continue;
    for (const core::ExprId side : same->arguments) {
      const auto* read = std::get_if<core::Read>(&contract[side].node);
      const auto* place = read ? std::get_if<core::GlobalPlace>(&read->place) : nullptr;
      if (place && contract[place->global].kind == core::GlobalKind::role) return place->global;
    }
  }
  return std::nullopt;
}

std::uint32_t parties_of(const core::Contract& contract, const std::vector<Call>& calls) {
  Integer most = 0;
  for (const Call& call : calls) {
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      if (contract[call.step].locals[i].type.sort == core::Sort::party) most = std::max(most, call.arguments[i]);
    }
  }
  return static_cast<std::uint32_t>(most.get_ui()) + 1;
}

bool storable(const Call& call) {
  const core::Range& storage = core::storage_range();
  return std::ranges::all_of(call.arguments, [&](const Integer& argument) { return storage.contains(argument); });
}

std::vector<Integer> row_binding(const core::Property& property, PartyIndex party) {
  if (!property.row) return {};
  std::vector<Integer> arguments(property.row->index + 1, Integer(0));
  arguments.back() = party;
  return arguments;
}

bool Runner::succeeds(core::State state, const Call& call) {
  ++steps_;
  return perform(state, call);
}

Judgement Runner::judge_can(const core::State& state, std::uint32_t parties) {
  Judgement judgement{false, std::nullopt, 4};
  bool undefined = false;
  core::Local row;
  row.type.sort = core::Sort::party;
  for (PartyIndex party = 0; party < (property_.row ? parties : 1); ++party) {
    const std::vector<Integer> binding = row_binding(property_, party);
    const std::vector<core::Local> locals(binding.size(), row);
    const auto condition = measure(contract_, property_.condition, state, nullptr, locals, binding);
    if (!condition) continue;
    if (!condition->holds) {
      judgement.distance = std::min(judgement.distance, 2 + condition->distance);
      continue;
    }
    for (const core::PropertyCase& attempt : property_.cases) {
      auto [call, error] = asked_of(contract_, property_, attempt, state, party);
      undefined = undefined || error;
      if (!call) continue;
      if (!succeeds(state, *call)) return {true, std::move(call), 0};
      judgement.distance = std::min(judgement.distance, nearness(state, *call).distance);
    }
  }
  if (undefined) return {true, std::nullopt, 0};
  return judgement;
}

double Runner::distance_to_assertion(const core::State& state, const Call& call) {
  core::State copy = state;
  Measure domain(contract_, copy);
  domain.watched = assertion_;
  std::vector<Measure::Value> values;
  values.reserve(call.arguments.size());
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    values.push_back(domain.value_of(contract_[call.step].locals[i].type.sort, call.arguments[i]));
  }
  try {
    core::Semantics<Measure>(contract_, domain, core::Mode::step).run(call.step, values);
  } catch (const read::Revert&) {
    return 0;
  }
  return domain.refused() ? 0 : std::min(1.0, domain.watched_distance);
}

Runner::Nearness Runner::nearness(const core::State& state, const Call& call) {
  ++steps_;
  if (is_posed(call)) {
    const Play played = play_on(state, call);
    return {played.result != Play::Result::unspoken, std::min(1.0, played.distance)};
  }
  core::State copy = state;
  Measure domain(contract_, copy);
  std::vector<Measure::Value> values;
  values.reserve(call.arguments.size());
  const core::Step& step = contract_[call.step];
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    values.push_back(domain.value_of(step.locals[i].type.sort, call.arguments[i]));
  }
  bool succeeds = false;
  try {
    core::Semantics<Measure>(contract_, domain, core::Mode::step).run(call.step, values);
    succeeds = !domain.refused();
  } catch (const read::Revert&) {
    succeeds = false;
  }
  if (succeeds) return {true, std::min(1.0, domain.closest_require)};
  // The more requires were passed, the nearer; among equals the distance of the one that failed.
  return {false, (0.5 + 0.5 * std::min(1.0, domain.failed_by)) / (1 + domain.passed)};
}

}  // namespace surety::verify::trace
