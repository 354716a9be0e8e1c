// limb_product.cpp -- see limb_product.h.
#include "codegen/limb_product.h"

#include <llvm/IR/Module.h>

#include <string>
#include <vector>

namespace surety::codegen {

namespace {

using Builder = llvm::IRBuilder<>;

constexpr unsigned limb_bits = 64;

llvm::Value* limb_of(Builder& b, llvm::Value* value, unsigned index) {
  return b.CreateTrunc(b.CreateLShr(value, index * limb_bits), b.getInt64Ty());
}

llvm::Value* assembled(Builder& b, const std::vector<llvm::Value*>& limbs) {
  llvm::Type* const type = b.getIntNTy(static_cast<unsigned>(limbs.size()) * limb_bits);
  llvm::Value* result = b.CreateZExt(limbs[0], type);
  for (unsigned i = 1; i < limbs.size(); ++i)
    result = b.CreateOr(result, b.CreateShl(b.CreateZExt(limbs[i], type), i * limb_bits));
  return result;
}

/// The upper word of a product, by four products of halves.
llvm::Value* high_word(Builder& b, llvm::Value* x, llvm::Value* y) {
  const auto low_half = [&](llvm::Value* value) { return b.CreateAnd(value, b.getInt64(0xffffffffU)); };
  const auto high_half = [&](llvm::Value* value) { return b.CreateLShr(value, 32); };
  llvm::Value* const x0 = low_half(x);
  llvm::Value* const x1 = high_half(x);
  llvm::Value* const y0 = low_half(y);
  llvm::Value* const y1 = high_half(y);
  llvm::Value* const first = b.CreateAdd(b.CreateMul(x1, y0), high_half(b.CreateMul(x0, y0)));
  llvm::Value* const second = b.CreateAdd(b.CreateMul(x0, y1), low_half(first));
  return b.CreateAdd(b.CreateAdd(b.CreateMul(x1, y1), high_half(first)), high_half(second));
}

/// a + b, and 1 is added to `carry` where it does not fit.
llvm::Value* add_with_carry(Builder& b, llvm::Value* x, llvm::Value* y, llvm::Value*& carry) {
  llvm::Value* const sum = b.CreateAdd(x, y);
  carry = b.CreateAdd(carry, b.CreateZExt(b.CreateICmpULT(sum, y), b.getInt64Ty()));
  return sum;
}

}  // namespace

bool multiplies_words_only(const Builder& b) {
  return llvm::StringRef(b.GetInsertBlock()->getModule()->getTargetTriple()).starts_with("wasm");
}

namespace {

/// Words of one factor times words of the other beyond which a product is a call.
constexpr unsigned most_products = 16;
/// A step with more instructions than this is not short of time for a call, and written out it takes long to build.
constexpr unsigned long_step = 1'500;

/// The product, written out once for all with as many words.
llvm::Value* multiply_by_function(Builder& b, const Factor& x, const Factor& y) {
  llvm::Module& module = *b.GetInsertBlock()->getModule();
  llvm::Type* const type = x.value->getType();
  const std::string name = "surety.multiply." + std::to_string(type->getIntegerBitWidth()) + "." +
                           std::to_string(x.limbs) + "." + std::to_string(y.limbs);
  llvm::Function* function = module.getFunction(name);
  if (!function) {
    function = llvm::Function::Create(llvm::FunctionType::get(type, {type, type}, false),
                                      llvm::Function::InternalLinkage, name, module);
    function->setDoesNotAccessMemory();
    function->setDoesNotThrow();
    function->setWillReturn();
    function->addFnAttr(llvm::Attribute::NoInline);
    Builder inside(llvm::BasicBlock::Create(module.getContext(), "entry", function));
    inside.CreateRet(multiply_limbs(inside, {function->getArg(0), x.limbs}, {function->getArg(1), y.limbs}));
  }
  return b.CreateCall(function, {x.value, y.value});
}

bool is_long(const Builder& b) { return b.GetInsertBlock()->getParent()->getInstructionCount() > long_step; }

}  // namespace

llvm::Value* multiply_wide(Builder& b, const Factor& x, const Factor& y) {
  const unsigned width = x.value->getType()->getIntegerBitWidth();
  if (width <= limb_bits || !multiplies_words_only(b)) return b.CreateMul(x.value, y.value);
  const unsigned products = x.limbs * y.limbs;
  const bool called = products > most_products || is_long(b);
  return called ? multiply_by_function(b, x, y) : multiply_limbs(b, x, y);
}

llvm::Value* multiply_limbs(Builder& b, const Factor& x, const Factor& y) {
  const unsigned count = x.value->getType()->getIntegerBitWidth() / limb_bits;
  std::vector<llvm::Value*> result(count, b.getInt64(0));
  for (unsigned i = 0; i < x.limbs; ++i) {
    llvm::Value* const factor = limb_of(b, x.value, i);
    llvm::Value* carry = b.getInt64(0);
    for (unsigned j = 0; j < y.limbs && i + j < count; ++j) {
      llvm::Value* const other = limb_of(b, y.value, j);
      llvm::Value* const low = b.CreateMul(factor, other);
      llvm::Value* over = i + j + 1 < count ? high_word(b, factor, other) : b.getInt64(0);
      llvm::Value* const sum = add_with_carry(b, low, carry, over);
      result[i + j] = add_with_carry(b, sum, result[i + j], over);
      carry = over;
    }
    if (i + y.limbs < count) result[i + y.limbs] = carry;
  }
  return assembled(b, result);
}

llvm::Value* shift_limbs(Builder& b, llvm::Value* value, llvm::Value* shift) {
  const unsigned count = value->getType()->getIntegerBitWidth() / limb_bits;
  llvm::Value* const back = b.CreateSub(b.getInt64(limb_bits - 1), shift);  // in two steps, since 64 would be too far
  llvm::Value* below = b.getInt64(0);
  std::vector<llvm::Value*> result;
  for (unsigned i = 0; i < count; ++i) {
    llvm::Value* const limb = limb_of(b, value, i);
    result.push_back(b.CreateOr(b.CreateShl(limb, shift), below));
    below = b.CreateLShr(b.CreateLShr(limb, 1), back);
  }
  result.push_back(below);
  return assembled(b, result);
}

}  // namespace surety::codegen
