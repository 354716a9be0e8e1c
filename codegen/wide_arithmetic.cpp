// wide_arithmetic.cpp -- see wide_arithmetic.h.
#include "codegen/wide_arithmetic.h"

#include <llvm/IR/Intrinsics.h>

#include <algorithm>

#include "codegen/limb_division.h"
#include "codegen/limb_product.h"

namespace surety::codegen {

namespace {

constexpr unsigned limb_bits = 64;
constexpr std::uint64_t most_fives = 7'450'580'596'923'828'125;  // 5^27, the most in one word

unsigned width_of(const llvm::Value* value) { return value->getType()->getIntegerBitWidth(); }

llvm::Value* leading_zeros(Builder& b, llvm::Value* value) {
  return b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, value, b.getFalse());
}

/// Limbs of a value below 2^bits, at most those of `width`.
unsigned limbs_of(unsigned bits, unsigned width) { return std::clamp((bits + 63) / limb_bits, 1U, width / limb_bits); }

/// Bits [position, position + 64) of a value of any width.
llvm::Value* limb_at(Builder& b, llvm::Value* value, unsigned position) {
  return b.CreateTrunc(b.CreateLShr(value, position), b.getInt64Ty());
}

/// Limb by limb from the top, for a divisor of at most 64 bits that is shifted left by `shift` to be normalised. The
/// quotient has no more than `limbs`.
llvm::Value* divide_limbs(Builder& b, llvm::Value* n, llvm::Value* normalised, llvm::Value* shift, unsigned limbs) {
  llvm::Value* const number = shift_limbs(b, n, shift);
  llvm::Value* const reciprocal = reciprocal_word(b, normalised);
  llvm::Value* rest = limb_at(b, number, limbs * limb_bits);
  llvm::Value* quotient = llvm::ConstantInt::get(n->getType(), 0);
  for (unsigned position = limbs * limb_bits; position >= limb_bits; position -= limb_bits) {
    const LimbQuotient digit =
        divide_two_limbs(b, rest, limb_at(b, number, position - limb_bits), normalised, reciprocal);
    rest = digit.remainder;
    llvm::Value* const placed = b.CreateShl(b.CreateZExt(digit.quotient, n->getType()), position - limb_bits);
    quotient = b.CreateOr(quotient, placed);
  }
  return quotient;
}

/// How often the loop of a square root of `width` bits is entered at most. Let e be an iterate's distance to the root
/// s, divided by s. The first is a power of two with e <= 1; one step makes e^2 / (2 + 2e) of e, so after the first e
/// is at most 1/4, and where it was 2^-p it becomes less than 2^-(2p+1). Once e < 1/s, and s < 2^((width-1)/2), the
/// iterate is the root rounded down or one more: one more step and the step that sees no progress are enough.
unsigned newton_steps(unsigned width) {
  unsigned steps = 1;
  for (unsigned precision = 2; 2 * precision < width - 1; precision = 2 * precision + 1) ++steps;
  return steps + 2;
}

/// One digit of algorithm D. `rest` < divisor * 2^64; `divisor` has its top bit at bit width-1 of width+64.
struct Digit {
  llvm::Value* quotient;
  llvm::Value* rest;
};
Digit schoolbook_digit(Builder& b, llvm::Value* rest, llvm::Value* divisor, llvm::Value* top, llvm::Value* reciprocal) {
  llvm::Type* const wider = rest->getType();
  const unsigned width = width_of(rest) - limb_bits;
  llvm::Value* const high = limb_at(b, rest, width);
  llvm::Value* const low = limb_at(b, rest, width - limb_bits);
  const LimbQuotient estimate = divide_two_limbs(b, high, low, top, reciprocal);
  llvm::Value* const capped =
      b.CreateSelect(b.CreateICmpUGE(high, top), b.getInt64(~std::uint64_t{0}), estimate.quotient);
  llvm::Value* quotient = capped;
  llvm::Value* left =
      b.CreateSub(rest, multiply_wide(b, {b.CreateZExt(capped, wider), 1}, {divisor, width / limb_bits}));
  for (int correction = 0; correction < 2; ++correction) {  // the estimate is at most 2 too large (Knuth, theorem B)
    llvm::Value* const negative = b.CreateICmpSLT(left, llvm::ConstantInt::get(wider, 0));
    quotient = b.CreateSub(quotient, b.CreateZExt(negative, b.getInt64Ty()));
    left = b.CreateAdd(left, b.CreateSelect(negative, divisor, llvm::ConstantInt::get(wider, 0)));
  }
  return {quotient, left};
}

}  // namespace

