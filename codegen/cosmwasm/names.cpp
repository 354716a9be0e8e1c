// names.cpp -- see names.h.
#include "codegen/cosmwasm/names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "codegen/distinct_names.h"

namespace surety::codegen {

namespace {

void name_steps(const core::Contract& contract, const Layout& layout, CosmWasmNames& names) {
  DistinctNames messages{};
  for (const std::string& symbol : layout.steps)
    names.steps.push_back(messages.take(symbol.substr(layout.prefix.size() + 1)));
  for (std::size_t step = 0; step < contract.steps.size(); ++step) {
    DistinctNames members = step == 0 ? DistinctNames{"denoms", "feeds"} : DistinctNames{};
    auto& parameters = names.parameters.emplace_back();
    auto& arguments = names.arguments.emplace_back();
    for (const ParameterNames& named : layout.parameters[step]) {
      parameters.push_back(members.take(named.member));
      arguments.push_back(parameters.back());
      if (!named.parameter.list) continue;
      for (const auto& element : named.parameter.list->elements)
        for (std::size_t m = 0; m < element.size(); ++m)
          arguments.push_back(named.shape ? layout.shapes[*named.shape].member_names[m] : std::string());
    }
  }
  for (const core::Asset& asset : contract.assets) {
    names.transfers.push_back(asset.issued ? messages.take("transfer_" + c_identifier(asset.name)) : "");
    names.ledgers.push_back(asset.issued ? "balance." + asset.name : "");  // no identifier has a dot
  }
}

void name_tables(const Layout& layout, CosmWasmNames& names) {
  DistinctNames queries({"state", "config", "balance", "preview"});
  for (const std::string& table : layout.tables) names.tables.push_back(queries.take(table));
  for (const std::string& table : layout.tables) names.lists.push_back(queries.take("list_" + table));
  names.fields = layout.fields;
}

/// The clock, the step that moves it, and the arguments that are the time: instantiation's by the clock's own name.
void find_clock(const core::Contract& contract, CosmWasmNames& names) {
  names.clock_arguments.resize(contract.steps.size());
  const auto clock = std::ranges::find(contract.globals, core::GlobalKind::clock, &core::Global::kind);
  if (clock == contract.globals.end()) return;
  names.clock = core::GlobalId{static_cast<std::uint32_t>(clock - contract.globals.begin())};
  for (std::uint32_t s = 0; s < contract.steps.size(); ++s) {
    const core::Step& step = contract.steps[s];
    if (step.kind == core::StepKind::advance && step.argument_count == 2) {
      names.clock_step = core::StepId{s};
      names.clock_arguments[s] = 1;
    }
    if (step.kind != core::StepKind::instantiate) continue;
    for (std::uint32_t i = 1; i < step.argument_count; ++i)
      if (step.locals[i].name == clock->name) names.clock_arguments[s] = i;
  }
}

/// Where in a message each argument of a step stands: a member's name; of a list ["parts", "length"], which is told by
/// its elements, ["parts", 0, "writer"] or ["parts", 0]; null for what the chain supplies, the sender and the time.
nlohmann::ordered_json places_of(const core::Step& step, const std::vector<std::string>& parameters,
                                 const std::vector<std::string>& arguments, std::optional<std::uint32_t> clock) {
  nlohmann::ordered_json places = nlohmann::ordered_json::array();
  std::size_t next = 0;
  for (const core::Parameter& parameter : core::parameters_of(step)) {
    const std::string& name = parameters[next++];
    if (!parameter.list) {
      const bool asked = parameter.argument > 0 && parameter.argument != clock;
      places.push_back(asked ? nlohmann::ordered_json(name) : nlohmann::ordered_json(nullptr));
      continue;
    }
    places.push_back({name, "length"});
    for (std::size_t i = 0; i < parameter.list->elements.size(); ++i)
      for (const core::ListArguments::Member& member : parameter.list->elements[i]) {
        places.push_back({name, i});
        if (!member.name.empty()) places.back().push_back(arguments[member.argument]);
      }
  }
  return places;
}

}  // namespace

CosmWasmNames cosmwasm_names(const core::Contract& contract, const Layout& layout) {
  CosmWasmNames names;
  name_steps(contract, layout, names);
  name_tables(layout, names);
  names.globals = layout.globals;
  for (const core::Oracle& oracle : contract.oracles) names.feeds.push_back(layout.globals[oracle.value.index]);
  find_clock(contract, names);
  return names;
}

std::string cosmwasm_names_json(const core::Contract& contract, const CosmWasmNames& names) {
  nlohmann::ordered_json result{{"schema", "surety.cosmwasm/1"}, {"contract", contract.name}};
  result["messages"] = nlohmann::ordered_json::array();
  for (std::size_t step = 0; step < names.steps.size(); ++step) {
    nlohmann::ordered_json arguments =
        places_of(contract.steps[step], names.parameters[step], names.arguments[step], names.clock_arguments[step]);
    result["messages"].push_back(
        {{"name", names.steps[step]}, {"step", contract.steps[step].name}, {"arguments", std::move(arguments)}});
  }
  result["feeds"] = names.feeds;
  result["tables"] = names.tables;
  return result.dump();
}

}  // namespace surety::codegen
