// cosmwasm.cpp -- see cosmwasm.h.
#include "codegen/cosmwasm/cosmwasm.h"

#include <fmt/format.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>

#include "codegen/cosmwasm/runtime_archive.h"
#include "codegen/cosmwasm/tables.h"
#include "codegen/cosmwasm/wasm_locals.h"
#include "codegen/emit_module.h"
#include "codegen/link_wasm.h"
#include "codegen/target.h"
#include "compiler/core/image.h"

namespace surety::codegen {

namespace {

/// A hash of what the contract means, tests aside.
std::string fingerprint(const core::Contract& contract) {
  core::Contract meaning = contract;
  meaning.tests.clear();
  const std::string text = core::image(meaning, core::ImageOf::meaning);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto hash = llvm::SHA256::hash({bytes, text.size()});
  return {hash.begin(), hash.end()};
}

/// Steps are called through the runtime's table alone, scans not at all, and every byte is paid for at upload.
void make_private(llvm::Module& module) {
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    function.removeFnAttr("wasm-export-name");
    function.setLinkage(llvm::GlobalValue::InternalLinkage);
    function.addFnAttr(llvm::Attribute::OptimizeForSize);
  }
}

struct Attempt {
  std::vector<char> module;
  Report report;
  std::uint32_t most_locals = 0;
};

Attempt attempt(const core::Contract& contract, const Options& options, bool spilled) {
  const Layout layout = make_layout(contract);
  const CosmWasmNames names = cosmwasm_names(contract, layout);
  llvm::LLVMContext context;
  const auto machine = make_machine(Machine::cosmwasm);
  TargetDescription target{machine->createDataLayout(), machine->getTargetTriple().str()};
  target.undoes = false;  // a call that fails is undone by the chain
  target.batch = false;   // a message is one call
  Emitted emitted = emit_module(contract, layout, context, target, options);
  emit_cosmwasm_tables(*emitted.module, contract, layout, names, fingerprint(contract));
  make_private(*emitted.module);
  optimise(*emitted.module, *machine);
  if (spilled) spill_registers(*emitted.module);
  Attempt result;
  result.module = link({object_code(*emitted.module, *machine), cosmwasm_runtime(), {"--stack-first"}});
  result.report = std::move(emitted.report);
  result.most_locals = std::ranges::max(wasm_locals(result.module));
  append_wasm_section(result.module, "surety.cosmwasm", cosmwasm_names_json(contract, names));
  return result;
}

}  // namespace

Artifact cosmwasm_module(const core::Contract& contract, const Options& options) {
  Attempt result = attempt(contract, options, false);
  // Values that live across blocks then lie in memory: slower, but any step fits.
  if (result.most_locals > cosmwasm_most_locals) result = attempt(contract, options, true);
  if (result.most_locals > cosmwasm_most_locals)
    throw NotForCosmWasm(fmt::format(
        "a step of {} needs {} local variables in wasm; CosmWasm chains accept {}: split the longest action",
        contract.name, result.most_locals, cosmwasm_most_locals));
  return {std::move(result.module), std::move(result.report)};
}

}  // namespace surety::codegen
