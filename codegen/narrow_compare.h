// narrow_compare.h -- range checks of 128 bit values against narrow bounds, in two 64-bit comparisons.
//
// An argument is a signed 128-bit cell, and the first thing a step asks is whether it lies in its declared range. Where
// both bounds fit 64 bits the value does when its upper word repeats the sign of the lower one and the lower one lies
// in the range: shorter than a comparison of two words with its borrow, above all in wasm, which has no borrow.
#pragma once

#include <llvm/IR/Module.h>

namespace surety::codegen {

/// Rewrites `(x + a) < b`, unsigned, as LLVM writes low <= x < high. After the optimiser, which would undo it.
void narrow_compares(llvm::Module& module);

}  // namespace surety::codegen
