// journal.h -- how a reverted step changes nothing: every write knows how to undo itself.
//
// Most writes wait until the step has succeeded (emit_writes.cpp). One that is made before leaves a block behind that
// puts the old value back and goes on to the block of the write before it; a failing `require` jumps to the newest.
// After a branch the chain goes through the arm that was taken. The saved address and value live in allocas that the
// optimiser turns into registers: a step that succeeds pays for nothing but keeping them alive. Only the first of a
// step with many: each is a phi in every undo after it, and the optimiser compares them in pairs, so that a step with a
// thousand writes would take it hours. The others stay in memory, which volatile accesses make it leave alone.
//
//        write a          require ---fails---> undo b --> undo a --> return 1 + error
//        write b
#pragma once

#include <llvm/IR/MDBuilder.h>

#include "codegen/wide_arithmetic.h"

namespace surety::codegen {

class Journal {
 public:
  /// `finish` is where a revert ends, everything undone; or not, where the host throws the memory of a reverted step
  /// away (`undoes` is false). The builder must stand in the function's entry block.
  Journal(Builder& builder, llvm::BasicBlock* finish, bool undoes = true);

  /// Remembers that the cell at `address` held `old` before the write that follows. `store` is the store that the undo
  /// shall imitate: the same address, type and metadata, another value.
  void record(llvm::Value* address, llvm::Value* old, llvm::MDNode* tag);
  /// Ends the step with `error` where `condition` does not hold.
  void require(llvm::Value* condition, std::uint32_t error);
  /// The error of the revert under way, as i32. Valid in `finish`.
  llvm::Value* error();

  /// The newest link of the chain.
  [[nodiscard]] llvm::BasicBlock* head() const { return head_; }
  void set_head(llvm::BasicBlock* head) { head_ = head; }
  /// Joins the chains of two arms: `condition` says which was taken.
  void join(llvm::Value* condition, llvm::BasicBlock* then_head, llvm::BasicBlock* otherwise_head);

 private:
  llvm::BasicBlock* block(const char* name);
  llvm::AllocaInst* slot(llvm::Type* type);
  /// Of what is saved for one more undo.
  bool stays_in_memory();

  Builder& builder_;
  llvm::Function* function_;
  llvm::BasicBlock* head_;
  bool undoes_;
  llvm::AllocaInst* error_;
  unsigned undos_ = 0;
};

/// Stores an integer of whole bytes, at most 128 bits, at an address aligned to its size.
void store_slot(Builder& builder, llvm::Value* address, llvm::Value* value, llvm::MDNode* tag);

}  // namespace surety::codegen
