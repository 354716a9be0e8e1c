// target.cpp -- see target.h.
#include "codegen/target.h"

#include <llvm/IR/LegacyPassManager.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/Scalar/Reg2Mem.h>

#include "codegen/codegen.h"
#include "codegen/fewer_combines.h"
#include "codegen/narrow_compare.h"
#include "codegen/wide_minimum.h"

namespace surety::codegen {

namespace {

/// Debian 12's node is version 18: no tail calls, no garbage collection, no relaxed SIMD.
constexpr const char* wasm_features = "+bulk-memory,+mutable-globals,+sign-ext";
/// On top of the processor `mvp`, which has no features.
constexpr const char* cosmwasm_features = "+mutable-globals,+sign-ext";

/// From how many cases on a `switch` becomes a table is one variable for all targets, and the first code for wasm sets
/// it to 2: native code made at the same time, or after it, would not be what it is alone. lld sets it back to where it
/// began. So it is 2 from the beginning.
void same_tables_for_all() {
  const auto& all = llvm::cl::getRegisteredOptions();
  const auto found = all.find("min-jump-table-entries");
  if (found == all.end()) throw CodegenError("this LLVM does not say from how many cases on it makes a table");
  static_cast<llvm::cl::opt<unsigned>*>(found->second)->setInitialValue(2);
}

/// LLVM's registry of targets is global and filled once.
void initialise_targets() {
  static const bool done = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    LLVMInitializeWebAssemblyTargetInfo();
    LLVMInitializeWebAssemblyTarget();
    LLVMInitializeWebAssemblyTargetMC();
    LLVMInitializeWebAssemblyAsmPrinter();
    same_tables_for_all();
    return true;
  }();
  static_cast<void>(done);
}

std::string host_features() {
  std::string features;
  for (const auto& feature : llvm::sys::getHostCPUFeatures()) {
    if (!features.empty()) features += ',';
    features += (feature.second ? '+' : '-') + feature.first().str();
  }
  return features;
}

}  // namespace

std::unique_ptr<llvm::TargetMachine> make_machine(Machine machine) {
  initialise_targets();
  const bool wasm = machine == Machine::wasm || machine == Machine::cosmwasm;
  const std::string triple = wasm ? "wasm32-unknown-unknown" : llvm::sys::getDefaultTargetTriple();
  std::string problem;
  const llvm::Target* const target = llvm::TargetRegistry::lookupTarget(triple, problem);
  if (!target) throw CodegenError("this LLVM cannot generate code for " + triple + ": " + problem);
  std::string processor;
  std::string features;
  if (machine == Machine::host) {
    processor = llvm::sys::getHostCPUName().str();
    features = host_features();
  } else if (machine == Machine::wasm) {
    processor = "generic";
    features = wasm_features;
  } else if (machine == Machine::cosmwasm) {
    processor = "mvp";
    features = cosmwasm_features;
  }
  const llvm::TargetOptions options;
  std::unique_ptr<llvm::TargetMachine> result(target->createTargetMachine(
      triple, processor, features, options, wasm ? llvm::Reloc::Static : llvm::Reloc::PIC_));
  if (!result) throw CodegenError("this LLVM has no code generator for " + triple);
  return result;
}

void optimise(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager calls;
  llvm::ModuleAnalysisManager modules;
  FewerCombines fewer;
  llvm::PassInstrumentationCallbacks callbacks;
  fewer.register_with(callbacks);
  llvm::PipelineTuningOptions tuning;
  tuning.SLPVectorization = false;
  llvm::PassBuilder passes(&machine, tuning, std::nullopt, &callbacks);
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(calls);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, calls, modules);
  passes.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(module, modules);
  narrow_compares(module);
  mend_wide_minima(module);
}

void spill_registers(llvm::Module& module) {
  llvm::FunctionAnalysisManager functions;
  llvm::PassBuilder().registerFunctionAnalyses(functions);
  for (llvm::Function& function : module)
    if (!function.isDeclaration()) llvm::RegToMemPass().run(function, functions);
}

std::vector<char> object_code(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::ObjectFile))
    throw CodegenError("this LLVM cannot write object files for " + machine.getTargetTriple().str());
  passes.run(module);
  return {bytes.begin(), bytes.end()};
}

}  // namespace surety::codegen
