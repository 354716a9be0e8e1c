// emit_scan.h -- scans as LLVM IR: the rows that a host looks for, by evaluation or by thresholds.
//
//     int64_t PREFIX_SCAN(const PREFIX_context *, uint32_t first, uint32_t count, uint32_t *rows)
//
// evaluates the condition for each of the rows, as a property's is evaluated. What comes with a threshold is in
// emit_threshold.cpp. docs/scan.md is the prose for both.
#pragma once

#include <llvm/IR/Module.h>

#include "codegen/emit_domain.h"

namespace surety::codegen {

struct ScanModule {
  const core::Contract& contract;
  const Layout& layout;
  llvm::Module& module;
  WideArithmetic& wide;
  const std::vector<core::ScanId>& thresholds;
  bool facts;  // of the plain form; thresholds are of prices and rows within their ranges
};

/// Adds the functions of every scan.
void emit_scans(const ScanModule& module);
/// Adds those that go by thresholds. Requires that the scan has `by`.
void emit_threshold(const ScanModule& module, core::ScanId scan);

/// A function under construction: `builder` stands at its end.
struct FunctionFrame {
  FunctionFrame(const ScanModule& module, const std::string& name, llvm::Type* result,
                const std::vector<llvm::Type*>& parameters, bool exported);
  llvm::BasicBlock* block(const char* name) { return llvm::BasicBlock::Create(builder.getContext(), name, function); }
  llvm::Value* argument(unsigned index) { return function->getArg(index); }
  /// An element of an array, with the alias tag of what scans keep outside the contract's state.
  llvm::LoadInst* load(llvm::Type* type, llvm::Value* array, llvm::Value* index);
  void store(llvm::Value* value, llvm::Value* array, llvm::Value* index);
  llvm::Value* element(llvm::Type* type, llvm::Value* array, llvm::Value* index) {
    return builder.CreateInBoundsGEP(type, array, index);
  }
  llvm::MDNode* outside_tag();

  llvm::Function* function;
  Builder builder;
};

/// The condition of a scan, or a part of it, evaluated in a function whose argument 0 is the context. Created where
/// `frame.builder` stands; where the condition is undefined control goes to `undefined`.
class Evaluation {
 public:
  Evaluation(const ScanModule& module, FunctionFrame& frame, llvm::BasicBlock* undefined, bool facts);
  Emit& domain() { return domain_; }
  core::Semantics<Emit>& semantics() { return semantics_; }
  Journal& journal() { return journal_; }

 private:
  const InvariantBounds invariants_;
  FactBook book_{core::StepId{}};  // of no step: a scan is not reported
  Journal journal_;
  Emit domain_;
  core::Semantics<Emit> semantics_;
};

}  // namespace surety::codegen