llvm::Function* WideArithmetic::declare(const std::string& name, unsigned width, unsigned second_width) {
  llvm::LLVMContext& context = module_.getContext();
  llvm::Type* const type = llvm::Type::getIntNTy(context, width);
  std::vector<llvm::Type*> parameters{type};
  if (second_width != 0) parameters.push_back(llvm::Type::getIntNTy(context, second_width));
  return declare(name, type, parameters);
}

llvm::Function* WideArithmetic::declare(const std::string& name, llvm::Type* result,
                                        const std::vector<llvm::Type*>& parameters) {
  llvm::LLVMContext& context = module_.getContext();
  auto* const function = llvm::Function::Create(llvm::FunctionType::get(result, parameters, false),
                                                llvm::Function::InternalLinkage, name, module_);
  function->setDoesNotAccessMemory();
  function->setDoesNotThrow();
  function->setWillReturn();
  llvm::BasicBlock::Create(context, "entry", function);
  return function;
}

llvm::Value* WideArithmetic::divide(Builder& b, llvm::Value* n, llvm::Value* d, const Bits& bits) {
  const unsigned width = width_of(n);
  const auto* const constant = llvm::dyn_cast<llvm::ConstantInt>(d);
  if (constant && constant->isZero()) return n;  // code that never runs
  if (constant && constant->getValue().isPowerOf2()) return b.CreateLShr(n, constant->getValue().logBase2());
  if (width <= limb_bits) return b.CreateUDiv(n, d);
  if (constant && constant->getValue().isIntN(limb_bits))
    return b.CreateCall(divide_by_constant_function(width, constant->getZExtValue(), limbs_of(bits.quotient, width)),
                        {n});
  if (constant)
    if (llvm::Value* const quotient = divide_by_long_constant(b, n, constant->getValue(), bits)) return quotient;
  if (bits.quotient <= limb_bits && bits.divisor <= 2 * limb_bits) {
    llvm::Value* const quotient = b.CreateCall(
        divide_to_limb_function(),
        {b.CreateZExtOrTrunc(n, b.getIntNTy(3 * limb_bits)), b.CreateZExtOrTrunc(d, b.getIntNTy(2 * limb_bits))});
    return b.CreateZExt(quotient, n->getType());
  }
  if (bits.divisor <= limb_bits)
    return b.CreateCall(divide_by_limb_function(width), {n, b.CreateTrunc(d, b.getInt64Ty())});
  return b.CreateCall(divide_function(width), {n, d});
}

