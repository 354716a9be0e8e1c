// emit_threshold.cpp -- scans by thresholds: one number a row, compared with the price.
//
// For a fixed row, and all else fixed, the condition of a scan with `by` changes its truth at most once as the price
// grows; that is proved (compiler/core/scan.h) before any of this is emitted. So with p = price - least price in
// 0 .. span a row is one of four, and one signed number x says which:
//
//     found where p < T     x = T               T in 1 .. span: a long position, say
//     found where p >= T    x = not T           negative:       a short one
//     always, never         x = greatest - 1, x = 0
//
// In every case it is found where x > p as signed numbers or x >= not p as unsigned ones: two comparisons a row, which
// LLVM turns into vector instructions of whatever machine it is. T is exact: it is searched until the condition itself,
// evaluated at T - 1 and at T, differs. The search begins where a straight line through the two ends would cross zero,
// which for a margin that is linear in the price is the place; from there it goes outward in doubling steps and then
// halves, so that whatever the condition is, it ends after some 2 log2(span) evaluations.
//
// A row that was written gets x = greatest, "unknown". It is above every price, so the search itself stumbles over it,
// works the threshold out and goes on: a write costs one store, and a threshold is computed once between two searches
// however often its row was written. Globals beside the price on which the condition depends are compared with the copy
// kept beside the thresholds; where one differs, all thresholds are unknown again.
#include <llvm/TargetParser/Triple.h>

#include "codegen/context.h"
#include "codegen/emit_scan.h"
#include "codegen/limb_product.h"
#include "codegen/scan_writes.h"
#include "compiler/core/children.h"
#include "compiler/core/scan.h"

namespace surety::codegen {

namespace {

using core::ExprId;
using core::Operation;

constexpr unsigned lanes = 64;

class ThresholdEmitter {
 public:
  ThresholdEmitter(const ScanModule& module, core::ScanId id)
      : m_(module),
        scan_(module.contract[id]),
        names_(module.layout.scans[id.index]),
        by_(module.contract[*scan_.by]),
        span_(core::Integer(by_.range.high - by_.range.low).get_si()),
        types_(module.module.getContext()),
        flag_(llvm::Type::getInt1Ty(types_)),
        word_(llvm::Type::getInt32Ty(types_)),
        long_(llvm::Type::getInt64Ty(types_)),
        pointer_(llvm::PointerType::get(types_, 0)) {}

  void emit() {
    emit_at();
    emit_threshold();
    emit_find();
    emit_touch();
    emit_after();
  }

 private:
  llvm::ConstantInt* number(std::int64_t value) {
    return llvm::ConstantInt::get(types_, llvm::APInt(64, static_cast<std::uint64_t>(value), true));
  }

  /// The price that is `offset` above the least one.
  Emit::Int price(Emit& domain, Builder& b, llvm::Value* offset) {
    const unsigned width = width_for(by_.range);
    const Emit::Int least = domain.integer(by_.range.low);
    return domain.given(b.CreateAdd(b.CreateZExt(offset, b.getIntNTy(width)), domain.in_width(least, width)),
                        by_.range);
  }

  /// Is the row found at this price?
  void emit_at() {
    FunctionFrame frame(m_, names_.scan + ".at", flag_, {pointer_, word_, long_}, false);
    at_ = frame.function;
    llvm::BasicBlock* const undefined = frame.block("undefined");
    Evaluation evaluation(m_, frame, undefined, true);
    evaluation.domain().pin(*scan_.by, price(evaluation.domain(), frame.builder, frame.argument(2)));
    evaluation.semantics().bind(scan_.row, Emit::Party{frame.argument(1)});
    frame.builder.CreateRet(evaluation.semantics().boolean(scan_.condition).value);
    // The lemma says that no row of declared values comes here.
    frame.builder.SetInsertPoint(undefined);
    frame.builder.CreateRet(frame.builder.getInt1(false));
  }

  // ---- the first guess ----

