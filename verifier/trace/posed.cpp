// posed.cpp -- see posed.h: the posed step and its arguments.
#include "verifier/trace/posed.h"

namespace surety::verify::trace {

namespace {

using core::Integer;

/// Visits the calls of a scenario that may be any of several steps.
template <class Visit>
void for_each_any(const core::Contract& contract, const core::Property& property, const Visit& visit) {
  for (std::size_t i = 0; i < property.scenario.size(); ++i) {
    const auto* call = std::get_if<core::ScenarioCall>(&property.scenario[i].node);
    if (call && is_any(contract, *call)) visit(i, *call);
  }
}

core::Local number_local(const std::string& name, const Integer& high) {
  core::Local local;
  local.name = name;
  local.type.constants = {"first"};  // a choice, not an amount
  local.range = {0, high};
  return local;
}

}  // namespace

bool is_posed(const core::Property& property) {
  return property.kind == core::PropertyKind::lemma || property.kind == core::PropertyKind::scenario;
}

bool is_any(const core::Contract& contract, const core::ScenarioCall& call) {
  return call.steps.size() > 1 || call.arguments.size() < contract[call.steps.at(0)].argument_count;
}

core::StepId posed_step(const core::Contract& contract) { return {static_cast<std::uint32_t>(contract.steps.size())}; }

core::Step posed_call(const core::Contract& contract, core::PropertyId id) {
  const core::Property& property = contract[id];
  core::Step step;
  step.name = property.name;
  step.kind = core::StepKind::advance;  // its caller is nobody
  core::Local caller;
  caller.name = "caller";
  caller.type.sort = core::Sort::party;
  step.locals.push_back(caller);
  for (std::uint32_t i = 0; i < property.variable_count; ++i) step.locals.push_back(property.locals[i]);
  for_each_any(contract, property, [&](std::size_t, const core::ScenarioCall& call) {
    step.locals.push_back(number_local("which", Integer(static_cast<unsigned long>(call.steps.size() - 1))));
    for (const core::StepId one : call.steps) {
      const core::Step& chosen = contract[one];
      for (std::uint32_t i = 1; i < chosen.argument_count; ++i) step.locals.push_back(chosen.locals[i]);
    }
  });
  step.argument_count = static_cast<std::uint32_t>(step.locals.size());
  return step;
}

core::Contract posing(const core::Contract& contract, core::PropertyId id) {
  core::Contract result = contract;
  result.steps.push_back(posed_call(contract, id));
  if (contract[id].kind == core::PropertyKind::lemma) {
    core::Step& first = result.steps.front();
    first.locals.resize(1);
    first.argument_count = 1;
    first.body.clear();
  }
  return result;
}

std::size_t posed_count(const core::Contract& contract, core::PropertyId id) {
  return is_posed(contract[id]) ? posed_arguments(contract, contract[id], {}, {}).size() : 0;
}

std::vector<Integer> posed_arguments(const core::Contract& contract, const core::Property& property,
                                     const std::vector<Integer>& variables, const std::vector<Choice>& choices) {
  std::vector<Integer> result{0};
  result.insert(result.end(), variables.begin(), variables.end());
  result.resize(1 + property.variable_count);
  for_each_any(contract, property, [&](std::size_t position, const core::ScenarioCall& call) {
    const Choice* chosen = nullptr;
    for (const Choice& choice : choices) chosen = choice.position == position ? &choice : chosen;
    result.emplace_back(static_cast<unsigned long>(chosen ? chosen->step : 0));
    for (std::size_t k = 0; k < call.steps.size(); ++k) {
      for (std::uint32_t i = 1; i < contract[call.steps[k]].argument_count; ++i) {
        const bool given = chosen && chosen->step == k && i - 1 < chosen->arguments.size();
        result.push_back(given ? chosen->arguments[i - 1] : Integer(0));
      }
    }
  });
  return result;
}

}  // namespace surety::verify::trace
