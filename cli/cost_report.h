// cost_report.h -- the cost of each step, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "codegen/cost/step_cost.h"
#include "compiler/core/contract.h"

namespace surety::cli {

/// {"unit", "steps": step -> instructions or null, "no_bound": step -> why}. `costs` is by StepId.
nlohmann::ordered_json cost_json(const core::Contract& contract, const std::vector<codegen::StepCost>& costs);
/// A line a step.
std::string cost_text(const core::Contract& contract, const std::vector<codegen::StepCost>& costs);

}  // namespace surety::cli