  [[nodiscard]] bool depends(ExprId id) const {
    const core::Expr& expr = m_.contract[id];
    if (const auto* read = std::get_if<core::Read>(&expr.node))
      return read->place == core::Place(core::GlobalPlace{*scan_.by});
    bool found = false;
    core::for_each_child(expr, [&](ExprId child) { found = found || depends(child); });
    return found;
  }
  [[nodiscard]] static bool compares(const core::Apply& node) {
    return node.operation == Operation::less || node.operation == Operation::less_equal;
  }
  /// How far the one comparison that moves with the price is from turning: right side minus left side. nullopt where
  /// there is no such comparison, or more than one.
  std::optional<Emit::Int> distance(Evaluation& evaluation, ExprId id) {
    core::Semantics<Emit>& semantics = evaluation.semantics();
    const auto& node = m_.contract[id].node;
    if (const auto* bind = std::get_if<core::Bind>(&node)) {
      semantics.bind(bind->local, semantics.evaluate(bind->value));
      return distance(evaluation, bind->body);
    }
    if (const auto* apply = std::get_if<core::Apply>(&node)) {
      if (apply->operation == Operation::logical_not) return distance(evaluation, apply->arguments[0]);
      if (!compares(*apply)) return std::nullopt;
      const Emit::Int left = semantics.integer(apply->arguments[0]);
      return evaluation.domain().subtract(semantics.integer(apply->arguments[1]), left);
    }
    if (const auto* choose = std::get_if<core::Choose>(&node)) {
      std::vector<ExprId> moving;
      for (const ExprId part : {choose->condition, choose->then, choose->otherwise})
        if (depends(part)) moving.push_back(part);
      if (moving.size() == 1) return distance(evaluation, moving[0]);
    }
    return std::nullopt;
  }

  /// The magnitudes of two numbers as i64 below 2^62, in proportion.
  std::pair<llvm::Value*, llvm::Value*> in_proportion(Builder& b, const Emit::Int& first, const Emit::Int& second) {
    const unsigned width =
        std::max(first.value->getType()->getIntegerBitWidth(), second.value->getType()->getIntegerBitWidth());
    llvm::Type* const wide = b.getIntNTy(width);
    const auto magnitude = [&](const Emit::Int& value) {
      return b.CreateBinaryIntrinsic(llvm::Intrinsic::abs, b.CreateSExtOrTrunc(value.value, wide), b.getInt1(false));
    };
    llvm::Value* const a = magnitude(first);
    llvm::Value* const c = magnitude(second);
    llvm::Value* const zeros = b.CreateBinaryIntrinsic(llvm::Intrinsic::ctlz, b.CreateOr(a, c), b.getInt1(false));
    llvm::Value* const bits = b.CreateSub(llvm::ConstantInt::get(wide, width), zeros);
    llvm::Value* const shift =
        b.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat, bits, llvm::ConstantInt::get(wide, 62));
    return {b.CreateTrunc(b.CreateLShr(a, shift), long_), b.CreateTrunc(b.CreateLShr(c, shift), long_)};
  }

  /// Where a straight line through the distances at both ends crosses zero, within 1 .. span - 1; control goes on to
  /// `next`, whose phi takes the guess.
  void guess(FunctionFrame& frame, llvm::PHINode* probe) {
    Builder& b = frame.builder;
    const llvm::APInt middle(64, static_cast<std::uint64_t>(span_ / 2));
    llvm::BasicBlock* const undefined = frame.block("no.line");
    const auto at_end = [&](std::int64_t offset) {
      Evaluation evaluation(m_, frame, undefined, true);
      evaluation.domain().pin(*scan_.by, price(evaluation.domain(), b, number(offset)));
      evaluation.semantics().bind(scan_.row, Emit::Party{frame.argument(1)});
      return distance(evaluation, scan_.condition);
    };
    const auto low = at_end(0);
    const auto high = low ? at_end(span_) : std::nullopt;
    llvm::Value* result = b.getInt(middle);
    if (low && high) {
      const auto [a, c] = in_proportion(b, *low, *high);
      llvm::Type* const twice = b.getInt128Ty();
      llvm::Value* const whole = b.CreateBinaryIntrinsic(llvm::Intrinsic::umax, b.CreateAdd(a, c), number(1));
      llvm::Value* const part = multiply_wide(b, {b.CreateZExt(a, twice), 1}, {b.CreateZExt(number(span_), twice), 1});
      result = b.CreateTrunc(m_.wide.divide(b, part, b.CreateZExt(whole, twice), {63, 64}), long_);
      result = b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, result, number(std::max<std::int64_t>(span_ - 1, 1)));
      result = b.CreateBinaryIntrinsic(llvm::Intrinsic::umax, result, number(1));
    }
    probe->addIncoming(result, b.GetInsertBlock());
    b.CreateBr(probe->getParent());
    b.SetInsertPoint(undefined);
    probe->addIncoming(b.getInt(middle), undefined);
    b.CreateBr(probe->getParent());
  }

