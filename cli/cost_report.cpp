// cost_report.cpp -- see cost_report.h.
#include "cli/cost_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace surety::cli {

using nlohmann::ordered_json;

ordered_json cost_json(const core::Contract& contract, const std::vector<codegen::StepCost>& costs) {
  ordered_json steps = ordered_json::object();
  ordered_json reasons = ordered_json::object();
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const std::string& name = contract.steps[i].name;
    steps[name] = costs[i].instructions ? ordered_json(*costs[i].instructions) : ordered_json(nullptr);
    if (!costs[i].instructions) reasons[name] = costs[i].reason;
  }
  ordered_json json = {{"unit", "wasm instructions"}, {"steps", std::move(steps)}};
  if (!reasons.empty()) json["no_bound"] = std::move(reasons);
  return json;
}

std::string cost_text(const core::Contract& contract, const std::vector<codegen::StepCost>& costs) {
  std::size_t width = 0;
  for (const core::Step& step : contract.steps) width = std::max(width, step.name.size());
  std::string text = "\nWebAssembly instructions at most\n";
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const codegen::StepCost& cost = costs[i];
    text += fmt::format("  {:<{}}  {}\n", contract.steps[i].name, width,
                        cost.instructions ? fmt::format("{:>8}", *cost.instructions) : "no bound: " + cost.reason);
  }
  return text;
}

}  // namespace surety::cli
