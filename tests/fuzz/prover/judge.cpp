// judge.cpp -- see judge.h.
#include "tests/fuzz/prover/judge.h"

#include <algorithm>

#include "compiler/read/concrete.h"
#include "compiler/read/interpreter.h"
#include "compiler/scenario/quantity.h"
#include "tests/fuzz/prover/play_judge.h"

namespace surety::test {

namespace {

/// The row binder of a `can`, as the argument list that read::holds takes.
std::vector<core::Integer> binding(const core::Property& property, core::PartyIndex party) {
  std::vector<core::Integer> arguments;
  if (property.row) arguments.assign(property.row->index + 1, core::Integer(0));
  if (property.row) arguments.back() = party;
  return arguments;
}

std::optional<core::Call> promised_call(const core::Contract& contract, const core::Property& property,
                                        const core::PropertyCase& clause, const core::State& state,
                                        core::PartyIndex party) {
  read::Concrete domain(contract, state, nullptr);
  core::Semantics<read::Concrete> semantics(contract, domain, core::Mode::property);
  if (property.row) semantics.bind(*property.row, party);
  core::Call call{clause.step, {}};
  try {
    for (const core::ExprId argument : clause.arguments) {
      call.arguments.push_back(read::cell_of(semantics.evaluate(argument)));
    }
  } catch (const read::Revert&) {
    return std::nullopt;
  }
  return call;
}

}  // namespace

bool assumed(const core::Contract& contract, const core::State& state, const core::Call& call) {
  return std::ranges::all_of(contract.assumptions, [&](const core::Assumption& assumption) {
    return assumption.step != call.step ||
           read::holds(contract, assumption.condition, state, nullptr, call.arguments) == true;
  });
}

bool broken_by(const core::Contract& contract, const core::Property& property, const Event& event) {
  switch (property.kind) {
    case core::PropertyKind::invariant:
    case core::PropertyKind::conservation: return read::holds(contract, property.condition, event.after) != true;
    case core::PropertyKind::can:
    case core::PropertyKind::assertion:
    case core::PropertyKind::lemma:
    case core::PropertyKind::scenario: return false;
    case core::PropertyKind::rule: break;
  }
  return std::ranges::any_of(property.cases, [&](const core::PropertyCase& clause) {
    return clause.step == event.call.step &&
           read::holds(contract, clause.condition, event.after, &event.before, event.call.arguments) != true;
  });
}

std::optional<core::Call> refused_promise(const core::Contract& contract, const core::Property& property,
                                          const core::State& state, core::PartyIndex parties, core::Engine& engine) {
  for (core::PartyIndex party = 0; party <= parties; ++party) {
    if (read::holds(contract, property.condition, state, nullptr, binding(property, party)) != true) continue;
    for (const core::PropertyCase& clause : property.cases) {
      const auto call = promised_call(contract, property, clause, state, party);
      if (!call) return core::Call{clause.step, {}};
      engine.reset(state);
      if (engine.execute(call->step, call->arguments).error) return call;
    }
  }
  return std::nullopt;
}

std::optional<core::ErrorId> assertion_error(const core::Contract& contract, const core::Property& property) {
  if (property.kind != core::PropertyKind::assertion) return std::nullopt;
  return std::get<core::Assert>(contract[property.statement].node).error;
}

namespace {

/// The variables as they were told, back as numbers.
std::vector<core::Integer> variables_of(const core::Property& property, const verify::Counterexample& example) {
  std::vector<core::Integer> variables;
  std::vector<std::string> parties = example.trace.parties;
  for (std::uint32_t i = 0; i < property.variable_count; ++i) {
    const auto value = scenario::read(property.locals[i].type, example.values.at(i).second, parties);
    variables.push_back(std::get<core::Integer>(value));
  }
  return variables;
}

/// The calls of the run from `from` on, one after the other, where they are what the test says.
std::optional<std::string> play_problem(const core::Contract& contract, const core::Property& property,
                                        const core::State& start, const verify::Counterexample& example) {
  std::size_t next = *example.scenario_from;
  const auto& calls = example.trace.calls;
  const Chooser told = [&](const core::ScenarioCall& step, const std::vector<core::Integer>& given) {
    std::vector<core::Call> found;
    if (next >= calls.size()) return found;
    const core::Call& call = calls[next];
    const bool fits = std::ranges::count(step.steps, call.step) == 1 && call.arguments.size() >= given.size() &&
                      std::equal(given.begin(), given.end(), call.arguments.begin());
    if (fits) found.push_back(calls[next++]);
    return found;
  };
  std::uint64_t count = 0;
  const auto broken = broken_play(contract, property, start, variables_of(property, example), told, count);
  if (!broken) return "the test holds for its values from the state that the run leads to";
  if (next != calls.size()) return "the run goes on after the test is broken";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> replay_problem(const core::Contract& contract, const core::Property& property,
                                          const verify::Counterexample& example) {
  const core::Trace& trace = example.trace;
  if (property.kind == core::PropertyKind::lemma) {
    const bool broken = broken_lemma(contract, property, variables_of(property, example));
    return broken ? std::nullopt : std::optional<std::string>("the lemma holds for its values");
  }
  if (trace.calls.empty()) return "the run is empty";
  const auto assertion = assertion_error(contract, property);
  const auto engine = read::make_interpreter(contract);
  const auto parties = static_cast<core::PartyIndex>(trace.parties.size());
  for (std::size_t i = 0; i < trace.calls.size(); ++i) {
    if (example.scenario_from == i) return play_problem(contract, property, engine->state(), example);
    const core::Call& call = trace.calls[i];
    const bool last = i + 1 == trace.calls.size();
    const core::State before = engine->state();
    if (last && property.kind == core::PropertyKind::can) {
      // The run ends with the refused call, or in the state where there is none to make.
      const auto judge = read::make_interpreter(contract);
      const bool refused = engine->execute(call.step, call.arguments).error.has_value();
      return refused_promise(contract, property, refused ? before : engine->state(), parties, *judge)
                 ? std::nullopt
                 : std::optional<std::string>("the promise is kept at the end of the run");
    }
    if (!assumed(contract, before, call)) return "an assumption does not hold in the run";
    const core::Outcome outcome = engine->execute(call.step, call.arguments);
    if (last && assertion) {
      return outcome.error == assertion ? std::nullopt : std::optional<std::string>("the assertion holds at the end");
    }
    if (outcome.error) return "a call of the run is refused: " + contract[*outcome.error];
    if (last && property.kind != core::PropertyKind::scenario &&
        !broken_by(contract, property, {before, call, engine->state()}))
      return "the property holds at the end";
  }
  if (property.kind == core::PropertyKind::scenario) return play_problem(contract, property, engine->state(), example);
  return std::nullopt;
}

}  // namespace surety::test
