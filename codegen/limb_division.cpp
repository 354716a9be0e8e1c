// limb_division.cpp -- see limb_division.h.
#include "codegen/limb_division.h"

#include <llvm/IR/Intrinsics.h>

#include "codegen/limb_product.h"

namespace surety::codegen {

namespace {

struct HalfDigit {
  llvm::Value* quotient;
  llvm::Value* rest;
};

/// One 32-bit digit of a 96 by 64 bit division: (high, next 32 bits) / d, where high < d and d >= 2^63.
HalfDigit half_digit(Builder& b, llvm::Value* high, llvm::Value* next, llvm::Value* d) {
  llvm::Value* const d_high = b.CreateLShr(d, 32);
  llvm::Value* const d_low = b.CreateAnd(d, b.getInt64(0xffffffffU));
  llvm::Value* quotient = b.CreateUDiv(high, d_high);
  llvm::Value* rest = b.CreateSub(high, b.CreateMul(quotient, d_high));
  const auto too_large = [&] {
    llvm::Value* const wide = b.CreateICmpNE(b.CreateLShr(quotient, 32), b.getInt64(0));
    llvm::Value* const seen = b.CreateOr(b.CreateShl(rest, 32), next);
    return b.CreateOr(wide, b.CreateICmpUGT(b.CreateMul(quotient, d_low), seen));
  };
  llvm::Value* const first = too_large();
  quotient = b.CreateSub(quotient, b.CreateZExt(first, b.getInt64Ty()));
  rest = b.CreateAdd(rest, b.CreateSelect(first, d_high, b.getInt64(0)));
  llvm::Value* const narrow = b.CreateICmpEQ(b.CreateLShr(rest, 32), b.getInt64(0));
  llvm::Value* const second = b.CreateAnd(b.CreateAnd(first, narrow), too_large());
  quotient = b.CreateSub(quotient, b.CreateZExt(second, b.getInt64Ty()));
  llvm::Value* const shifted = b.CreateOr(b.CreateShl(high, 32), next);
  return {quotient, b.CreateSub(shifted, b.CreateMul(quotient, d))};
}

}  // namespace

llvm::Value* reciprocal_word(Builder& b, llvm::Value* d) {
  // (2^128 - 1) - 2^64 * d = (~d) * 2^64 + (2^64 - 1), and ~d < d because d is normalised.
  llvm::Value* const ones = b.getInt64(0xffffffffU);
  const HalfDigit upper = half_digit(b, b.CreateNot(d), ones, d);
  const HalfDigit lower = half_digit(b, upper.rest, ones, d);
  return b.CreateAdd(b.CreateShl(upper.quotient, 32), lower.quotient);
}

llvm::Value* divide_to_limb(Builder& b, llvm::Value* n, llvm::Value* d) {
  llvm::Value* const shift = b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, d, b.getFalse());
  llvm::Value* const divisor = b.CreateShl(d, shift);
  llvm::Value* const number = shift_limbs(b, n, shift);
  llvm::Value* const low = b.CreateTrunc(number, b.getInt64Ty());
  llvm::Value* const high = b.CreateTrunc(b.CreateLShr(number, 64), b.getInt64Ty());
  const HalfDigit first = half_digit(b, high, b.CreateLShr(low, 32), divisor);
  const HalfDigit second = half_digit(b, first.rest, b.CreateAnd(low, b.getInt64(0xffffffffU)), divisor);
  return b.CreateAdd(b.CreateShl(first.quotient, 32), second.quotient);
}

LimbQuotient divide_two_limbs(Builder& b, llvm::Value* high, llvm::Value* low, llvm::Value* d,
                              llvm::Value* reciprocal) {
  llvm::Type* const wide = b.getInt128Ty();
  llvm::Type* const limb = b.getInt64Ty();
  llvm::Value* const product = multiply_wide(b, {b.CreateZExt(reciprocal, wide), 1}, {b.CreateZExt(high, wide), 1});
  llvm::Value* const number = b.CreateOr(b.CreateShl(b.CreateZExt(high, wide), 64), b.CreateZExt(low, wide));
  llvm::Value* const estimate = b.CreateAdd(product, number);
  llvm::Value* const fraction = b.CreateTrunc(estimate, limb);
  llvm::Value* quotient = b.CreateAdd(b.CreateTrunc(b.CreateLShr(estimate, 64), limb), b.getInt64(1));
  llvm::Value* rest = b.CreateSub(low, b.CreateMul(quotient, d));
  llvm::Value* const over = b.CreateICmpUGT(rest, fraction);
  quotient = b.CreateSub(quotient, b.CreateZExt(over, limb));
  rest = b.CreateAdd(rest, b.CreateSelect(over, d, b.getInt64(0)));
  llvm::Value* const under = b.CreateICmpUGE(rest, d);
  quotient = b.CreateAdd(quotient, b.CreateZExt(under, limb));
  rest = b.CreateSub(rest, b.CreateSelect(under, d, b.getInt64(0)));
  return {quotient, rest};
}

}  // namespace surety::codegen
