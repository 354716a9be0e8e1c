// emit_flow.cpp -- how Emit ends a step early and joins two arms.
#include "codegen/emit_domain.h"

namespace surety::codegen {

std::optional<bool> Emit::constant(const Bool& condition) {
  const auto* const known = llvm::dyn_cast<llvm::ConstantInt>(condition.value);
  return known ? std::optional<bool>(known->isOne()) : std::nullopt;
}

void Emit::require(const Bool& condition, core::ErrorId error) {
  if (constant(condition) == true) return;
  journal_.require(condition.value, error.index);
  knowledge_.learn(condition.value, true);
}

Emit::Fork Emit::open(const Bool& condition) {
  llvm::Function* const function = builder_.GetInsertBlock()->getParent();
  auto* const then = llvm::BasicBlock::Create(builder_.getContext(), "then", function);
  auto* const otherwise = llvm::BasicBlock::Create(builder_.getContext(), "otherwise", function);
  auto* const join = llvm::BasicBlock::Create(builder_.getContext(), "join", function);
  builder_.CreateCondBr(condition.value, then, otherwise);
  builder_.SetInsertPoint(then);
  Fork fork{.condition = condition.value,
            .otherwise = otherwise,
            .join = join,
            .undo_before = journal_.head(),
            .before = path(),
            .writes_before = writes_.size()};
  knowledge_.learn(condition.value, true);
  return fork;
}

void Emit::turn(Fork& fork) {
  fork.then_end = builder_.GetInsertBlock();
  fork.undo_then = journal_.head();
  fork.then_path = path();
  journal_.set_head(fork.undo_before);
  builder_.SetInsertPoint(fork.otherwise);
  restore(fork.before);
  knowledge_.learn(fork.condition, false);
}

void Emit::restore(Path path) {
  knowledge_.restore(std::move(path.facts));
  cells_ = std::move(path.cells);
}

void Emit::join(Fork& fork) {
  fork.otherwise_end = builder_.GetInsertBlock();
  builder_.CreateBr(fork.join);
  builder_.SetInsertPoint(fork.then_end);
  builder_.CreateBr(fork.join);
  builder_.SetInsertPoint(fork.join);
  journal_.join(fork.condition, fork.undo_then, journal_.head());
  if (mutant_ == Mutant::leaking_facts) fork.before.facts.ranges = knowledge_.path().ranges;
  restore(std::move(fork.before));
  if (mutant_ == Mutant::stale_join) return;
  for (std::size_t i = fork.writes_before; i < writes_.size(); ++i) forget(writes_[i]);
}

Emit::Value Emit::join(Fork& fork, const Value& first, const Value& second) {
  const auto merge = [&](llvm::Value* a, llvm::Value* b) -> llvm::Value* {
    join(fork);
    llvm::PHINode* const phi = builder_.CreatePHI(a->getType(), 2);
    phi->addIncoming(a, fork.then_end);
    phi->addIncoming(b, fork.otherwise_end);
    return phi;
  };
  if (const auto* const number = std::get_if<Int>(&first)) {
    const Int& other = std::get<Int>(second);
    const Interval range_second = knowledge_.range_of(other);
    knowledge_.restore(fork.then_path.facts);
    const Interval range = read::interval::join(knowledge_.range_of(*number), range_second);
    const unsigned width = width_for(range);
    llvm::Value* const b = resized(other, width);
    llvm::BasicBlock* const end = builder_.GetInsertBlock();
    builder_.SetInsertPoint(fork.then_end);
    llvm::Value* const a = resized(*number, width);
    builder_.SetInsertPoint(end);
    return exactly(merge(a, b), range);
  }
  if (const auto* const flag = std::get_if<Bool>(&first)) {
    const Bool& other = std::get<Bool>(second);
    const Bool result{merge(flag->value, other.value)};
    // `a and b` is Choose(a, b, false) and `a or b` is Choose(a, true, b).
    if (constant(other) == false) knowledge_.combine(result.value, fork.condition, flag->value, true);
    if (constant(*flag) == true) knowledge_.combine(result.value, fork.condition, other.value, false);
    return result;
  }
  return Party{merge(std::get<Party>(first).value, std::get<Party>(second).value)};
}

}  // namespace surety::codegen