  // ---- the threshold of a row ----

  void emit_threshold() {
    FunctionFrame frame(m_, names_.threshold, long_, {pointer_, word_}, true);
    threshold_ = frame.function;
    Builder& b = frame.builder;
    const auto at = [&](llvm::Value* offset) {
      return b.CreateCall(at_, {frame.argument(0), frame.argument(1), offset});
    };
    llvm::BasicBlock* const same = frame.block("same");
    llvm::BasicBlock* const differ = frame.block("differ");
    llvm::BasicBlock* const begin = frame.block("begin");
    llvm::BasicBlock* const header = frame.block("header");
    llvm::BasicBlock* const body = frame.block("body");
    llvm::BasicBlock* const done = frame.block("done");
    llvm::Value* const below = at(number(0));
    b.CreateCondBr(b.CreateICmpEQ(below, at(number(span_))), same, differ);
    b.SetInsertPoint(same);
    b.CreateRet(b.CreateSelect(below, number(threshold_always), number(threshold_never)));

    b.SetInsertPoint(begin);
    llvm::PHINode* const guessed = b.CreatePHI(long_, 2);
    b.SetInsertPoint(differ);
    guess(frame, guessed);
    b.SetInsertPoint(begin);
    b.CreateBr(header);

    // At `low` the condition is what it is at the least price, at `high` it is not.
    b.SetInsertPoint(header);
    llvm::PHINode* const low = b.CreatePHI(long_, 2);
    llvm::PHINode* const high = b.CreatePHI(long_, 2);
    llvm::PHINode* const probe = b.CreatePHI(long_, 2);
    llvm::PHINode* const step = b.CreatePHI(long_, 2);
    b.CreateCondBr(b.CreateICmpSGT(b.CreateSub(high, low), number(1)), body, done);

    b.SetInsertPoint(body);
    llvm::Value* const as_below = b.CreateICmpEQ(at(probe), below);
    llvm::Value* const next_low = b.CreateSelect(as_below, probe, low);
    llvm::Value* const next_high = b.CreateSelect(as_below, high, probe);
    llvm::Value* const outward = b.CreateSelect(as_below, b.CreateAdd(probe, step), b.CreateSub(probe, step));
    llvm::Value* const inside = b.CreateAnd(b.CreateICmpSGT(outward, next_low), b.CreateICmpSLT(outward, next_high));
    llvm::Value* const half = b.CreateAdd(next_low, b.CreateLShr(b.CreateSub(next_high, next_low), number(1)));
    llvm::Value* const next_probe = b.CreateSelect(inside, outward, half);
    llvm::Value* const next_step =
        b.CreateBinaryIntrinsic(llvm::Intrinsic::umin, b.CreateShl(step, number(1)), number(std::int64_t{1} << 62));
    b.CreateBr(header);
    const auto enter = [&](llvm::PHINode* phi, llvm::Value* first, llvm::Value* next) {
      phi->addIncoming(first, begin);
      phi->addIncoming(next, body);
    };
    enter(low, number(0), next_low);
    enter(high, number(span_), next_high);
    enter(probe, guessed, next_probe);
    enter(step, number(1), next_step);

    b.SetInsertPoint(done);
    b.CreateRet(b.CreateSelect(below, high, b.CreateNot(high)));
  }

  // ---- the column ----

  llvm::Value* column_byte(FunctionFrame& frame, llvm::Value* column, unsigned offset) {
    return frame.builder.CreateConstInBoundsGEP1_64(frame.builder.getInt8Ty(), column, offset);
  }

