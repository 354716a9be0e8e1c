// wide_arithmetic.h -- division, square root and multiplication of 64 to 512 bit integers as LLVM IR.
//
// LLVM divides 256 bits one bit at a time, and 128 bits by calling a runtime library that wasm does not have. Contracts
// divide all the time (every price, every ratio), so this file builds its own helpers, once per module and only where
// they are called:
//
//   width <= 64     the machine's division
//   divisor 64 bit  one 128-by-64 step per limb, by multiplication with the divisor's reciprocal. For a constant
//   divisor
//                   the reciprocal is folded while building, so dividing by 10^6 takes no division at all.
//   quotient 64 bit by a divisor of at most 128: one digit of schoolbook division
//   otherwise       schoolbook division with 64-bit digits, after a look whether the values are in fact half as wide
//
//   source  Knuth, TAOCP 2, 4.3.1, algorithm D;  Moeller and Granlund, Improved Division by Invariant Integers (2011),
//           algorithm 4;  Newton's iteration from above for the square root
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

namespace surety::codegen {

using Builder = llvm::IRBuilder<>;

/// Values are unsigned unless said otherwise, of one type i64, i128, i256, … (powers of two); results have that type.
class WideArithmetic {
 public:
  explicit WideArithmetic(llvm::Module& module) : module_(module) {}

  /// What is known of a quotient: the divisor is below 2^divisor, the quotient below 2^quotient.
  struct Bits {
    unsigned divisor;
    unsigned quotient;
  };
  /// n / d. Requires d != 0.
  llvm::Value* divide(Builder& builder, llvm::Value* n, llvm::Value* d, const Bits& bits);
  /// floor(n / d) for signed n, where d >= 1; `bits.quotient` is of the quotient without its sign. `never_negative`:
  /// n >= 0 is known.
  llvm::Value* divide_floor(Builder& builder, llvm::Value* n, llvm::Value* d, const Bits& bits, bool never_negative);
  /// The largest r with r * r <= n. Requires n < 2^(width-1).
  llvm::Value* square_root(Builder& builder, llvm::Value* n);
  /// The exact signed product of two values of half the width, which are given sign-extended.
  static llvm::Value* multiply_halves(Builder& builder, llvm::Value* a, bool a_never_negative, llvm::Value* b,
                                      bool b_never_negative);

 private:
  llvm::Function* divide_function(unsigned width);
  llvm::Function* divide_by_limb_function(unsigned width);
  /// Of at most 192 bits by at most 128 with a quotient of 64.
  llvm::Function* divide_to_limb_function();
  /// By a constant longer than a word, where words divide it: else nullptr.
  llvm::Value* divide_by_long_constant(Builder& builder, llvm::Value* n, const llvm::APInt& divisor, const Bits& bits);
  llvm::Function* divide_by_constant_function(unsigned width, std::uint64_t divisor, unsigned limbs);
  llvm::Function* square_root_function(unsigned width);
  llvm::Function* declare(const std::string& name, unsigned width, unsigned second_width);
  llvm::Function* declare(const std::string& name, llvm::Type* result, const std::vector<llvm::Type*>& parameters);

  llvm::Module& module_;
};

}  // namespace surety::codegen
