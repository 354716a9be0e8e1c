// emit_scan.cpp -- see emit_scan.h.
#include "codegen/emit_scan.h"

#include <algorithm>

#include "codegen/context.h"

namespace surety::codegen {

FunctionFrame::FunctionFrame(const ScanModule& module, const std::string& name, llvm::Type* result,
                             const std::vector<llvm::Type*>& parameters, bool exported)
    : function(llvm::Function::Create(llvm::FunctionType::get(result, parameters, false),
                                      exported ? llvm::Function::ExternalLinkage : llvm::Function::InternalLinkage,
                                      name, module.module)),
      builder(llvm::BasicBlock::Create(module.module.getContext(), "entry", function)) {
  if (exported) function->addFnAttr("wasm-export-name", name);
  function->setDoesNotThrow();
}

llvm::MDNode* FunctionFrame::outside_tag() {
  llvm::MDBuilder metadata(builder.getContext());
  auto* const type = metadata.createTBAAScalarTypeNode("scan", metadata.createTBAARoot("surety"));
  return metadata.createTBAAStructTagNode(type, type, 0);
}

llvm::LoadInst* FunctionFrame::load(llvm::Type* type, llvm::Value* array, llvm::Value* index) {
  llvm::LoadInst* const load = builder.CreateLoad(type, element(type, array, index));
  load->setMetadata(llvm::LLVMContext::MD_tbaa, outside_tag());
  return load;
}

void FunctionFrame::store(llvm::Value* value, llvm::Value* array, llvm::Value* index) {
  llvm::StoreInst* const store = builder.CreateStore(value, element(value->getType(), array, index));
  store->setMetadata(llvm::LLVMContext::MD_tbaa, outside_tag());
}

namespace {

StepContext state_of(const ScanModule& module, FunctionFrame& frame) {
  ContextAccess context(module.contract, frame.builder, frame.argument(0));
  StepContext result{context.load(globals_member), nullptr, {}, nullptr};
  for (unsigned i = 0; i < module.contract.tables.size(); ++i)
    result.tables.push_back(context.load(first_table_member + i));
  return result;
}

/// The plain form: one row after the other.
void emit_plain(const ScanModule& module, core::ScanId id) {
  const core::Scan& scan = module.contract[id];
  llvm::LLVMContext& types = module.module.getContext();
  llvm::Type* const word = llvm::Type::getInt32Ty(types);
  llvm::Type* const pointer = llvm::PointerType::get(types, 0);
  FunctionFrame frame(module, module.layout.scans[id.index].scan, llvm::Type::getInt64Ty(types),
                      {pointer, word, word, pointer}, true);
  Builder& b = frame.builder;
  llvm::BasicBlock* const undefined = frame.block("undefined");
  llvm::BasicBlock* const entry = &frame.function->getEntryBlock();
  Evaluation evaluation(module, frame, undefined, module.facts);
  llvm::Value* const capacity = ContextAccess(module.contract, b, frame.argument(0)).load(capacity_member);
  llvm::Value* const first = b.CreateZExt(frame.argument(1), b.getInt64Ty());
  llvm::Value* const wanted = b.CreateAdd(first, b.CreateZExt(frame.argument(2), b.getInt64Ty()));
  llvm::Value* const end =
      b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, wanted, b.CreateZExt(capacity, b.getInt64Ty()));
  llvm::BasicBlock* const header = frame.block("header");
  llvm::BasicBlock* const body = frame.block("body");
  llvm::BasicBlock* const done = frame.block("done");
  b.CreateBr(header);

  b.SetInsertPoint(header);
  llvm::PHINode* const row = b.CreatePHI(b.getInt64Ty(), 2);
  llvm::PHINode* const found = b.CreatePHI(b.getInt64Ty(), 2);
  b.CreateCondBr(b.CreateICmpULT(row, end), body, done);

  b.SetInsertPoint(body);
  llvm::Value* const party = b.CreateTrunc(row, b.getInt32Ty());
  evaluation.semantics().bind(scan.row, Emit::Party{party});
  const Emit::Bool holds = evaluation.semantics().boolean(scan.condition);
  frame.store(party, frame.argument(3), found);
  llvm::Value* const next_found = b.CreateAdd(found, b.CreateZExt(holds.value, b.getInt64Ty()));
  llvm::Value* const next_row = b.CreateAdd(row, b.getInt64(1));
  llvm::BasicBlock* const latch = b.GetInsertBlock();
  b.CreateBr(header);
  row->addIncoming(first, entry);
  row->addIncoming(next_row, latch);
  found->addIncoming(b.getInt64(0), entry);
  found->addIncoming(next_found, latch);

  b.SetInsertPoint(done);
  b.CreateRet(found);
  b.SetInsertPoint(undefined);
  b.CreateRet(b.CreateSub(b.getInt64(~std::uint64_t{0}), b.CreateZExt(evaluation.journal().error(), b.getInt64Ty())));
}

}  // namespace

Evaluation::Evaluation(const ScanModule& module, FunctionFrame& frame, llvm::BasicBlock* undefined, bool facts)
    : journal_(frame.builder, undefined),
      domain_({module.contract, module.layout, facts, invariants_, book_, Mutant::none}, frame.builder, module.wide,
              journal_, state_of(module, frame)),
      semantics_(module.contract, domain_, core::Mode::property) {}

void emit_scans(const ScanModule& module) {
  for (std::uint32_t i = 0; i < module.contract.scans.size(); ++i) {
    emit_plain(module, {i});
    const bool wanted = std::ranges::find(module.thresholds, core::ScanId{i}) != module.thresholds.end();
    if (wanted && module.contract.scans[i].by) emit_threshold(module, {i});
  }
}

}  // namespace surety::codegen
