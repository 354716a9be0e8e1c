// emit_writes.cpp -- when Emit writes to memory: as late as it can.
//
// A write waits until the step has succeeded, so that a step which is refused has mostly nothing to undo and a cell
// written twice is stored once. It is made earlier, with an undo (journal.h), in two cases:
//
//   another name   the column is read under another name of the row, which may be the same row
//   one arm alone  the arms of a branch meet and only one of them has the write waiting
//
// Writes to one column keep their order among each other, since two names may be one row; different columns and
// globals never overlap. Where both arms have the same writes waiting, their values are merged and go on waiting.
#include <algorithm>

#include "codegen/emit_domain.h"

namespace surety::codegen {

void Emit::write(const Place& place, const Value& value) {
  std::erase_if(pending_, [&](const Pending& write) { return write.place == place; });
  pending_.push_back({place, value});
  writes_.push_back(place);
  forget(place);
  cells_[place] = value;
}

/// After a write no other name of the row can be trusted to hold what it held.
void Emit::forget(const Place& place) {
  std::erase_if(cells_, [&](const auto& cell) {
    const Place& other = cell.first;
    return other.same_member(place) && (mutant_ != Mutant::stale_rows || other.key == place.key);
  });
}

void Emit::settle(const std::function<bool(const Pending&)>& which) {
  for (const Pending& write : pending_) {
    if (!which(write)) continue;
    const Memory cell = memory(write.place);
    llvm::LoadInst* const old =
        builder_.CreateAlignedLoad(builder_.getIntNTy(8 * cell.size), cell.address, llvm::Align(cell.size));
    old->setMetadata(llvm::LLVMContext::MD_tbaa, cell.tag);
    if (mutant_ != Mutant::forgotten_undo) journal_.record(cell.address, old, cell.tag);
    store(cell, write.value);
  }
  std::erase_if(pending_, which);
}

void Emit::finish() {
  for (const Pending& write : pending_) store(memory(write.place), write.value);
  pending_.clear();
}

void Emit::store(const Memory& memory, const Value& value) {
  llvm::Value* stored = nullptr;
  if (const auto* const number = std::get_if<Int>(&value))
    stored = resized(*number, 8 * memory.size);
  else if (const auto* const flag = std::get_if<Bool>(&value))
    stored = builder_.CreateZExt(flag->value, builder_.getIntNTy(8 * memory.size));
  else
    stored = std::get<Party>(value).value;
  store_slot(builder_, memory.address, stored, memory.tag);
}

void Emit::meet(Fork& fork) {
  fork.otherwise_end = builder_.GetInsertBlock();
  const std::vector<Pending> first = fork.then_path.pending;
  const std::vector<Pending> second = pending_;
  const auto waiting_in = [](const std::vector<Pending>& all, const Pending& like) {
    std::vector<Place> places;
    for (const Pending& write : all)
      if (write.place.same_member(like.place)) places.push_back(write.place);
    return places;
  };
  const auto differs = [&](const Pending& write) { return waiting_in(first, write) != waiting_in(second, write); };

  settle(differs);
  const std::vector<Pending> rest = std::exchange(pending_, first);
  llvm::BasicBlock* const undo_otherwise = journal_.head();
  journal_.set_head(fork.undo_then);
  builder_.SetInsertPoint(fork.then_end);
  settle(differs);
  fork.undo_then = journal_.head();
  journal_.set_head(undo_otherwise);
  builder_.SetInsertPoint(fork.otherwise_end);

  for (const Pending& write : pending_) {
    const auto other = std::ranges::find(rest, write.place, &Pending::place);
    fork.pending.push_back({write.place, merged(fork, write.value, other->value)});
  }
}

}  // namespace surety::codegen