  /// How many rows of the column are known under the globals as they are; the column's copy of them is renewed.
  llvm::Value* known_rows(FunctionFrame& frame, llvm::Value* globals) {
    Builder& b = frame.builder;
    llvm::Value* const column = frame.argument(1);
    llvm::Value* differs = b.getInt1(false);
    for (std::size_t i = 0; i < names_.stamp.size(); ++i) {
      const Slot& slot = m_.layout.global_structure.slots[names_.stamp[i].index];
      llvm::Type* const type = b.getIntNTy(8 * slot.size);
      llvm::Value* const now =
          b.CreateAlignedLoad(type, column_byte(frame, globals, slot.offset), llvm::Align(slot.size));
      llvm::Value* const kept = column_byte(frame, column, column_stamp_offset + cell_size * static_cast<unsigned>(i));
      differs = b.CreateOr(differs, b.CreateICmpNE(now, b.CreateAlignedLoad(type, kept, llvm::Align(slot.size))));
      b.CreateAlignedStore(now, kept, llvm::Align(slot.size));
    }
    llvm::Value* const rows = b.CreateLoad(word_, column_byte(frame, column, column_rows_offset));
    return b.CreateZExt(b.CreateSelect(differs, b.getInt32(0), rows), long_);
  }

  /// Runs `body(i)` for i in from .. end; returns with the builder behind the loop.
  void count_up(FunctionFrame& frame, llvm::Value* from, llvm::Value* end, const auto& body_of) {
    Builder& b = frame.builder;
    llvm::BasicBlock* const before = b.GetInsertBlock();
    llvm::BasicBlock* const header = frame.block("each");
    llvm::BasicBlock* const body = frame.block("one");
    llvm::BasicBlock* const after = frame.block("after");
    b.CreateBr(header);
    b.SetInsertPoint(header);
    llvm::PHINode* const index = b.CreatePHI(long_, 2);
    index->addIncoming(from, before);
    b.CreateCondBr(b.CreateICmpULT(index, end), body, after);
    b.SetInsertPoint(body);
    body_of(index);
    index->addIncoming(b.CreateAdd(index, number(1)), b.GetInsertBlock());
    b.CreateBr(header);
    b.SetInsertPoint(after);
  }

  /// x > p signed, or x >= not p unsigned; on numbers or vectors of them.
  static llvm::Value* due(Builder& b, llvm::Value* x, llvm::Value* p, llvm::Value* not_p) {
    return b.CreateOr(b.CreateICmpSGT(x, p), b.CreateICmpUGE(x, not_p));
  }

  /// Is one of the rows due? Without a comparison of words, which the oldest x86-64 machines do not have for vectors:
  /// p - x is negative where x > p; x + p + 1 is not where x = not T with T <= p, that is, where x >= not p unsigned.
  /// Nothing overflows but x + p + 1 for rows that are due by the first sum already: spans are below 2^62
  /// (compiler/check/scans.cpp refuses wider ones).
  llvm::Value* any_due(Builder& b, llvm::Value* x, llvm::Value* p) {
    llvm::Value* const above = b.CreateSub(b.CreateVectorSplat(lanes, p), x);
    llvm::Value* const sum = b.CreateAdd(x, b.CreateVectorSplat(lanes, b.CreateAdd(p, number(1))));
    llvm::Value* const signs = b.CreateOr(above, b.CreateAnd(x, b.CreateNot(sum)));
    return b.CreateICmpSLT(b.CreateOrReduce(signs), number(0));
  }

  void emit_find() {
    FunctionFrame frame(m_, names_.find, long_, {pointer_, pointer_, pointer_}, true);
    Builder& b = frame.builder;
    ContextAccess context(m_.contract, b, frame.argument(0));
    llvm::BasicBlock* const outside = frame.block("outside");
    Evaluation evaluation(m_, frame, outside, true);
    llvm::Value* const capacity = b.CreateZExt(context.load(capacity_member), long_);
    llvm::Value* const thresholds = b.CreateLoad(pointer_, frame.argument(1));
    llvm::Value* const known = known_rows(frame, context.load(globals_member));
    count_up(frame, known, capacity,
             [&](llvm::Value* row) { frame.store(number(threshold_unknown), thresholds, row); });
    b.CreateStore(b.CreateTrunc(capacity, word_), column_byte(frame, frame.argument(1), column_rows_offset));

    Emit& domain = evaluation.domain();
    const auto value = std::get<Emit::Int>(domain.read_global(*scan_.by));
    llvm::BasicBlock* const inside = frame.block("inside");
    b.CreateCondBr(evaluation.semantics().within(value, by_.range).value, inside, outside);
    b.SetInsertPoint(outside);  // before instantiation: every row is zeros, and such rows are not found
    b.CreateRet(number(0));
    b.SetInsertPoint(inside);
    const unsigned width = std::max(width_for(by_.range), value.value->getType()->getIntegerBitWidth());
    llvm::Value* const p = b.CreateTrunc(
        b.CreateSub(domain.in_width(value, width), domain.in_width(domain.integer(by_.range.low), width)), long_);
    search(frame, thresholds, capacity, p);
  }

