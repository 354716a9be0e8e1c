// loop_bounds.cpp -- see loop_bounds.h.
#include "codegen/cost/loop_bounds.h"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Passes/PassBuilder.h>

#include <algorithm>

namespace surety::codegen::wasm {

namespace {

FunctionLoops loops_of(llvm::LoopInfo& loops, llvm::ScalarEvolution& evolution) {
  FunctionLoops result;
  for (llvm::Loop* const loop : loops.getLoopsInPreorder()) {
    ++result.count;
    const unsigned most = evolution.getSmallConstantMaxTripCount(loop);  // 0: not known
    if (most == 0) result.most.reset();
    if (result.most) result.most = std::max<std::uint64_t>(*result.most, most);
  }
  return result;
}

}  // namespace

LoopBounds loop_bounds(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::FunctionAnalysisManager analyses;
  llvm::PassBuilder passes(&machine);
  passes.registerFunctionAnalyses(analyses);
  LoopBounds bounds;
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    bounds[function.getName().str()] = loops_of(analyses.getResult<llvm::LoopAnalysis>(function),
                                                analyses.getResult<llvm::ScalarEvolutionAnalysis>(function));
  }
  return bounds;
}

}  // namespace surety::codegen::wasm
