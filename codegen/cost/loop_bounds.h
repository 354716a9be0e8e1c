// loop_bounds.h -- how often loops go round, as LLVM's scalar evolution derives it from the optimised module.
//
// Actions have no loops; the helpers of wide arithmetic do. Each counts down from a number whose range is known, so
// that the bound is a consequence of the code and not a promise beside it. Passes after this one may peel, unroll or
// move loops, which makes rounds fewer; a loop that they add is noticed, for then there are more than were counted
// here.
#pragma once

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include "codegen/cost/worst_case.h"

namespace surety::codegen::wasm {

/// Of every function that is defined in the module.
LoopBounds loop_bounds(llvm::Module& module, llvm::TargetMachine& machine);

}  // namespace surety::codegen::wasm
