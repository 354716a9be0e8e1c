// emit_module.h -- a whole contract as one LLVM module: a function per step.
//
//     int32_t PREFIX_STEP(PREFIX_context *, const PREFIX_STEP_arguments *)
//
// The same module serves every target; only pointers differ in size. It calls nothing outside itself.
#pragma once

#include <llvm/IR/Module.h>

#include "codegen/layout.h"
#include "codegen/mutant.h"

namespace surety::codegen {

/// Verified, not optimised. Throws CodegenError where the contract cannot be compiled. `data_layout` and `triple` are
/// the target's.
std::unique_ptr<llvm::Module> emit_module(const core::Contract& contract, const Layout& layout,
                                          llvm::LLVMContext& context, const llvm::DataLayout& data_layout,
                                          const std::string& triple, Mutant mutant = Mutant::none);

}  // namespace surety::codegen
