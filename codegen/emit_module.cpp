// emit_module.cpp -- see emit_module.h.
#include "codegen/emit_module.h"

#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/codegen.h"
#include "codegen/context.h"
#include "codegen/emit_domain.h"
#include "codegen/emit_scan.h"

namespace surety::codegen {

namespace {

class StepEmitter {
 public:
  StepEmitter(const core::Contract& contract, const Layout& layout, llvm::Module& module, WideArithmetic& wide,
              core::StepId step, bool undoes, Mutant mutant)
      : contract_(contract),
        layout_(layout),
        step_(step),
        undoes_(undoes),
        mutant_(mutant),
        function_(declare(module)),
        builder_(llvm::BasicBlock::Create(module.getContext(), "entry", function_)),
        wide_(wide),
        context_(contract, builder_, function_->getArg(0)) {}

  StepReport emit() {
    auto* const finish = llvm::BasicBlock::Create(builder_.getContext(), "reverted", function_);
    Journal journal(builder_, finish, undoes_);
    StepContext context{context_.load(globals_member), context_.load(effects_member), {}};
    for (unsigned i = 0; i < layout_.tables.size(); ++i)
      context.tables.push_back(context_.load(first_table_member + i));
    admit_parties();
    Emit domain(contract_, layout_, builder_, wide_, journal, std::move(context), mutant_);
    core::Semantics<Emit> semantics(contract_, domain, core::Mode::step);
    semantics.run(step_, arguments(domain));
    leave(domain.effect_count(), builder_.getInt32(status_ok));
    builder_.SetInsertPoint(finish);
    llvm::Value* const effects = mutant_ == Mutant::effects_after_revert ? domain.effect_count() : builder_.getInt32(0);
    leave(effects, builder_.CreateAdd(journal.error(), builder_.getInt32(1)));
    return {step_, {}, {}};
  }

 private:
  llvm::Function* declare(llvm::Module& module) {
    llvm::LLVMContext& context = module.getContext();
    llvm::Type* const pointer = llvm::PointerType::get(context, 0);
    auto* const type = llvm::FunctionType::get(llvm::Type::getInt32Ty(context), {pointer, pointer}, false);
    const std::string& name = layout_.steps[step_.index];
    auto* const function = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
    function->addFnAttr("wasm-export-name", name);
    function->setDoesNotThrow();
    for (llvm::Argument& argument : function->args()) argument.addAttr(llvm::Attribute::NoCapture);
    function->getArg(1)->addAttr(llvm::Attribute::ReadOnly);
    return function;
  }

  llvm::Value* argument_cell(unsigned index) {
    return builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), function_->getArg(1), index);
  }

  /// Rows are reached without a check later on, so every party that enters must have its row. 64 bits of the cell are
  /// compared: a party is a u32, zero-extended.
  void admit_parties() {
    llvm::Value* const capacity = context_.load(capacity_member);
    llvm::Value* refused = builder_.CreateICmpULT(capacity, builder_.getInt32(min_capacity));
    llvm::Value* const rows = builder_.CreateZExt(capacity, builder_.getInt128Ty());
    const core::Step& step = contract_[step_];
    for (unsigned i = 0; i < step.argument_count; ++i) {
      if (step.locals[i].type.sort != core::Sort::party) continue;
      llvm::Value* const party = builder_.CreateAlignedLoad(builder_.getInt128Ty(), argument_cell(i), llvm::Align(16));
      refused = builder_.CreateOr(refused, builder_.CreateICmpUGE(party, rows));
    }
    auto* const grow = llvm::BasicBlock::Create(builder_.getContext(), "grow", function_);
    auto* const body = llvm::BasicBlock::Create(builder_.getContext(), "body", function_);
    llvm::MDBuilder metadata(builder_.getContext());
    builder_.CreateCondBr(refused, grow, body, metadata.createUnlikelyBranchWeights());
    builder_.SetInsertPoint(grow);
    leave(builder_.getInt32(0), builder_.getInt32(static_cast<std::uint32_t>(status_grow)));
    builder_.SetInsertPoint(body);
  }

  std::vector<Emit::Value> arguments(Emit& domain) {
    const core::Step& step = contract_[step_];
    std::vector<Emit::Value> values;
    values.reserve(step.argument_count);
    for (unsigned i = 0; i < step.argument_count; ++i)
      values.push_back(domain.argument(step.locals[i].type.sort, argument_cell(i)));
    return values;
  }

  void leave(llvm::Value* effects, llvm::Value* status) {
    context_.store(effects, count_member);
    builder_.CreateRet(status);
  }

  const core::Contract& contract_;
  const Layout& layout_;
  core::StepId step_;
  bool undoes_;
  Mutant mutant_;
  llvm::Function* function_;
  Builder builder_;
  WideArithmetic& wide_;
  ContextAccess context_;
};

}  // namespace

Emitted emit_module(const core::Contract& contract, const Layout& layout, llvm::LLVMContext& context,
                    const TargetDescription& target, const Options& options, Mutant mutant) {
  Emitted result{std::make_unique<llvm::Module>(layout.prefix, context), {}};
  llvm::Module& module = *result.module;
  module.setDataLayout(target.data_layout);
  module.setTargetTriple(target.triple);
  WideArithmetic wide(module);
  for (std::uint32_t i = 0; i < contract.steps.size(); ++i)
    result.report.steps.push_back(
        StepEmitter(contract, layout, module, wide, core::StepId{i}, target.undoes, mutant).emit());
  emit_scans({contract, layout, module, wide, options.thresholds});
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (llvm::verifyModule(module, &stream))
    throw CodegenError("the LLVM IR of " + contract.name + " is not well formed: " + problem);
  return result;
}

}  // namespace surety::codegen
