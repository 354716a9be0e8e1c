// codegen.cpp -- the deliveries of codegen.h that are one module and one target.
#include "codegen/codegen.h"

#include <llvm/Config/llvm-config.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/cost/loop_bounds.h"
#include "codegen/emit_module.h"
#include "codegen/link_shared.h"
#include "codegen/link_wasm.h"
#include "codegen/target.h"

namespace surety::codegen {

namespace {

struct Compiled {
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::TargetMachine> machine;
  Emitted emitted;
};

Compiled compiled(const core::Contract& contract, const Layout& layout, const Options& options, Machine target) {
  Compiled result{std::make_unique<llvm::LLVMContext>(), make_machine(target), {}};
  result.emitted = emit_module(contract, layout, *result.context,
                               {result.machine->createDataLayout(), result.machine->getTargetTriple().str(), true, true,
                                target == Machine::wasm},
                               options);
  optimise(*result.emitted.module, *result.machine);
  return result;
}

/// Of all functions together, which is more than any chain of calls keeps: a step with many undos keeps them in memory.
std::uint64_t bytes_on_stack(const llvm::Module& module) {
  std::uint64_t bytes = 0;
  for (const llvm::Function& function : module)
    for (const llvm::Instruction& instruction : llvm::instructions(function))
      if (const auto* const slot = llvm::dyn_cast<llvm::AllocaInst>(&instruction))
        bytes +=
            slot->getAllocationSize(module.getDataLayout()).value_or(llvm::TypeSize::getFixed(0)).getFixedValue() + 16;
  return bytes;
}

}  // namespace

Artifact native_object(const core::Contract& contract, const Options& options) {
  const Machine machine = options.host_processor ? Machine::host : Machine::portable;
  Compiled native = compiled(contract, make_layout(contract), options, machine);
  return {object_code(*native.emitted.module, *native.machine), std::move(native.emitted.report)};
}

Artifact shared_object(const core::Contract& contract, const std::string& name, const Options& options) {
  Artifact object = native_object(contract, options);
  return {link_shared(object.bytes, name), std::move(object.report)};
}

Artifact wasm_module(const core::Contract& contract, const Options& options) {
  const Layout layout = make_layout(contract);
  Compiled made = compiled(contract, layout, options, Machine::wasm);
  const wasm::LoopBounds loops = wasm::loop_bounds(*made.emitted.module, *made.machine);
  const std::uint64_t saved = bytes_on_stack(*made.emitted.module);
  LinkedModule linked = link_wasm(object_code(*made.emitted.module, *made.machine), contract, layout, loops, saved);
  return {std::move(linked.bytes), std::move(made.emitted.report), std::move(linked.costs), std::move(linked.library)};
}

Artifact llvm_ir(const core::Contract& contract, const Options& options) {
  Compiled native = compiled(contract, make_layout(contract), options, Machine::portable);
  std::string text;
  llvm::raw_string_ostream stream(text);
  native.emitted.module->print(stream, nullptr);
  return {{text.begin(), text.end()}, std::move(native.emitted.report)};
}

std::string compiler_version() { return LLVM_VERSION_STRING; }

}  // namespace surety::codegen
