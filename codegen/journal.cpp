// journal.cpp -- see journal.h.
#include "codegen/journal.h"

namespace surety::codegen {

Journal::Journal(Builder& builder, llvm::BasicBlock* finish, bool undoes)
    : builder_(builder), function_(builder.GetInsertBlock()->getParent()), head_(finish), undoes_(undoes) {
  error_ = slot(builder_.getInt32Ty());
}

llvm::BasicBlock* Journal::block(const char* name) {
  return llvm::BasicBlock::Create(builder_.getContext(), name, function_);
}

llvm::AllocaInst* Journal::slot(llvm::Type* type) {
  Builder entry(&function_->getEntryBlock(), function_->getEntryBlock().begin());
  return entry.CreateAlloca(type);
}

bool Journal::stays_in_memory() {
  constexpr unsigned most_in_registers = 32;
  return ++undos_ > most_in_registers;
}

void Journal::record(llvm::Value* address, llvm::Value* old, llvm::MDNode* tag) {
  if (!undoes_) return;
  llvm::AllocaInst* const address_slot = slot(address->getType());
  llvm::AllocaInst* const old_slot = slot(old->getType());
  const bool stays = stays_in_memory();
  builder_.CreateStore(address, address_slot, stays);
  builder_.CreateStore(old, old_slot, stays);
  llvm::BasicBlock* const undo = block("undo");
  Builder b(undo);
  store_slot(b, b.CreateLoad(address->getType(), address_slot, stays), b.CreateLoad(old->getType(), old_slot, stays),
             tag);
  b.CreateBr(head_);
  head_ = undo;
}

void Journal::require(llvm::Value* condition, std::uint32_t error) {
  llvm::BasicBlock* const failed = block("failed");
  llvm::BasicBlock* const holds = block("holds");
  llvm::MDBuilder metadata(builder_.getContext());
  builder_.CreateCondBr(condition, holds, failed, metadata.createLikelyBranchWeights());
  Builder b(failed);
  b.CreateStore(b.getInt32(error), error_);
  b.CreateBr(head_);
  builder_.SetInsertPoint(holds);
}

llvm::Value* Journal::error() { return builder_.CreateLoad(builder_.getInt32Ty(), error_); }

void Journal::join(llvm::Value* condition, llvm::BasicBlock* then_head, llvm::BasicBlock* otherwise_head) {
  if (then_head == otherwise_head) {
    head_ = then_head;
    return;
  }
  // A later revert may come from outside the arm that this branch stands in, so the condition needs a slot as well.
  llvm::AllocaInst* const taken = slot(condition->getType());
  const bool stays = stays_in_memory();
  builder_.CreateStore(condition, taken, stays);
  llvm::BasicBlock* const undo = block("undo.join");
  Builder b(undo);
  b.CreateCondBr(b.CreateLoad(condition->getType(), taken, stays), then_head, otherwise_head);
  head_ = undo;
}

void store_slot(Builder& b, llvm::Value* address, llvm::Value* value, llvm::MDNode* tag) {
  const unsigned size = value->getType()->getIntegerBitWidth() / 8;
  llvm::StoreInst* const store = b.CreateAlignedStore(value, address, llvm::Align(size));
  if (tag) store->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
}

}  // namespace surety::codegen
