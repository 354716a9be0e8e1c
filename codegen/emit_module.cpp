// emit_module.cpp -- see emit_module.h.
#include "codegen/emit_module.h"

#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/codegen.h"
#include "codegen/context.h"
#include "codegen/emit_batch.h"
#include "codegen/emit_domain.h"
#include "codegen/emit_scan.h"

namespace surety::codegen {

namespace {

/// What all steps of a module are made with.
struct ModuleSettings {
  const core::Contract& contract;
  const Layout& layout;
  bool facts;
  Footing footing;
  Mutant mutant;
  bool undoes;
};

/// Makes a step's body: a function of (globals, effects, capacity, tables…, arguments, record), whose result is the
/// status in the low and the number of effects in the high half.
class StepEmitter {
 public:
  StepEmitter(const ModuleSettings& settings, llvm::Module& module, WideArithmetic& wide, core::StepId step)
      : settings_(settings),
        contract_(settings.contract),
        layout_(settings.layout),
        step_(step),
        function_(declare(module)),
        builder_(llvm::BasicBlock::Create(module.getContext(), "entry", function_)),
        wide_(wide) {}

  StepBody emit(Report& report) {
    auto* const finish = llvm::BasicBlock::Create(builder_.getContext(), "reverted", function_);
    Journal journal(builder_, finish, settings_.undoes);
    StepContext context{function_->getArg(0), function_->getArg(1), {}, function_->getArg(record_argument())};
    for (unsigned i = 0; i < layout_.tables.size(); ++i) context.tables.push_back(function_->getArg(first_table + i));
    admit_parties();
    FactBook book(step_);
    const bool begins = contract_[step_].kind == core::StepKind::instantiate;  // on zeros: no invariant holds yet
    const InvariantBounds none;
    const StepSettings step{contract_, layout_,         settings_.facts, begins ? none : settings_.footing.bounds,
                            book,      settings_.mutant};
    Emit domain(step, builder_, wide_, journal, std::move(context));
    domain.running(contract_[step_].span);
    if (const auto& witness = settings_.footing.witness) domain.require_begun(*witness, !begins);
    core::Semantics<Emit> semantics(contract_, domain, core::Mode::step);
    semantics.run(step_, arguments(domain));
    domain.finish();
    leave(domain.effect_count(), builder_.getInt32(status_ok));
    builder_.SetInsertPoint(finish);
    llvm::Value* const effects =
        settings_.mutant == Mutant::effects_after_revert ? domain.effect_count() : builder_.getInt32(0);
    leave(effects, builder_.CreateAdd(journal.error(), builder_.getInt32(1)));
    report.steps.push_back(book.take());
    return {function_, domain.fixed_effect_count()};
  }

 private:
  static constexpr unsigned capacity = 2;
  static constexpr unsigned first_table = 3;
  [[nodiscard]] unsigned cells_argument() const { return first_table + static_cast<unsigned>(layout_.tables.size()); }
  [[nodiscard]] unsigned record_argument() const { return cells_argument() + 1; }

  llvm::Function* declare(llvm::Module& module) {
    llvm::LLVMContext& context = module.getContext();
    llvm::Type* const pointer = llvm::PointerType::get(context, 0);
    llvm::Type* const word = llvm::Type::getInt32Ty(context);
    std::vector<llvm::Type*> parameters{pointer, pointer, llvm::Type::getInt64Ty(context)};
    parameters.insert(parameters.end(), layout_.tables.size() + 1, pointer);
    parameters.push_back(word);
    auto* const type = llvm::FunctionType::get(llvm::Type::getInt64Ty(context), parameters, false);
    auto* const function =
        llvm::Function::Create(type, llvm::Function::InternalLinkage, layout_.steps[step_.index] + ".body", module);
    function->setCallingConv(llvm::CallingConv::Fast);
    function->setDoesNotThrow();
    for (llvm::Argument& argument : function->args()) {
      if (!argument.getType()->isPointerTy()) continue;
      argument.addAttr(llvm::Attribute::NoCapture);
      argument.addAttr(llvm::Attribute::NoAlias);
    }
    function->getArg(cells_argument())->addAttr(llvm::Attribute::ReadOnly);
    return function;
  }

