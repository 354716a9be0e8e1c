// emit_batch.cpp -- see emit_batch.h.
#include "codegen/emit_batch.h"

#include "codegen/context.h"

namespace surety::codegen {

namespace {

/// Instructions, before they are optimised, of all bodies that are worth a copy. A copy saves the call, a few per cent
/// of a step; where there are more, building would take too long.
constexpr unsigned most_inlined = 1'800;

bool small_enough(const std::vector<StepBody>& bodies) {
  unsigned instructions = 0;
  for (const StepBody& body : bodies) instructions += body.function->getInstructionCount();
  return instructions <= most_inlined;
}

class BatchEmitter {
 public:
  BatchEmitter(llvm::Module& module, const core::Contract& contract, const Layout& layout,
               const std::vector<StepBody>& bodies, bool inlined)
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
    entry_ = block("entry");
    loop_ = block("loop");
    on_ = block("on");
    out_ = block("out");
    b_.SetInsertPoint(out_);
    out_done_ = b_.CreatePHI(word, 2);
    out_effects_ = b_.CreatePHI(pointer, 2);
  }

  /// entry -> loop -> one call -> (emitted ->) on -> loop …; or out, before a record that there is no room for or after
  /// one that needs more rows. A step that never emits an effect goes past what counts them.
  void emit() {
    b_.SetInsertPoint(entry_);
    context_ = access().members();
    llvm::Value* const room = function_->getArg(4);
    llvm::Value* const too_small = b_.CreateICmpULT(room, b_.getInt32(layout_.max_effects));
    llvm::Value* const nothing_to_do = b_.CreateICmpEQ(function_->getArg(2), b_.getInt32(0));
    last_ = element(context_[effects_member], b_.CreateSub(room, b_.getInt32(layout_.max_effects)), effect_size);
    b_.CreateCondBr(b_.CreateOr(too_small, nothing_to_do), block_returning_nothing(), loop_);

    b_.SetInsertPoint(loop_);
    index_ = b_.CreatePHI(b_.getInt32Ty(), 2);
    effects_ = b_.CreatePHI(b_.getPtrTy(), 2);
    b_.SetInsertPoint(on_);
    on_effects_ = b_.CreatePHI(b_.getPtrTy(), 2);
    b_.SetInsertPoint(loop_);
    dispatch();

    b_.SetInsertPoint(on_);
    llvm::Value* const next = b_.CreateAdd(index_, b_.getInt32(1));
    index_->addIncoming(b_.getInt32(0), entry_);
    index_->addIncoming(next, on_);
    effects_->addIncoming(context_[effects_member], entry_);
    effects_->addIncoming(on_effects_, on_);
    out_done_->addIncoming(next, on_);
    out_effects_->addIncoming(on_effects_, on_);
    b_.CreateCondBr(b_.CreateICmpEQ(next, function_->getArg(2)), out_, loop_);

    b_.SetInsertPoint(out_);
    llvm::Value* const bytes = b_.CreatePtrDiff(b_.getInt8Ty(), out_effects_, context_[effects_member]);
    leave(b_.CreateTrunc(b_.CreateLShr(bytes, llvm::Log2_32(effect_size)), b_.getInt32Ty()), out_done_);
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

  /// Calls the step that the record names.
  void dispatch() {
    llvm::Value* const record = element(function_->getArg(1), index_, layout_.record_size);
    llvm::Value* const named = b_.CreateConstInBoundsGEP1_64(b_.getInt8Ty(), record, record_step_offset);
    llvm::Value* const step = b_.CreateAlignedLoad(b_.getInt32Ty(), named, llvm::Align(8));
    std::vector<llvm::Value*> operands = context_;
    operands[effects_member] = effects_;
    operands.push_back(record);
    operands.push_back(index_);
    llvm::BasicBlock* const unknown = block("unknown");
    llvm::SwitchInst* const choice = b_.CreateSwitch(step, unknown, static_cast<unsigned>(bodies_.size()));
    b_.SetInsertPoint(unknown);
    answer(b_.getInt32(static_cast<std::uint32_t>(status_unknown_step)));
    go_on(effects_);
    for (std::uint32_t i = 0; i < bodies_.size(); ++i) {
      if (contract_.steps[i].kind == core::StepKind::instantiate) continue;
      llvm::BasicBlock* const call = block("call");
      choice->addCase(b_.getInt32(i), call);
      b_.SetInsertPoint(call);
      run(bodies_[i], operands);
    }
  }

  void run(const StepBody& body, const std::vector<llvm::Value*>& operands) {
    llvm::CallInst* const outcome = b_.CreateCall(body.function, operands);
    outcome->setCallingConv(llvm::CallingConv::Fast);
    if (inlined_) outcome->addFnAttr(llvm::Attribute::AlwaysInline);
    llvm::Value* const status = b_.CreateTrunc(outcome, b_.getInt32Ty());
    answer(status);
    llvm::BasicBlock* const ran = block("ran");
    llvm::Value* const grows = b_.CreateICmpEQ(status, b_.getInt32(static_cast<std::uint32_t>(status_grow)));
    go_out(index_, effects_);
    b_.CreateCondBr(grows, out_, ran);
    b_.SetInsertPoint(ran);
    if (!body.emits) return go_on(effects_);
    llvm::Value* const emitted = b_.CreateTrunc(b_.CreateLShr(outcome, 32), b_.getInt32Ty());
    llvm::Value* const effects = element(effects_, emitted, effect_size);
    go_out(b_.CreateAdd(index_, b_.getInt32(1)), effects);
    llvm::BasicBlock* const room = block("room");
    b_.CreateCondBr(b_.CreateICmpUGT(effects, last_), out_, room);
    b_.SetInsertPoint(room);
    go_on(effects);
  }

  void answer(llvm::Value* status) {
    b_.CreateAlignedStore(status, element(function_->getArg(3), index_, 4), llvm::Align(4));
  }
  /// What the next record finds, on the way from here.
  void go_on(llvm::Value* effects) {
    on_effects_->addIncoming(effects, b_.GetInsertBlock());
    b_.CreateBr(on_);
  }
  /// What the caller is told, on the way from here.
  void go_out(llvm::Value* done, llvm::Value* effects) {
    out_done_->addIncoming(done, b_.GetInsertBlock());
    out_effects_->addIncoming(effects, b_.GetInsertBlock());
  }

  const core::Contract& contract_;
  const Layout& layout_;
  const std::vector<StepBody>& bodies_;
  bool inlined_;
  Builder b_;
  llvm::Function* function_;
  std::vector<llvm::Value*> context_;  // globals, effects, capacity, tables
  llvm::BasicBlock* entry_ = nullptr;
  llvm::BasicBlock* loop_ = nullptr;
  llvm::BasicBlock* on_ = nullptr;
  llvm::BasicBlock* out_ = nullptr;
  llvm::PHINode* index_ = nullptr;    // of the record
  llvm::PHINode* effects_ = nullptr;  // where its effects go
  llvm::PHINode* on_effects_ = nullptr;
  llvm::PHINode* out_done_ = nullptr;
  llvm::PHINode* out_effects_ = nullptr;
  llvm::Value* last_ = nullptr;  // the last place that has room for the effects of any step
};

}  // namespace

void emit_batch(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                const std::vector<StepBody>& bodies, bool inlined) {
  BatchEmitter(module, contract, layout, bodies, inlined).emit();
}

}  // namespace surety::codegen
