// wide_minimum.h -- around a mistake of LLVM: min(x, -1) of more than 128 bits.
//
// LLVM 19 cuts such a minimum into halves, and where x is not negative it takes for the lower half 2^64 - 1 in place of
// -1, whatever the half's width (DAGTypeLegalizer::ExpandIntRes_MINMAX); with halves of more than 64 bits the result is
// wrong, on every target. min and max with other constants were found right, and so were comparisons and selections.
#pragma once

#include <llvm/IR/Module.h>

namespace surety::codegen {

/// Writes such minima as x | ~(x >> all but one). After the optimiser, which makes them of comparisons.
void mend_wide_minima(llvm::Module& module);

}  // namespace surety::codegen
