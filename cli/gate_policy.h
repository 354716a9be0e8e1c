// gate_policy.h -- the rules of a policy, held against what was proved, compiled and counted here.
#pragma once

#include <vector>

#include "cli/gate.h"
#include "cli/load.h"
#include "codegen/codegen.h"

namespace surety::cli {

/// What was made again from the source.
struct Made {
  const Source& source;
  const verify::Report& proof;
  const std::vector<codegen::StepCost>& costs;  // by StepId
};

/// An answer for each rule of the policy. `options`: for the mutants, whose number and time are asked for.
std::vector<GateRule> judge(const Policy& policy, const Made& made, const verify::Options& options);

}  // namespace surety::cli