/// floor(n / (x * y)) = floor(floor(n / x) / y). Scales are powers of ten: of 10^27 = 2^27 * 5^27 a shift takes the
/// first part, and the second fits a word.
llvm::Value* WideArithmetic::divide_by_long_constant(Builder& b, llvm::Value* n, const llvm::APInt& divisor,
                                                     const Bits& bits) {
  const unsigned twos = divisor.countr_zero();
  const llvm::APInt odd = divisor.lshr(twos);
  const unsigned width = width_of(n);
  llvm::Value* const shifted = b.CreateLShr(n, twos);
  const auto by = [&](llvm::Value* number, std::uint64_t word, unsigned quotient_bits) {
    return b.CreateCall(divide_by_constant_function(width, word, limbs_of(quotient_bits, width)), {number});
  };
  if (odd.isIntN(limb_bits)) return by(shifted, odd.getZExtValue(), bits.quotient);
  const llvm::APInt fives(divisor.getBitWidth(), most_fives);
  if (odd.urem(fives) != 0 || !odd.udiv(fives).isIntN(limb_bits)) return nullptr;
  const std::uint64_t rest = odd.udiv(fives).getZExtValue();
  const unsigned rest_bits = 64 - static_cast<unsigned>(__builtin_clzll(rest));
  return by(by(shifted, most_fives, bits.quotient + rest_bits), rest, bits.quotient);
}

llvm::Value* WideArithmetic::divide_floor(Builder& b, llvm::Value* n, llvm::Value* d, const Bits& bits,
                                          bool never_negative) {
  const auto* const constant = llvm::dyn_cast<llvm::ConstantInt>(d);
  if (constant && constant->getValue().isPowerOf2()) return b.CreateAShr(n, constant->getValue().logBase2());
  if (never_negative) return divide(b, n, d, bits);
  // For n < 0: floor(n / d) = ~(~n / d), and ~n >= 0.
  llvm::Value* const sign = b.CreateAShr(n, width_of(n) - 1);
  return b.CreateXor(sign, divide(b, b.CreateXor(n, sign), d, bits));
}

llvm::Function* WideArithmetic::divide_by_constant_function(unsigned width, std::uint64_t divisor, unsigned limbs) {
  const std::string name = "surety.divide." + std::to_string(width) + ".by." + std::to_string(divisor) + ".to." +
                           std::to_string(limbs * limb_bits);
  if (llvm::Function* const known = module_.getFunction(name)) return known;
  llvm::Function* const function = declare(name, width, 0);
  Builder b(&function->getEntryBlock());
  const auto shift = static_cast<unsigned>(__builtin_clzll(divisor));
  if (limbs > 1) {  // wide as the declarations allow, and mostly small
    // By a small divisor what fits one word is divided as such; by a large one whatever has a quotient of one word.
    const bool small_divisor = divisor >> 32 == 0;
    auto* const one_limb = llvm::BasicBlock::Create(b.getContext(), "one_limb", function);
    auto* const more = llvm::BasicBlock::Create(b.getContext(), "more", function);
    llvm::Value* const n = function->getArg(0);
    llvm::Constant* const limit = llvm::ConstantInt::get(n->getType(), small_divisor ? 1 : divisor);
    b.CreateCondBr(b.CreateICmpULT(b.CreateLShr(n, limb_bits), limit), one_limb, more);
    b.SetInsertPoint(one_limb);
    llvm::Value* const quotient = small_divisor ? b.CreateUDiv(b.CreateTrunc(n, b.getInt64Ty()), b.getInt64(divisor))
                                                : divide_limbs(b, b.CreateTrunc(n, b.getInt128Ty()),
                                                               b.getInt64(divisor << shift), b.getInt64(shift), 1);
    b.CreateRet(b.CreateZExt(quotient, n->getType()));
    b.SetInsertPoint(more);
  }
  b.CreateRet(divide_limbs(b, function->getArg(0), b.getInt64(divisor << shift), b.getInt64(shift), limbs));
  return function;
}