  llvm::Value* argument_cell(unsigned index) {
    return builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), function_->getArg(cells_argument()), index);
  }

  /// Rows are reached without a check later on, so every party that enters must have its row. The upper half of the
  /// caller's cell is not the caller's: in a batch it names the step.
  void admit_parties() {
    llvm::Value* const rows = function_->getArg(capacity);
    llvm::Value* refused = builder_.CreateICmpULT(rows, builder_.getInt64(min_capacity));
    const core::Step& step = contract_[step_];
    for (unsigned i = 0; i < step.argument_count; ++i) {
      if (step.locals[i].type.sort != core::Sort::party) continue;
      llvm::Type* const type = builder_.getIntNTy(i == 0 ? 64 : 128);
      llvm::Value* const party = builder_.CreateAlignedLoad(type, argument_cell(i), llvm::Align(16));
      refused = builder_.CreateOr(refused, builder_.CreateICmpUGE(party, builder_.CreateZExt(rows, type)));
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
    llvm::Value* const high = builder_.CreateShl(builder_.CreateZExt(effects, builder_.getInt64Ty()), 32);
    builder_.CreateRet(builder_.CreateOr(high, builder_.CreateZExt(status, builder_.getInt64Ty())));
  }

  const ModuleSettings& settings_;
  const core::Contract& contract_;
  const Layout& layout_;
  core::StepId step_;
  llvm::Function* function_;
  Builder builder_;
  WideArithmetic& wide_;
};

/// The function that a host calls: NAME(context, arguments).
void emit_entry(const ModuleSettings& settings, llvm::Module& module, const std::string& name, llvm::Function* body) {
  llvm::LLVMContext& context = module.getContext();
  llvm::Type* const pointer = llvm::PointerType::get(context, 0);
  auto* const type = llvm::FunctionType::get(llvm::Type::getInt32Ty(context), {pointer, pointer}, false);
  auto* const function = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
  function->addFnAttr("wasm-export-name", name);
  function->setDoesNotThrow();
  for (llvm::Argument& argument : function->args()) argument.addAttr(llvm::Attribute::NoCapture);
  function->getArg(1)->addAttr(llvm::Attribute::ReadOnly);
  Builder b(llvm::BasicBlock::Create(context, "entry", function));
  ContextAccess access(settings.contract, b, function->getArg(0));
  std::vector<llvm::Value*> operands = access.operands();
  operands.push_back(function->getArg(1));
  operands.push_back(b.getInt32(0));
  llvm::CallInst* const result = b.CreateCall(body, operands);
  result->setCallingConv(llvm::CallingConv::Fast);
  access.store(b.CreateTrunc(b.CreateLShr(result, 32), b.getInt32Ty()), count_member);
  b.CreateRet(b.CreateTrunc(result, b.getInt32Ty()));
}

}  // namespace

Emitted emit_module(const core::Contract& contract, const Layout& layout, llvm::LLVMContext& context,
                    const TargetDescription& target, const Options& options, Mutant mutant) {
  Emitted result{std::make_unique<llvm::Module>(layout.prefix, context), {}};
  llvm::Module& module = *result.module;
  module.setDataLayout(target.data_layout);
  module.setTargetTriple(target.triple);
  WideArithmetic wide(module);
  const ModuleSettings settings{contract, layout, options.facts, footing_of(contract, options), mutant, target.undoes};
  std::vector<StepBody> bodies;
  for (std::uint32_t i = 0; i < contract.steps.size(); ++i) {
    bodies.push_back(StepEmitter(settings, module, wide, core::StepId{i}).emit(result.report));
    emit_entry(settings, module, layout.steps[i], bodies.back().function);
  }
  if (target.batch) emit_batch(module, contract, layout, bodies, !target.small);
  emit_scans({contract, layout, module, wide, options.thresholds, options.facts});
  std::string problem;
  llvm::raw_string_ostream stream(problem);
  if (llvm::verifyModule(module, &stream))
    throw CodegenError("the LLVM IR of " + contract.name + " is not well formed: " + problem);
  return result;
}

}  // namespace surety::codegen
