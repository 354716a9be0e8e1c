// limb_product.h -- products and shifts of wide integers in 64-bit words, for machines that have no wider ones.
//
// WebAssembly multiplies 64 by 64 bits to 64. LLVM would call its runtime library for everything wider, several times
// slower than the words written out. Everything here is straight-line code over i64, so zero words fold away.
//
//   source  Knuth, TAOCP 2, 4.3.1, algorithm M
#pragma once

#include <llvm/IR/IRBuilder.h>

namespace surety::codegen {

struct Factor {
  llvm::Value* value;
  unsigned limbs;  // the words above are known to be zero
};
/// Is the target a machine without wider multiplication?
bool multiplies_words_only(const llvm::IRBuilder<>& builder);
/// The product modulo 2^width of two values of one type, whose width is a multiple of 64: by words on such a machine,
/// else by LLVM's own multiplication.
llvm::Value* multiply_wide(llvm::IRBuilder<>& builder, const Factor& a, const Factor& b);
/// The same by words wherever it runs.
llvm::Value* multiply_limbs(llvm::IRBuilder<>& builder, const Factor& a, const Factor& b);
/// value << shift for shift < 64 (an i64), as a value 64 bits wider: nothing is lost.
llvm::Value* shift_limbs(llvm::IRBuilder<>& builder, llvm::Value* value, llvm::Value* shift);

}  // namespace surety::codegen
