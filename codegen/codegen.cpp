// codegen.cpp -- the deliveries of codegen.h that are one module and one target.
#include "codegen/codegen.h"

#include <llvm/Support/raw_ostream.h>

#include "codegen/emit_module.h"
#include "codegen/link_wasm.h"
#include "codegen/target.h"

namespace surety::codegen {

namespace {

struct Compiled {
  std::unique_ptr<llvm::LLVMContext> context;
  std::unique_ptr<llvm::TargetMachine> machine;
  std::unique_ptr<llvm::Module> module;
};

Compiled compiled(const core::Contract& contract, const Layout& layout, Machine target) {
  Compiled result{std::make_unique<llvm::LLVMContext>(), make_machine(target), nullptr};
  result.module = emit_module(contract, layout, *result.context, result.machine->createDataLayout(),
                              result.machine->getTargetTriple().str());
  optimise(*result.module, *result.machine);
  return result;
}

}  // namespace

std::vector<char> native_object(const core::Contract& contract) {
  const Compiled native = compiled(contract, make_layout(contract), Machine::portable);
  return object_code(*native.module, *native.machine);
}

std::vector<char> wasm_module(const core::Contract& contract) {
  const Layout layout = make_layout(contract);
  const Compiled wasm = compiled(contract, layout, Machine::wasm);
  return link_wasm(object_code(*wasm.module, *wasm.machine), contract, layout);
}

std::string llvm_ir(const core::Contract& contract) {
  const Compiled native = compiled(contract, make_layout(contract), Machine::portable);
  std::string text;
  llvm::raw_string_ostream stream(text);
  native.module->print(stream, nullptr);
  return text;
}

}  // namespace surety::codegen
