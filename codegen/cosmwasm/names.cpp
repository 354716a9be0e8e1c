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
    auto& arguments = names.arguments.emplace_back();
    for (const std::string& argument : layout.arguments[step]) arguments.push_back(members.take(argument));
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
    nlohmann::ordered_json arguments = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < names.arguments[step].size(); ++i) {
      const bool asked = i > 0 && names.clock_arguments[step] != i;  // the sender and the time come from the chain
      arguments.push_back(asked ? nlohmann::ordered_json(names.arguments[step][i]) : nlohmann::ordered_json(nullptr));
    }
    result["messages"].push_back(
        {{"name", names.steps[step]}, {"step", contract.steps[step].name}, {"arguments", arguments}});
  }
  result["feeds"] = names.feeds;
  result["tables"] = names.tables;
  return result.dump();
}

}  // namespace surety::codegen
