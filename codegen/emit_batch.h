// emit_batch.h -- the entry point that applies a stream of transactions.
//
//     uint32_t PREFIX_batch(PREFIX_context *, const PREFIX_record *records, uint32_t count, int32_t *statuses,
//                           uint32_t effect_capacity)
//
// One call from outside then serves many transactions, and the context is read once. docs/abi.md says what it does.
#pragma once

#include <llvm/IR/Module.h>

#include <optional>

#include "codegen/layout.h"

namespace surety::codegen {

/// A step: a function of (globals, effects, capacity as i64, tables…, arguments, record) that answers with the status
/// in the low and the number of effects in the high half of an i64.
struct StepBody {
  llvm::Function* function;
  std::optional<std::uint32_t> effects;  // their number where the step succeeds, if it is always the same
};

/// `bodies` by StepId. `inlined`: they become part of the function.
void emit_batch(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                const std::vector<StepBody>& bodies, bool inlined);

}  // namespace surety::codegen