  void search(FunctionFrame& frame, llvm::Value* thresholds, llvm::Value* capacity, llvm::Value* p) {
    Builder& b = frame.builder;
    llvm::Value* const not_p = b.CreateNot(p);
    llvm::AllocaInst* const found =
        Builder(&frame.function->getEntryBlock(), frame.function->getEntryBlock().begin()).CreateAlloca(long_);
    b.CreateStore(number(0), found);
    // Whole blocks as vectors, what is left one by one. Memory is scalar in wasm.
    const bool vectors = !llvm::Triple(m_.module.getTargetTriple()).isWasm();
    llvm::Value* const whole = vectors ? b.CreateLShr(capacity, number(6)) : number(0);
    count_up(frame, number(0), whole, [&](llvm::Value* block) {
      llvm::Value* const first = b.CreateShl(block, number(6));
      auto* const type = llvm::FixedVectorType::get(long_, lanes);
      llvm::LoadInst* const x = b.CreateAlignedLoad(type, frame.element(long_, thresholds, first), llvm::Align(8));
      x->setMetadata(llvm::LLVMContext::MD_tbaa, frame.outside_tag());
      llvm::BasicBlock* const some = frame.block("some");
      llvm::BasicBlock* const none = frame.block("none");
      llvm::MDBuilder metadata(b.getContext());
      b.CreateCondBr(any_due(b, x, p), some, none, metadata.createUnlikelyBranchWeights());
      b.SetInsertPoint(some);
      llvm::Value* const hits = due(b, x, b.CreateVectorSplat(lanes, p), b.CreateVectorSplat(lanes, not_p));
      take(frame, thresholds, first, b.CreateBitCast(hits, long_), {p, not_p, found});
      b.CreateBr(none);
      b.SetInsertPoint(none);
    });
    count_up(frame, b.CreateShl(whole, number(6)), capacity, [&](llvm::Value* row) {
      llvm::Value* const hit = due(b, frame.load(long_, thresholds, row), p, not_p);
      take(frame, thresholds, row, b.CreateZExt(hit, long_), {p, not_p, found});
    });
    b.CreateRet(b.CreateLoad(long_, found));
  }

  struct Search {
    llvm::Value* p;
    llvm::Value* not_p;
    llvm::AllocaInst* found;
  };
  /// Takes the rows first + i for the bits i of `mask` into the result: after a look at those whose threshold is
  /// unknown.
  void take(FunctionFrame& frame, llvm::Value* thresholds, llvm::Value* first, llvm::Value* mask, const Search& s) {
    Builder& b = frame.builder;
    llvm::BasicBlock* const before = b.GetInsertBlock();
    llvm::BasicBlock* const header = frame.block("hits");
    llvm::BasicBlock* const body = frame.block("hit");
    llvm::BasicBlock* const unknown = frame.block("unknown");
    llvm::BasicBlock* const known = frame.block("known");
    llvm::BasicBlock* const after = frame.block("no.more");
    b.CreateBr(header);
    b.SetInsertPoint(header);
    llvm::PHINode* const left = b.CreatePHI(long_, 2);
    left->addIncoming(mask, before);
    llvm::MDBuilder metadata(b.getContext());
    b.CreateCondBr(b.CreateICmpNE(left, number(0)), body, after, metadata.createUnlikelyBranchWeights());

    b.SetInsertPoint(body);
    llvm::Value* const bit = b.CreateBinaryIntrinsic(llvm::Intrinsic::cttz, left, b.getInt1(true));
    llvm::Value* const row = b.CreateAdd(first, bit);
    llvm::Value* const kept = frame.load(long_, thresholds, row);
    b.CreateCondBr(b.CreateICmpEQ(kept, number(threshold_unknown)), unknown, known);
    b.SetInsertPoint(unknown);
    llvm::Value* const computed = b.CreateCall(threshold_, {frame.argument(0), b.CreateTrunc(row, word_)});
    frame.store(computed, thresholds, row);
    b.CreateBr(known);
    b.SetInsertPoint(known);
    llvm::PHINode* const x = b.CreatePHI(long_, 2);
    x->addIncoming(kept, body);
    x->addIncoming(computed, unknown);
    llvm::Value* const count = b.CreateLoad(long_, s.found);
    frame.store(b.CreateTrunc(row, word_), frame.argument(2), count);
    b.CreateStore(b.CreateAdd(count, b.CreateZExt(due(b, x, s.p, s.not_p), long_)), s.found);
    left->addIncoming(b.CreateAnd(left, b.CreateSub(left, number(1))), known);
    b.CreateBr(header);
    b.SetInsertPoint(after);
  }

