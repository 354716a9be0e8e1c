// fewer_combines.h -- LLVM's O2 without what costs much and finds little: of its eight rounds of InstCombine two are
// left, and one for long functions; three passes that find nothing new are left out.
//
// InstCombine asks of every value which bits are known, and on integers of 128 and 256 bits that is most of what
// optimising costs: two thirds for cross_margin_perp. The second round (after inlining) and the eighth (after loops are
// unrolled) find all that the eight find, but for a few per mille of the instructions; the eighth alone leaves the wasm
// batch of perp-1 3 per cent slower.
#pragma once

#include <llvm/ADT/DenseMap.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/PassInstrumentation.h>

namespace surety::codegen {

/// Which round of InstCombine each function is in. It has to outlive the passes it is registered with.
class FewerCombines {
 public:
  /// From now on passes with these callbacks leave rounds out.
  void register_with(llvm::PassInstrumentationCallbacks& callbacks);

 private:
  llvm::DenseMap<const llvm::Function*, unsigned> rounds_;
};

}  // namespace surety::codegen
