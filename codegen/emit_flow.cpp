// emit_flow.cpp -- how Emit ends a step early and joins two arms.
#include "codegen/emit_domain.h"

namespace surety::codegen {

std::optional<bool> Emit::constant(const Bool& condition) {
  const auto* const known = llvm::dyn_cast<llvm::ConstantInt>(condition.value);
  return known ? std::optional<bool>(known->isOne()) : std::nullopt;
}

void Emit::require(const Bool& condition, core::ErrorId error) {
  const bool remains = constant(condition) != true;
  if (remains || condition.grounds)
    book_.check(error, here(), remains, remains ? condition.doubt : "", condition.grounds);
  checked_ = condition.grounds;
  unlearned_.reset();
  if (!remains) return;
  journal_.require(condition.value, error.index);
  if (!knowledge_.informs(condition.value, true)) {
    unlearned_ = error;
    return;
  }
  checked_ = united(checked_, book_.fact(FactSource::check, contract_[error], here()));
  knowledge_.learn(condition.value, true, checked_);
}

Emit::Fork Emit::open(const Bool& condition) {
  llvm::Function* const function = builder_.GetInsertBlock()->getParent();
  auto* const then = llvm::BasicBlock::Create(builder_.getContext(), "then", function);
  auto* const otherwise = llvm::BasicBlock::Create(builder_.getContext(), "otherwise", function);
  auto* const join = llvm::BasicBlock::Create(builder_.getContext(), "join", function);
  builder_.CreateCondBr(condition.value, then, otherwise);
  builder_.SetInsertPoint(then);
  Fork fork{.condition = condition.value,
            .why = knowledge_.informs(condition.value, true) || knowledge_.informs(condition.value, false)
                       ? book_.fact(FactSource::check, "", here())
                       : nullptr,
            .otherwise = otherwise,
            .join = join,
            .undo_before = journal_.head(),
            .before = path(),
            .writes_before = writes_.size()};
  knowledge_.learn(condition.value, true, fork.why);
  return fork;
}

void Emit::turn(Fork& fork) {
  fork.then_end = builder_.GetInsertBlock();
  fork.undo_then = journal_.head();
  fork.then_path = path();
  journal_.set_head(fork.undo_before);
  builder_.SetInsertPoint(fork.otherwise);
  restore(fork.before);
  knowledge_.learn(fork.condition, false, fork.why);
}

void Emit::restore(Path path) {
  knowledge_.restore(std::move(path.facts));
  cells_ = std::move(path.cells);
  pending_ = std::move(path.pending);
  emitted_ = path.emitted;
}

void Emit::join(Fork& fork) {
  meet(fork);
  close(fork);
}

Emit::Value Emit::join(Fork& fork, const Value& first, const Value& second) {
  meet(fork);
  Value result = merged(fork, first, second);
  close(fork);
  return result;
}

void Emit::close(Fork& fork) {
  builder_.CreateBr(fork.join);
  builder_.SetInsertPoint(fork.then_end);
  builder_.CreateBr(fork.join);
  builder_.SetInsertPoint(fork.join);
  journal_.join(fork.condition, fork.undo_then, journal_.head());
  if (mutant_ == Mutant::leaking_facts) fork.before.facts.ranges = knowledge_.path().ranges;
  const auto emitted = emitted_ == fork.then_path.emitted ? emitted_ : std::nullopt;
  restore(std::move(fork.before));
  emitted_ = emitted;
  pending_ = std::move(fork.pending);
  if (mutant_ == Mutant::stale_join) return;
  for (std::size_t i = fork.writes_before; i < writes_.size(); ++i) forget(writes_[i]);
  for (const Pending& write : pending_) {
    forget(write.place);
    cells_[write.place] = write.value;
  }
}

llvm::Value* Emit::merged(const Fork& fork, llvm::Value* first, llvm::Value* second) {
  llvm::PHINode* const phi = Builder(fork.join).CreatePHI(first->getType(), 2);
  phi->addIncoming(first, fork.then_end);
  phi->addIncoming(second, fork.otherwise_end);
  return phi;
}

Emit::Value Emit::merged(const Fork& fork, const Value& first, const Value& second) {
  if (const auto* const number = std::get_if<Int>(&first)) {
    const Int& other = std::get<Int>(second);
    // Written before the fork; but what an arm has checked since may have made its range narrower than the other's.
    if (mutant_ == Mutant::first_arms_range && number->value == other.value) return *number;
    if (number->value == other.value && number->range == other.range)
      return Int{number->value, number->range, united(number->grounds, other.grounds)};
    const Known from_second = knowledge_.about(other);
    const Knowledge::Path here = knowledge_.path();
    knowledge_.restore(fork.then_path.facts);
    const Known from_first = knowledge_.about(*number);
    knowledge_.restore(here);
    const Interval range = read::interval::join(from_first.range, from_second.range);
    const unsigned width = width_for(range);
    llvm::Value* const b = resized(other, width);
    llvm::BasicBlock* const end = builder_.GetInsertBlock();
    builder_.SetInsertPoint(fork.then_end);
    llvm::Value* const a = resized(*number, width);
    builder_.SetInsertPoint(end);
    return exactly(merged(fork, a, b), range, united(from_first.grounds, from_second.grounds));
  }
  if (const auto* const flag = std::get_if<Bool>(&first)) {
    const Bool& other = std::get<Bool>(second);
    Bool result{merged(fork, flag->value, other.value), united(flag->grounds, other.grounds),
                doubted(*flag, other, ", or ")};
    // `a and b` is Choose(a, b, false) and `a or b` is Choose(a, true, b).
    if (constant(other) == false) knowledge_.combine(result.value, fork.condition, flag->value, true);
    if (constant(*flag) == true) knowledge_.combine(result.value, fork.condition, other.value, false);
    return result;
  }
  return Party{merged(fork, std::get<Party>(first).value, std::get<Party>(second).value)};
}

}  // namespace surety::codegen