  // ---- writes ----

  void emit_touch() {
    FunctionFrame frame(m_, names_.touch, llvm::Type::getVoidTy(types_), {pointer_, word_}, true);
    touch_ = frame.function;
    Builder& b = frame.builder;
    llvm::BasicBlock* const known = frame.block("known");
    llvm::BasicBlock* const done = frame.block("done");
    llvm::Value* const rows = b.CreateLoad(word_, column_byte(frame, frame.argument(0), column_rows_offset));
    b.CreateCondBr(b.CreateICmpULT(frame.argument(1), rows), known, done);
    b.SetInsertPoint(known);
    frame.store(number(threshold_unknown), b.CreateLoad(pointer_, frame.argument(0)),
                b.CreateZExt(frame.argument(1), long_));
    b.CreateBr(done);
    b.SetInsertPoint(done);
    b.CreateRetVoid();
  }

  /// Context, column, the number of the step that succeeded, its arguments.
  void emit_after() {
    FunctionFrame frame(m_, names_.after, llvm::Type::getVoidTy(types_), {pointer_, pointer_, word_, pointer_}, true);
    Builder& b = frame.builder;
    llvm::Value* const column = frame.argument(1);
    llvm::BasicBlock* const done = frame.block("done");
    llvm::Value* const globals = ContextAccess(m_.contract, b, frame.argument(0)).load(globals_member);
    llvm::SwitchInst* const choice = b.CreateSwitch(frame.argument(2), done);
    for (std::uint32_t i = 0; i < m_.contract.steps.size(); ++i) {
      const WrittenRows written = written_rows(m_.contract, scan_, {i});
      if (!written.any && written.arguments.empty() && written.roles.empty()) continue;
      llvm::BasicBlock* const block = frame.block("step");
      choice->addCase(b.getInt32(i), block);
      b.SetInsertPoint(block);
      const auto touch = [&](llvm::Value* address) { b.CreateCall(touch_, {column, b.CreateLoad(word_, address)}); };
      if (written.any) b.CreateStore(b.getInt32(0), column_byte(frame, column, column_rows_offset));
      for (const std::uint32_t argument : written.arguments)
        touch(column_byte(frame, frame.argument(3), cell_size * argument));
      for (const core::GlobalId role : written.roles)
        touch(column_byte(frame, globals, m_.layout.global_structure.slots[role.index].offset));
      b.CreateBr(done);
    }
    b.SetInsertPoint(done);
    b.CreateRetVoid();
  }

  const ScanModule& m_;
  const core::Scan& scan_;
  const ScanSymbols& names_;
  const core::Global& by_;
  std::int64_t span_;
  llvm::LLVMContext& types_;
  llvm::Type* flag_;
  llvm::Type* word_;
  llvm::Type* long_;
  llvm::Type* pointer_;
  llvm::Function* at_ = nullptr;
  llvm::Function* threshold_ = nullptr;
  llvm::Function* touch_ = nullptr;
};

}  // namespace

void emit_threshold(const ScanModule& module, core::ScanId scan) { ThresholdEmitter(module, scan).emit(); }

}  // namespace surety::codegen
