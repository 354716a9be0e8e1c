// write_scenario.cpp -- traces as scenario documents and calls as sentences.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/core/lists.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"

namespace surety::scenario {

using nlohmann::json;

namespace {

/// Names of all parties of a trace: where the trace names fewer than it uses, the rest are made up, as `show` does.
std::vector<std::string> party_names(const core::Contract& contract, const core::Trace& trace) {
  std::vector<std::string> names = trace.parties;
  const auto reach = [&names](const core::Integer& party) {
    constexpr unsigned most = 1'000;  // beyond it, an index is named where it is shown
    while (party < most && party >= names.size()) names.push_back("party" + std::to_string(names.size()));
  };
  for (const core::Call& call : trace.calls) {
    const core::Step& step = contract[call.step];
    const bool named_caller = step.kind == core::StepKind::action || step.kind == core::StepKind::set_parameter;
    for (std::size_t i = named_caller ? 0 : 1; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort == core::Sort::party) reach(call.arguments[i]);
    }
  }
  return names;
}

std::string oracle_of(const core::Contract& contract, core::StepId update) {
  const auto oracle = std::ranges::find(contract.oracles, update, &core::Oracle::update);
  if (oracle != contract.oracles.end()) return oracle->name;
  const std::string& name = contract[update].name;
  return name.substr(0, name.rfind('.'));
}

std::string parameter_of(const core::Step& step) {
  return step.name.starts_with("set_") ? step.name.substr(4) : step.name;
}

/// One call's arguments as texts, caller included.
std::vector<std::string> texts(const core::Contract& contract, const core::Call& call,
                               const std::vector<std::string>& parties) {
  const core::Step& step = contract[call.step];
  std::vector<std::string> result;
  result.reserve(call.arguments.size());
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    result.push_back(show(step.locals.at(i).type, call.arguments[i], parties));
  }
  return result;
}

/// The elements that count: texts, or objects of the members' texts.
json list_value(const core::ListArguments& list, const core::Call& call, const std::vector<std::string>& values) {
  json result = json::array();
  for (std::size_t i = 0; i < call.arguments.at(list.length).get_ui(); ++i) {
    json element = json::object();
    for (const core::ListArguments::Member& member : list.elements[i])
      element[member.name] = values.at(member.argument);
    result.push_back(element.contains("") ? element[""] : element);
  }
  return result;
}

/// What is passed under one name: a text, or a list with its elements.
struct Passed {
  std::string name;
  std::string text;                         // of a value
  std::optional<core::ListArguments> list;  // where it is a list
};
std::vector<Passed> passed(const core::Step& step, const core::Call& call, const std::vector<std::string>& values) {
  std::vector<Passed> result;
  for (std::uint32_t i = 1; i < values.size(); ++i) {
    auto list = core::list_at(step, i);
    if (!list || !list->plain(call.arguments)) {
      result.push_back({step.locals[i].name, values[i], std::nullopt});
      continue;
    }
    i = list->end() - 1;
    const std::string name = list->name;
    result.push_back({name, "", std::move(list)});
  }
  return result;
}

json arguments_object(const core::Step& step, const core::Call& call, const std::vector<std::string>& values) {
  json result = json::object();
  for (const Passed& each : passed(step, call, values))
    result[each.name] = each.list ? list_value(*each.list, call, values) : json(each.text);
  return result;
}

/// "[{writer: wendy, quantity: 30 ETH}]", "[alice, bob]"
std::string list_text(const core::ListArguments& list, const core::Call& call, const std::vector<std::string>& values) {
  std::string result;
  for (std::size_t i = 0; i < call.arguments.at(list.length).get_ui(); ++i) {
    std::string element;
    for (const core::ListArguments::Member& member : list.elements[i])
      element +=
          (element.empty() ? "" : ", ") + member.name + (member.name.empty() ? "" : ": ") + values.at(member.argument);
    const bool record = !list.elements[i].front().name.empty();
    result += (i > 0 ? ", " : "") + (record ? "{" + element + "}" : element);
  }
  return "[" + result + "]";
}

}  // namespace

json write_scenario(const core::Contract& contract, const std::string& contract_file, const core::Trace& trace) {
  const std::vector<std::string> parties = party_names(contract, trace);
  json result{
      {"schema", "surety.scenario/1"}, {"contract", contract_file}, {"parties", parties}, {"steps", json::array()}};
  result["instantiate"] = json::object();
  for (const core::Call& call : trace.calls) {
    const core::Step& step = contract[call.step];
    const std::vector<std::string> values = texts(contract, call, parties);
    json& steps = result["steps"];
    switch (step.kind) {
      case core::StepKind::instantiate: result["instantiate"] = arguments_object(step, call, values); break;
      case core::StepKind::oracle_update:
        steps.push_back({{"oracle", oracle_of(contract, call.step)}, {"value", values.at(1)}});
        break;
      case core::StepKind::advance: steps.push_back({{"advance", values.at(1)}}); break;
      case core::StepKind::set_parameter:
        steps.push_back({{"as", values.at(0)}, {"set", parameter_of(step)}, {"value", values.at(1)}});
        break;
      case core::StepKind::action:
        steps.push_back({{"as", values.at(0)}, {"call", step.name}, {"args", arguments_object(step, call, values)}});
        break;
    }
  }
  return result;
}

std::vector<std::pair<std::string, std::string>> told_arguments(const core::Contract& contract, const core::Call& call,
                                                                const std::vector<std::string>& parties) {
  const std::vector<std::string> values = texts(contract, call, parties);
  std::vector<std::pair<std::string, std::string>> result;
  for (const Passed& each : passed(contract[call.step], call, values))
    result.emplace_back(each.name, each.list ? list_text(*each.list, call, values) : each.text);
  return result;
}

std::string describe(const core::Contract& contract, const core::Trace& trace, const core::Call& call) {
  const core::Step& step = contract[call.step];
  const std::vector<std::string> values = texts(contract, call, trace.parties);
  std::string list;
  for (const auto& [name, text] : told_arguments(contract, call, trace.parties)) {
    list += (list.empty() ? "" : ", ") + name + ": ";
    list += text;
  }
  switch (step.kind) {
    case core::StepKind::instantiate: return "instantiate(" + list + ")";
    case core::StepKind::oracle_update: return oracle_of(contract, call.step) + " becomes " + values.at(1);
    case core::StepKind::advance: return values.at(1) + " pass";
    case core::StepKind::set_parameter: return values.at(0) + ": set " + parameter_of(step) + " to " + values.at(1);
    case core::StepKind::action: break;
  }
  return values.at(0) + ": " + step.name + "(" + list + ")";
}

}  // namespace surety::scenario
