// narrow_compare.cpp -- see narrow_compare.h.
#include "codegen/narrow_compare.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/PatternMatch.h>

#include <optional>

namespace surety::codegen {

namespace {

/// low <= value < high, where all of low .. high fit a signed word.
struct RangeCheck {
  llvm::Value* value;
  std::int64_t low;
  std::int64_t high;
  bool inside;  // true where the value is in the range; else true where it is outside
};

std::optional<RangeCheck> range_check(const llvm::ICmpInst& compare) {
  using namespace llvm::PatternMatch;
  llvm::Value* value = nullptr;
  const llvm::APInt* offset = nullptr;
  const llvm::APInt* limit = nullptr;
  if (!compare.getOperand(0)->getType()->isIntegerTy(128)) return std::nullopt;
  if (!match(compare.getOperand(0), m_Add(m_Value(value), m_APInt(offset)))) return std::nullopt;
  if (!match(compare.getOperand(1), m_APInt(limit))) return std::nullopt;
  const bool below = compare.getPredicate() == llvm::CmpInst::ICMP_ULT;
  if (!below && compare.getPredicate() != llvm::CmpInst::ICMP_UGT) return std::nullopt;
  const llvm::APInt low = -*offset;
  const llvm::APInt high = low + *limit + (below ? 0 : 1);
  if (!low.isSignedIntN(64) || !high.isSignedIntN(64) || low.sge(high)) return std::nullopt;
  return RangeCheck{value, low.getSExtValue(), high.getSExtValue(), below};
}

llvm::Value* by_words(llvm::IRBuilder<>& b, const RangeCheck& check) {
  llvm::Value* const lower = b.CreateTrunc(check.value, b.getInt64Ty());
  llvm::Value* const upper = b.CreateTrunc(b.CreateLShr(check.value, 64), b.getInt64Ty());
  llvm::Value* const from_low = b.CreateSub(lower, b.getInt64(static_cast<std::uint64_t>(check.low)));
  llvm::Value* const width = b.getInt64(static_cast<std::uint64_t>(check.high) - static_cast<std::uint64_t>(check.low));
  llvm::Value* const sign = b.CreateAShr(lower, 63);
  if (check.inside) return b.CreateAnd(b.CreateICmpEQ(upper, sign), b.CreateICmpULT(from_low, width));
  return b.CreateOr(b.CreateICmpNE(upper, sign), b.CreateICmpUGE(from_low, width));
}

}  // namespace

void narrow_compares(llvm::Module& module) {
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
      auto* const compare = llvm::dyn_cast<llvm::ICmpInst>(&instruction);
      const auto check = compare ? range_check(*compare) : std::nullopt;
      if (!check) continue;
      llvm::IRBuilder<> builder(compare);
      compare->replaceAllUsesWith(by_words(builder, *check));
      auto* const sum = llvm::cast<llvm::Instruction>(compare->getOperand(0));
      compare->eraseFromParent();
      if (sum->use_empty()) sum->eraseFromParent();
    }
  }
}

}  // namespace surety::codegen
