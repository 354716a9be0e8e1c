// emit_module.h -- a whole contract as one LLVM module: a function per step, and one for many steps (emit_batch.h).
//
//     int32_t PREFIX_STEP(PREFIX_context *, const PREFIX_STEP_arguments *)
//
// The same module serves every target; only pointers differ in size. It calls nothing outside itself.
#pragma once

#include <llvm/IR/Module.h>

#include "codegen/layout.h"
#include "codegen/mutant.h"
#include "codegen/options.h"

namespace surety::codegen {

struct Emitted {
  std::unique_ptr<llvm::Module> module;
  Report report;
};
/// What a module must be told of its target.
struct TargetDescription {
  llvm::DataLayout data_layout;
  std::string triple;
  bool undoes = true;  // a step that reverts puts back what it wrote; else its host throws the memory away
  bool batch = true;   // make the batch entry point too,
  bool small = false;  // without copies of the steps
};

/// Verified, not optimised. Throws CodegenError where the contract cannot be compiled.
Emitted emit_module(const core::Contract& contract, const Layout& layout, llvm::LLVMContext& context,
                    const TargetDescription& target, const Options& options, Mutant mutant = Mutant::none);

}  // namespace surety::codegen
