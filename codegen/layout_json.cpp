// layout_json.cpp -- see layout_json.h.
#include "codegen/layout_json.h"

#include <nlohmann/json.hpp>

namespace surety::codegen {

namespace {

using nlohmann::json;

json described(const std::string& name, const core::Type& type) {
  json result{{"name", name}};
  switch (type.sort) {
    case core::Sort::party: result["sort"] = "party"; break;
    case core::Sort::boolean: result["sort"] = "boolean"; break;
    case core::Sort::integer:
      result["sort"] = "integer";
      if (!type.dimension.empty()) result["dimension"] = type.dimension;
      result["scale"] = type.scale;
      if (!type.constants.empty()) result["constants"] = type.constants;
  }
  return result;
}

template <class Members>
json placed(const Members& members, const Structure& structure) {
  json result = json::array();
  for (std::size_t i = 0; i < members.size(); ++i) {
    result.push_back(described(members[i].name, members[i].type));
    result.back()["offset"] = structure.slots[i].offset;
    result.back()["size"] = structure.slots[i].size;
  }
  return result;
}

/// Lists among a step's arguments: `length` is the argument that says how many elements count; they follow it, each
/// with its members.
json lists_of(const core::Step& step) {
  json result = json::array();
  for (const core::Parameter& parameter : core::parameters_of(step)) {
    if (!parameter.list) continue;
    const core::ListArguments& list = *parameter.list;
    json described_list{{"name", list.name}, {"length", list.length}, {"most", list.elements.size()}};
    if (list.of_records())
      for (const auto& member : list.elements.front()) described_list["members"].push_back(member.name);
    result.push_back(std::move(described_list));
  }
  return result;
}

}  // namespace

std::string layout_json(const core::Contract& contract, const Layout& layout) {
  json result{{"schema", "surety.layout/2"},
              {"contract", contract.name},
              {"cell_size", cell_size},
              {"effect_size", effect_size},
              {"max_effects", layout.max_effects},
              {"min_capacity", min_capacity},
              {"batch", layout.batch},
              {"record_size", layout.record_size},
              {"errors", contract.errors},
              {"assets", json::array()},
              {"globals", placed(contract.globals, layout.global_structure)},
              {"globals_size", layout.global_structure.size},
              {"tables", json::array()},
              {"steps", json::array()}};
  for (const core::Asset& asset : contract.assets) {
    result["assets"].push_back({{"name", asset.name}, {"decimals", asset.decimals}});
    if (asset.issued) result["assets"].back()["issued"] = true;
  }
  for (std::size_t i = 0; i < contract.tables.size(); ++i) {
    const core::Table& table = contract.tables[i];
    const Structure& row = layout.rows[i];
    result["tables"].push_back({{"name", table.name},
                                {"row_size", row.size},
                                {"alignment", row.alignment},
                                {"fields", placed(table.fields, row)}});
  }
  for (std::size_t i = 0; i < contract.steps.size(); ++i) {
    const core::Step& step = contract.steps[i];
    json arguments = json::array();
    for (std::uint32_t a = 0; a < step.argument_count; ++a)
      arguments.push_back(described(step.locals[a].name, step.locals[a].type));
    result["steps"].push_back({{"name", step.name}, {"symbol", layout.steps[i]}, {"arguments", arguments}});
    if (json lists = lists_of(step); !lists.empty()) result["steps"].back()["lists"] = std::move(lists);
  }
  for (std::size_t i = 0; i < contract.scans.size(); ++i) {
    const core::Scan& scan = contract.scans[i];
    json described_scan{{"name", scan.name},
                        {"table", contract[scan.table].name},
                        {"symbol", layout.scans[i].scan},
                        {"seen", layout.scans[i].stamp.size()}};
    if (scan.by) {
      described_scan["find"] = layout.scans[i].find;
      described_scan["threshold"] = layout.scans[i].threshold;
      described_scan["after"] = layout.scans[i].after;
      described_scan["touch"] = layout.scans[i].touch;
      described_scan["by"] = contract[*scan.by].name;
      described_scan["least"] = core::to_string(contract[*scan.by].range.low);
    }
    result["scans"].push_back(std::move(described_scan));
  }
  return result.dump();
}

}  // namespace surety::codegen
