// wide_minimum.cpp -- see wide_minimum.h.
#include "codegen/wide_minimum.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/PatternMatch.h>

namespace surety::codegen {

namespace {

/// The widest of which the halves are single words.
constexpr unsigned two_words = 128;

bool is_mistaken(const llvm::Instruction& instruction) {
  using namespace llvm::PatternMatch;
  return instruction.getType()->isIntegerTy() && instruction.getType()->getIntegerBitWidth() > two_words &&
         match(&instruction, m_c_SMin(m_Value(), m_AllOnes())) && llvm::isa<llvm::MinMaxIntrinsic>(instruction);
}

}  // namespace

void mend_wide_minima(llvm::Module& module) {
  for (llvm::Function& function : module) {
    for (llvm::Instruction& instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
      if (!is_mistaken(instruction)) continue;
      llvm::Value* const first = instruction.getOperand(0);
      llvm::Value* const number = llvm::isa<llvm::Constant>(first) ? instruction.getOperand(1) : first;
      llvm::IRBuilder<> b(&instruction);
      llvm::Value* const sign = b.CreateAShr(number, instruction.getType()->getIntegerBitWidth() - 1);
      instruction.replaceAllUsesWith(b.CreateOr(number, b.CreateNot(sign)));
      instruction.eraseFromParent();
    }
  }
}

}  // namespace surety::codegen