llvm::Function* WideArithmetic::divide_by_limb_function(unsigned width) {
  const std::string name = "surety.divide." + std::to_string(width) + ".by.limb";
  if (llvm::Function* const known = module_.getFunction(name)) return known;
  llvm::Function* const function = declare(name, width, limb_bits);
  Builder b(&function->getEntryBlock());
  llvm::Value* const n = function->getArg(0);
  llvm::Value* const d = function->getArg(1);
  auto* const small = llvm::BasicBlock::Create(b.getContext(), "small", function);
  auto* const not_small = llvm::BasicBlock::Create(b.getContext(), "not_small", function);
  auto* const medium = llvm::BasicBlock::Create(b.getContext(), "medium", function);
  auto* const large = llvm::BasicBlock::Create(b.getContext(), "large", function);
  llvm::Value* const is_small = b.CreateICmpEQ(b.CreateLShr(n, limb_bits), llvm::ConstantInt::get(n->getType(), 0));
  b.CreateCondBr(is_small, small, not_small);
  b.SetInsertPoint(small);
  b.CreateRet(b.CreateZExt(b.CreateUDiv(b.CreateTrunc(n, b.getInt64Ty()), d), n->getType()));
  // A quotient of one limb is cheaper without the reciprocal.
  b.SetInsertPoint(not_small);
  llvm::Value* const upper = b.CreateLShr(n, limb_bits);
  b.CreateCondBr(b.CreateICmpULT(upper, b.CreateZExt(d, n->getType())), medium, large);
  b.SetInsertPoint(medium);
  llvm::Value* const one_limb = divide_to_limb(b, b.CreateTrunc(n, b.getInt128Ty()), d);
  b.CreateRet(b.CreateZExt(one_limb, n->getType()));
  b.SetInsertPoint(large);
  llvm::Value* const shift = leading_zeros(b, d);
  b.CreateRet(divide_limbs(b, n, b.CreateShl(d, shift), shift, width / limb_bits));
  return function;
}

llvm::Function* WideArithmetic::divide_to_limb_function() {
  const std::string name = "surety.divide.to.limb";
  if (llvm::Function* const known = module_.getFunction(name)) return known;
  llvm::LLVMContext& context = module_.getContext();
  llvm::Type* const wider = llvm::Type::getIntNTy(context, 3 * limb_bits);
  llvm::Type* const wide = llvm::Type::getInt128Ty(context);
  llvm::Function* const function = declare(name, llvm::Type::getInt64Ty(context), {wider, wide});
  Builder b(&function->getEntryBlock());
  llvm::Value* const n = function->getArg(0);
  llvm::Value* const d = function->getArg(1);
  const auto block = [&](const char* of) { return llvm::BasicBlock::Create(context, of, function); };
  llvm::BasicBlock* const short_divisor = block("short_divisor");
  llvm::BasicBlock* const long_divisor = block("long_divisor");
  llvm::BasicBlock* const one_limb = block("one_limb");
  llvm::BasicBlock* const two_limbs = block("two_limbs");
  b.CreateCondBr(b.CreateICmpEQ(limb_at(b, d, limb_bits), b.getInt64(0)), short_divisor, long_divisor);

  // The quotient fits, so the upper words of the number are below the divisor.
  b.SetInsertPoint(short_divisor);
  llvm::Value* const divisor = b.CreateTrunc(d, b.getInt64Ty());
  b.CreateCondBr(b.CreateICmpEQ(limb_at(b, n, limb_bits), b.getInt64(0)), one_limb, two_limbs);
  b.SetInsertPoint(one_limb);
  b.CreateRet(b.CreateUDiv(b.CreateTrunc(n, b.getInt64Ty()), divisor));
  b.SetInsertPoint(two_limbs);
  b.CreateRet(divide_to_limb(b, b.CreateTrunc(n, wide), divisor));

  b.SetInsertPoint(long_divisor);
  llvm::Value* const zeros = leading_zeros(b, limb_at(b, d, limb_bits));
  llvm::Value* const number = b.CreateTrunc(shift_limbs(b, n, zeros), wider);
  llvm::Value* const normalised = shift_limbs(b, d, zeros);
  llvm::Value* const top = limb_at(b, normalised, limb_bits);
  b.CreateRet(schoolbook_digit(b, number, normalised, top, reciprocal_word(b, top)).quotient);
  return function;
}

