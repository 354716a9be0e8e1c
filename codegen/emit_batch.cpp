// emit_batch.cpp -- see emit_batch.h.
#include "codegen/emit_batch.h"

#include "codegen/context.h"

namespace surety::codegen {

namespace {

/// Instructions, before they are optimised, of all bodies that are worth a copy. A copy saves the call: on perp-1 2.4
/// per cent of the batch. It costs building time: of linear_perp's object 15 per cent. In wasm it saves nothing, and
/// the module has none. Where there are more instructions, LLVM decides for each step by its own measure.
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
    some_ = block("some");
    loop_ = block("loop");
    on_ = block("on");
    out_ = block("out");
    b_.SetInsertPoint(out_);
    out_done_ = b_.CreatePHI(word, 2);
    out_effects_ = b_.CreatePHI(pointer, 2);
  }

  /// entry -> some -> loop -> one call -> on -> loop …; after as many records as there is certainly room for the
  /// effects of, `on` goes back to `some`; out, where there is no more room or no more record, or after a record that
  /// needs more rows.
  void emit() {
    b_.SetInsertPoint(entry_);
    context_ = access().operands();
    llvm::Value* const begin = context_[effects_member];
    b_.CreateBr(some_);

    b_.SetInsertPoint(some_);
    llvm::PHINode* const done = b_.CreatePHI(b_.getInt32Ty(), 2);
    llvm::PHINode* const used = b_.CreatePHI(b_.getPtrTy(), 2);
    llvm::Value* const left = b_.CreateSub(function_->getArg(2), done);
    llvm::Value* const room = b_.CreateSub(function_->getArg(4), distance(begin, used));
    llvm::Value* const enough = b_.CreateUDiv(room, b_.getInt32(std::max(layout_.max_effects, 1U)));
    llvm::Value* const chunk =
        layout_.max_effects == 0 ? left : b_.CreateBinaryIntrinsic(llvm::Intrinsic::umin, left, enough);
    llvm::Value* const stop = b_.CreateAdd(done, chunk);
    go_out(done, used);
    b_.CreateCondBr(b_.CreateICmpEQ(chunk, b_.getInt32(0)), out_, loop_);

    b_.SetInsertPoint(loop_);
    index_ = b_.CreatePHI(b_.getInt32Ty(), 2);
    effects_ = b_.CreatePHI(b_.getPtrTy(), 2);
    b_.SetInsertPoint(on_);
    on_effects_ = b_.CreatePHI(b_.getPtrTy(), 2);
    b_.SetInsertPoint(loop_);
    dispatch();

    b_.SetInsertPoint(on_);
    llvm::Value* const next = b_.CreateAdd(index_, b_.getInt32(1));
    b_.CreateCondBr(b_.CreateICmpEQ(next, stop), some_, loop_);
    const auto enter = [&](llvm::PHINode* phi, llvm::BasicBlock* from, llvm::Value* first, llvm::Value* later) {
      phi->addIncoming(first, from);
      phi->addIncoming(later, on_);
    };
    enter(done, entry_, b_.getInt32(0), next);
    enter(used, entry_, begin, on_effects_);
    enter(index_, some_, done, next);
    enter(effects_, some_, used, on_effects_);

    b_.SetInsertPoint(out_);
    leave(distance(begin, out_effects_), out_done_);
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

  /// The number of effects between two places, as i32.
  llvm::Value* distance(llvm::Value* from, llvm::Value* to) {
    llvm::Value* const bytes = b_.CreatePtrDiff(b_.getInt8Ty(), to, from);
    return b_.CreateTrunc(b_.CreateUDiv(bytes, b_.getInt64(effect_size)), b_.getInt32Ty());
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
    if (body.effects == 0) return go_on(effects_);
    llvm::Value* const count = b_.CreateTrunc(b_.CreateLShr(outcome, 32), b_.getInt32Ty());
    if (!body.effects) return go_on(element(effects_, count, effect_size));
    llvm::Value* const succeeded = b_.CreateICmpEQ(status, b_.getInt32(static_cast<std::uint32_t>(status_ok)));
    llvm::Value* const after = element(effects_, b_.getInt32(*body.effects), effect_size);
    go_on(b_.CreateSelect(succeeded, after, effects_));
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
  llvm::BasicBlock* some_ = nullptr;
  llvm::BasicBlock* loop_ = nullptr;
  llvm::BasicBlock* on_ = nullptr;
  llvm::BasicBlock* out_ = nullptr;
  llvm::PHINode* index_ = nullptr;    // of the record
  llvm::PHINode* effects_ = nullptr;  // where its effects go
  llvm::PHINode* on_effects_ = nullptr;
  llvm::PHINode* out_done_ = nullptr;
  llvm::PHINode* out_effects_ = nullptr;
};

}  // namespace

void emit_batch(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                const std::vector<StepBody>& bodies, bool inlined) {
  BatchEmitter(module, contract, layout, bodies, inlined).emit();
}

}  // namespace surety::codegen
