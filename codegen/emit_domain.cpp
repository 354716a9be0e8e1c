// emit_domain.cpp -- the arithmetic of Emit; state and control flow are in emit_state.cpp and emit_flow.cpp.
#include "codegen/emit_domain.h"

#include <llvm/ADT/APInt.h>

#include "codegen/codegen.h"

namespace surety::codegen {

using core::Integer;
using read::Truth;
namespace interval = read::interval;

namespace {

llvm::APInt machine_integer(const Integer& value, unsigned width) {
  const llvm::APInt magnitude(width, core::to_string(value < 0 ? Integer(-value) : value), 10);
  return value < 0 ? -magnitude : magnitude;
}

}  // namespace

unsigned width_for(const Interval& range) {
  const unsigned bits = interval::signed_bits(range);
  unsigned width = 64;
  while (width < bits) width *= 2;
  return width;
}

Emit::Emit(const core::Contract& contract, Builder& builder, WideArithmetic& wide, Journal& journal,
           StepContext context, Mutant mutant)
    : contract_(contract),
      builder_(builder),
      wide_(wide),
      journal_(journal),
      context_(std::move(context)),
      mutant_(mutant) {
  llvm::BasicBlock& entry = builder_.GetInsertBlock()->getParent()->getEntryBlock();
  effect_count_ = Builder(&entry, entry.begin()).CreateAlloca(builder_.getInt32Ty());
  builder_.CreateStore(builder_.getInt32(0), effect_count_);
}

void Emit::unsupported(const char* what) {
  throw CodegenError(std::string(what) + " cannot be compiled: it belongs in properties, not in steps");
}

Emit::Int Emit::integer(const Integer& value) { return exactly(nullptr, {value, value}); }

Emit::Int Emit::exactly(llvm::Value* value, const Interval& range) {
  if (range.low == range.high) return {builder_.getInt(machine_integer(range.low, width_for(range))), range};
  return {value, range};
}

llvm::Value* Emit::resized(const Int& value, unsigned width) {
  llvm::Type* const type = builder_.getIntNTy(width);
  if (value.value->getType()->getIntegerBitWidth() >= width) return builder_.CreateTrunc(value.value, type);
  return value.range.low >= 0 ? builder_.CreateZExt(value.value, type) : builder_.CreateSExt(value.value, type);
}

Emit::Int Emit::add(const Int& a, const Int& b) {
  const Interval range = interval::add(a.range, b.range);
  const unsigned width = std::max({width_for(range), width_for(a.range), width_for(b.range)});
  llvm::Value* const sum = builder_.CreateNSWAdd(resized(a, width), resized(b, width));
  return exactly(builder_.CreateTrunc(sum, builder_.getIntNTy(width_for(range))), range);
}

Emit::Int Emit::subtract(const Int& a, const Int& b) {
  const Interval range = interval::subtract(a.range, b.range);
  const unsigned width = std::max({width_for(range), width_for(a.range), width_for(b.range)});
  llvm::Value* const difference = builder_.CreateNSWSub(resized(a, width), resized(b, width));
  return exactly(builder_.CreateTrunc(difference, builder_.getIntNTy(width_for(range))), range);
}

Emit::Int Emit::multiply(const Int& a, const Int& b) {
  const Interval range = interval::multiply(a.range, b.range);
  const unsigned factors = std::max(width_for(a.range), width_for(b.range));
  const unsigned width = std::max(width_for(range), factors);
  if (mutant_ == Mutant::wrapping_multiply) {
    const Int product{builder_.CreateMul(resized(a, factors), resized(b, factors)), range};
    return exactly(builder_.CreateSExtOrTrunc(product.value, builder_.getIntNTy(width_for(range))), range);
  }
  llvm::Value* const left = resized(a, width);
  llvm::Value* const right = resized(b, width);
  const bool by_halves = width >= 256 && 2 * factors <= width;
  llvm::Value* const product =
      by_halves ? WideArithmetic::multiply_halves(builder_, left, a.range.low >= 0, right, b.range.low >= 0)
                : builder_.CreateNSWMul(left, right);
  return exactly(builder_.CreateTrunc(product, builder_.getIntNTy(width_for(range))), range);
}

Emit::Int Emit::div_floor(const Int& a, const Int& b) {
  // Only divisors >= 1 are asked for; a wider range comes from paths on which this code does not run.
  if (b.range.high < 1) return integer(Integer(0));
  const Interval positive{std::max(b.range.low, Integer(1)), b.range.high};
  const Interval range = interval::div_floor(a.range, b.range);
  const unsigned width = std::max(width_for(a.range), width_for(positive));
  const unsigned divisor_bits = core::signed_bits(positive.high) - 1;
  llvm::Value* const numerator = resized(a, width);
  llvm::Value* const divisor = resized(b, width);
  llvm::Value* const quotient = mutant_ == Mutant::truncating_division
                                    ? builder_.CreateSDiv(numerator, divisor)
                                    : wide_.divide_floor(builder_, numerator, divisor, divisor_bits, a.range.low >= 0);
  return exactly(builder_.CreateTrunc(quotient, builder_.getIntNTy(width_for(range))), range);
}

Emit::Int Emit::square_root(const Int& a) {
  const Interval range = interval::square_root(a.range);
  llvm::Value* const root = wide_.square_root(builder_, a.value);
  return exactly(builder_.CreateTrunc(root, builder_.getIntNTy(width_for(range))), range);
}

Emit::Bool Emit::less(const Int& a, const Int& b) {
  if (const Truth known = interval::less(a.range, b.range); known != Truth::maybe) return boolean(known == Truth::yes);
  const unsigned width = std::max(width_for(a.range), width_for(b.range));
  if (mutant_ == Mutant::unsigned_compare) return {builder_.CreateICmpULT(resized(a, width), resized(b, width))};
  return {builder_.CreateICmpSLT(resized(a, width), resized(b, width))};
}

Emit::Bool Emit::equal(const Int& a, const Int& b) {
  if (const Truth known = interval::equal(a.range, b.range); known != Truth::maybe) return boolean(known == Truth::yes);
  const unsigned width = std::max(width_for(a.range), width_for(b.range));
  return {builder_.CreateICmpEQ(resized(a, width), resized(b, width))};
}

Emit::Int Emit::select(const Bool& condition, const Int& a, const Int& b) {
  if (const auto known = constant(condition)) return *known ? a : b;
  const Interval range = interval::join(a.range, b.range);
  const unsigned width = width_for(range);
  return exactly(builder_.CreateSelect(condition.value, resized(a, width), resized(b, width)), range);
}

Emit::Int Emit::narrow(const Int& value, const Interval& range) {
  const Interval known = interval::narrow(value.range, range);
  if (mutant_ == Mutant::eager_narrow && width_for(known) > 64) {
    llvm::Value* const cut = builder_.CreateTrunc(value.value, builder_.getInt64Ty());
    return exactly(builder_.CreateSExt(cut, builder_.getIntNTy(width_for(known))), known);
  }
  return exactly(resized(value, width_for(known)), known);
}

Emit::Bool Emit::fits(const Int& value) {
  const unsigned width = value.value->getType()->getIntegerBitWidth();
  if (width <= 256 || mutant_ == Mutant::unchecked_width) return boolean(true);
  llvm::Value* const cut = builder_.CreateTrunc(value.value, builder_.getIntNTy(256));
  return {builder_.CreateICmpEQ(builder_.CreateSExt(cut, value.value->getType()), value.value)};
}

}  // namespace surety::codegen