llvm::Function* WideArithmetic::divide_function(unsigned width) {
  const std::string name = "surety.divide." + std::to_string(width);
  if (llvm::Function* const known = module_.getFunction(name)) return known;
  llvm::Function* const function = declare(name, width, width);
  llvm::LLVMContext& context = module_.getContext();
  Builder b(&function->getEntryBlock());
  llvm::Value* const n = function->getArg(0);
  llvm::Value* const d = function->getArg(1);
  llvm::Type* const type = n->getType();
  llvm::Type* const wider = b.getIntNTy(width + limb_bits);
  auto* const half = llvm::BasicBlock::Create(context, "half", function);
  auto* const full = llvm::BasicBlock::Create(context, "full", function);
  auto* const loop = llvm::BasicBlock::Create(context, "digit", function);
  auto* const done = llvm::BasicBlock::Create(context, "done", function);

  auto* const short_divisor = llvm::BasicBlock::Create(context, "short_divisor", function);
  auto* const long_divisor = llvm::BasicBlock::Create(context, "long_divisor", function);
  const auto is_zero = [&](llvm::Value* value) { return b.CreateICmpEQ(value, llvm::ConstantInt::get(type, 0)); };
  b.CreateCondBr(is_zero(b.CreateLShr(d, limb_bits)), short_divisor, long_divisor);
  b.SetInsertPoint(short_divisor);
  b.CreateRet(b.CreateCall(divide_by_limb_function(width), {n, b.CreateTrunc(d, b.getInt64Ty())}));
  b.SetInsertPoint(long_divisor);
  if (width == 2 * limb_bits) {
    b.CreateBr(full);
    half->eraseFromParent();
  } else {
    b.CreateCondBr(is_zero(b.CreateLShr(b.CreateOr(n, d), width / 2)), half, full);
    b.SetInsertPoint(half);
    llvm::Type* const half_type = b.getIntNTy(width / 2);
    llvm::Value* const narrow =
        b.CreateCall(divide_function(width / 2), {b.CreateTrunc(n, half_type), b.CreateTrunc(d, half_type)});
    b.CreateRet(b.CreateZExt(narrow, type));
  }

  // The divisor is moved to the top once; the number by the same count modulo 64. Then every digit is taken at the same
  // place, and the rest moves up a limb.
  b.SetInsertPoint(full);
  llvm::Value* const zeros = leading_zeros(b, d);
  llvm::Value* const divisor = b.CreateZExt(b.CreateShl(d, zeros), wider);
  llvm::Value* const bits = b.CreateAnd(zeros, llvm::ConstantInt::get(type, limb_bits - 1));
  llvm::Value* const first = shift_limbs(b, n, b.CreateTrunc(bits, b.getInt64Ty()));
  llvm::Value* const digits = b.CreateTrunc(b.CreateLShr(zeros, 6), b.getInt64Ty());
  llvm::Value* const top = limb_at(b, divisor, width - limb_bits);
  llvm::Value* const reciprocal = reciprocal_word(b, top);
  b.CreateBr(loop);

  b.SetInsertPoint(loop);
  llvm::PHINode* const left = b.CreatePHI(b.getInt64Ty(), 2);
  llvm::PHINode* const rest = b.CreatePHI(wider, 2);
  llvm::PHINode* const quotient = b.CreatePHI(type, 2);
  const Digit digit = schoolbook_digit(b, rest, divisor, top, reciprocal);
  llvm::Value* const longer = b.CreateOr(b.CreateShl(quotient, limb_bits), b.CreateZExt(digit.quotient, type));
  left->addIncoming(digits, full);
  left->addIncoming(b.CreateSub(left, b.getInt64(1)), loop);
  rest->addIncoming(first, full);
  rest->addIncoming(b.CreateShl(digit.rest, limb_bits), loop);
  quotient->addIncoming(llvm::ConstantInt::get(type, 0), full);
  quotient->addIncoming(longer, loop);
  b.CreateCondBr(b.CreateICmpEQ(left, b.getInt64(0)), done, loop);
  b.SetInsertPoint(done);
  b.CreateRet(longer);
  return function;
}

