// emit_batch.cpp -- see emit_batch.h.
#include "codegen/emit_batch.h"

#include "codegen/context.h"

namespace surety::codegen {

namespace {

/// Instructions, before they are optimised, of all bodies that are worth a copy. A copy saves the call, a few per cent
/// of a step; where there are more, building would take too long.
constexpr unsigned most_inlined = 1'800;

bool small_enough(const std::vector<llvm::Function*>& bodies) {
  unsigned instructions = 0;
  for (const llvm::Function* const body : bodies) instructions += body->getInstructionCount();
  return instructions <= most_inlined;
}

class BatchEmitter {
 public:
  BatchEmitter(llvm::Module& module, const core::Contract& contract, const Layout& layout,
               const std::vector<llvm::Function*>& bodies, bool inlined)
      : contract_(contract),
        layout_(layout),
        bodies_(bodies),
        inlined_(inlined && small_enough(bodies)),
        b_(module.getContext()) {
    llvm::Type* const word = b_.getInt32Ty();
    llvm::Type* const pointer = b_.getPtrTy();
    auto* const type = llvm::FunctionType::get(word, {pointer, pointer, word, pointer, word}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, layout.batch, module);
    function_->addFnAttr("wasm-export-name", layout.batch);
    function_->setDoesNotThrow();
    for (const unsigned i : {0U, 1U, 3U}) function_->getArg(i)->addAttr(llvm::Attribute::NoCapture);
    function_->getArg(1)->addAttr(llvm::Attribute::ReadOnly);
    function_->getArg(3)->addAttr(llvm::Attribute::NoAlias);
  }

  /// entry -> loop -> dispatch -> one call -> next -> loop …; or out, before a record that there is no room for or
  /// after one that needs more rows.
  void emit() {
    llvm::BasicBlock* const entry = block("entry");
    llvm::BasicBlock* const loop = block("loop");
    llvm::BasicBlock* const dispatch = block("dispatch");
    llvm::BasicBlock* const next = block("next");
    llvm::BasicBlock* const on = block("on");
    llvm::BasicBlock* const out = block("out");
    b_.SetInsertPoint(entry);
    context_ = access().members();
    llvm::Value* const room = function_->getArg(4);
    b_.CreateCondBr(b_.CreateICmpULT(room, b_.getInt32(layout_.max_effects)), block_returning_nothing(), loop);

    b_.SetInsertPoint(loop);
    llvm::PHINode* const index = b_.CreatePHI(b_.getInt32Ty(), 2);
    llvm::PHINode* const effects = b_.CreatePHI(b_.getInt32Ty(), 2);
    llvm::Value* const full = b_.CreateICmpUGT(effects, b_.CreateSub(room, b_.getInt32(layout_.max_effects)));
    llvm::Value* const over = b_.CreateOr(b_.CreateICmpEQ(index, function_->getArg(2)), full);
    b_.CreateCondBr(over, out, dispatch);

    b_.SetInsertPoint(dispatch);
    llvm::Value* const result = call_step(index, effects, next);
    llvm::Value* const status = b_.CreateTrunc(result, b_.getInt32Ty());
    llvm::Value* const emitted = b_.CreateTrunc(b_.CreateLShr(result, 32), b_.getInt32Ty());
    b_.CreateAlignedStore(status, element(function_->getArg(3), index, 4), llvm::Align(4));
    b_.CreateCondBr(b_.CreateICmpEQ(status, b_.getInt32(static_cast<std::uint32_t>(status_grow))), out, on);

    b_.SetInsertPoint(on);
    index->addIncoming(b_.getInt32(0), entry);
    index->addIncoming(b_.CreateAdd(index, b_.getInt32(1)), on);
    effects->addIncoming(b_.getInt32(0), entry);
    effects->addIncoming(b_.CreateAdd(effects, emitted), on);
    b_.CreateBr(loop);

    b_.SetInsertPoint(out);
    leave(effects, index);
  }

 private:
  llvm::BasicBlock* block(const char* name) { return llvm::BasicBlock::Create(b_.getContext(), name, function_); }

  llvm::Value* element(llvm::Value* array, llvm::Value* index, std::uint32_t size) {
    llvm::Value* const at = b_.CreateZExt(index, b_.getInt64Ty());
    return b_.CreateInBoundsGEP(llvm::ArrayType::get(b_.getInt8Ty(), size), array, at);
  }

  ContextAccess access() { return {contract_, b_, function_->getArg(0)}; }

  void leave(llvm::Value* effects, llvm::Value* done) {
    access().store(effects, count_member);
    b_.CreateRet(done);
  }

  llvm::BasicBlock* block_returning_nothing() {
    llvm::BasicBlock* const before = b_.GetInsertBlock();
    llvm::BasicBlock* const nothing = block("no_room");
    b_.SetInsertPoint(nothing);
    leave(b_.getInt32(0), b_.getInt32(0));
    b_.SetInsertPoint(before);
    return nothing;
  }

  /// The result of the step that the record names; the builder then stands in `next`.
  llvm::Value* call_step(llvm::Value* index, llvm::Value* effects, llvm::BasicBlock* next) {
    llvm::Value* const record = element(function_->getArg(1), index, layout_.record_size);
    llvm::Value* const named = b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), record, record_step_offset);
    llvm::Value* const step = b_.CreateAlignedLoad(b_.getInt32Ty(), named, llvm::Align(8));
    std::vector<llvm::Value*> operands = context_;
    operands[1] = element(context_[1], effects, effect_size);
    operands.push_back(record);
    operands.push_back(index);
    llvm::BasicBlock* const unknown = block("unknown");
    llvm::SwitchInst* const choice = b_.CreateSwitch(step, unknown, static_cast<unsigned>(bodies_.size()));
    b_.SetInsertPoint(unknown);
    b_.CreateBr(next);
    b_.SetInsertPoint(next);
    llvm::PHINode* const result = b_.CreatePHI(b_.getInt64Ty(), static_cast<unsigned>(bodies_.size()) + 1);
    result->addIncoming(b_.getInt64(static_cast<std::uint32_t>(status_unknown_step)), unknown);
    for (std::uint32_t i = 0; i < bodies_.size(); ++i) {
      if (contract_.steps[i].kind == core::StepKind::instantiate) continue;
      llvm::BasicBlock* const call = block("call");
      choice->addCase(b_.getInt32(i), call);
      b_.SetInsertPoint(call);
      llvm::CallInst* const outcome = b_.CreateCall(bodies_[i], operands);
      outcome->setCallingConv(llvm::CallingConv::Fast);
      if (inlined_) outcome->addFnAttr(llvm::Attribute::AlwaysInline);
      result->addIncoming(outcome, call);
      b_.CreateBr(next);
    }
    b_.SetInsertPoint(next);
    return result;
  }

  const core::Contract& contract_;
  const Layout& layout_;
  const std::vector<llvm::Function*>& bodies_;
  bool inlined_;
  Builder b_;
  llvm::Function* function_;
  std::vector<llvm::Value*> context_;  // globals, effects, capacity, tables
};

}  // namespace

void emit_batch(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                const std::vector<llvm::Function*>& bodies, bool inlined) {
  BatchEmitter(module, contract, layout, bodies, inlined).emit();
}

}  // namespace surety::codegen
