// step_cost.h -- what the steps of a contract cost at most in WebAssembly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace surety::codegen {

/// Instructions that one call of the step's function executes at most, whatever its arguments and the state are, and
/// whether it succeeds, reverts or asks for rows. codegen/cost/worst_case.h says what counts as an instruction.
struct StepCost {
  std::optional<std::uint64_t> instructions;
  std::string reason;  // why no bound is known
};

}  // namespace surety::codegen
