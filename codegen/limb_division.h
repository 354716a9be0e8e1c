// limb_division.h -- 128 by 64 bit division without a division: the inner step of all wide division.
//
// Everything here is straight-line code over i64, so with constant operands the builder folds it to constants.
#pragma once

#include "codegen/wide_arithmetic.h"

namespace surety::codegen {

/// floor((2^128 - 1) / d) - 2^64 for a normalised divisor (d >= 2^63): Moeller and Granlund's reciprocal word.
llvm::Value* reciprocal_word(Builder& builder, llvm::Value* d);

struct LimbQuotient {
  llvm::Value* quotient;   // i64
  llvm::Value* remainder;  // i64
};
/// (high * 2^64 + low) divided by d. Requires high < d, d >= 2^63 and `reciprocal` of that d.
LimbQuotient divide_two_limbs(Builder& builder, llvm::Value* high, llvm::Value* low, llvm::Value* d,
                              llvm::Value* reciprocal);

/// n / d for a quotient that is known to fit a limb, that is where n >> 64 < d.
llvm::Value* divide_to_limb(Builder& builder, llvm::Value* n, llvm::Value* d);

}  // namespace surety::codegen