llvm::Value* WideArithmetic::square_root(Builder& b, llvm::Value* n) {
  return b.CreateCall(square_root_function(width_of(n)), {n});
}

llvm::Function* WideArithmetic::square_root_function(unsigned width) {
  const std::string name = "surety.square_root." + std::to_string(width);
  if (llvm::Function* const known = module_.getFunction(name)) return known;
  llvm::Function* const function = declare(name, width, 0);
  llvm::LLVMContext& context = module_.getContext();
  Builder b(&function->getEntryBlock());
  llvm::Value* const n = function->getArg(0);
  llvm::Type* const type = n->getType();
  llvm::Constant* const one = llvm::ConstantInt::get(type, 1);
  auto* const trivial = llvm::BasicBlock::Create(context, "trivial", function);
  auto* const start = llvm::BasicBlock::Create(context, "start", function);
  auto* const loop = llvm::BasicBlock::Create(context, "loop", function);
  auto* const done = llvm::BasicBlock::Create(context, "done", function);
  b.CreateCondBr(b.CreateICmpULE(n, one), trivial, start);
  b.SetInsertPoint(trivial);
  b.CreateRet(n);

  // From a power of two that is not below the root the iterates fall until they reach it, within newton_steps.
  b.SetInsertPoint(start);
  llvm::Value* const length = b.CreateSub(llvm::ConstantInt::get(type, width), leading_zeros(b, n));
  llvm::Value* const above = b.CreateShl(one, b.CreateLShr(b.CreateAdd(length, one), 1));
  b.CreateBr(loop);
  b.SetInsertPoint(loop);
  llvm::PHINode* const guess = b.CreatePHI(type, 2);
  llvm::PHINode* const left = b.CreatePHI(b.getInt32Ty(), 2);
  llvm::Value* const next = b.CreateLShr(b.CreateAdd(guess, divide(b, n, guess, {width, width})), 1);
  llvm::Value* const fewer = b.CreateSub(left, b.getInt32(1));
  guess->addIncoming(above, start);
  guess->addIncoming(next, loop);
  left->addIncoming(b.getInt32(newton_steps(width)), start);
  left->addIncoming(fewer, loop);
  llvm::Value* const reached = b.CreateICmpUGE(next, guess);
  b.CreateCondBr(b.CreateOr(reached, b.CreateICmpEQ(fewer, b.getInt32(0))), done, loop);
  b.SetInsertPoint(done);
  b.CreateRet(guess);
  return function;
}

llvm::Value* WideArithmetic::multiply_halves(Builder& b, llvm::Value* a, bool a_never_negative, llvm::Value* b_value,
                                             bool b_never_negative) {
  llvm::Type* const type = a->getType();
  const unsigned half = width_of(a) / 2;
  llvm::Constant* const mask = llvm::ConstantInt::get(type, llvm::APInt::getLowBitsSet(2 * half, half));
  // Unsigned factors let the back end leave out the products that sign words would cost; a negative factor is then
  // 2^half too large, which is taken off the upper half.
  llvm::Value* const a_low = b.CreateAnd(a, mask);
  llvm::Value* const b_low = b.CreateAnd(b_value, mask);
  const unsigned limbs = half / limb_bits;
  llvm::Value* product = multiply_wide(b, {a_low, limbs}, {b_low, limbs});
  const auto correct = [&](llvm::Value* factor, llvm::Value* other) {
    llvm::Value* const sign = b.CreateAShr(factor, 2 * half - 1);
    product = b.CreateSub(product, b.CreateShl(b.CreateAnd(sign, other), half));
  };
  if (!a_never_negative) correct(a, b_low);
  if (!b_never_negative) correct(b_value, a_low);
  return product;
}

}  // namespace surety::codegen
