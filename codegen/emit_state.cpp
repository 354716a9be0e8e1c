// emit_state.cpp -- how Emit reads and writes cells.
//
// Each place (a global, a column) gets its own alias tag, since cells of different places never overlap: the optimiser
// then knows that a write to one leaves the others alone. Two rows of one column may be the same cell and share the
// tag.
#include <llvm/IR/MDBuilder.h>

#include <algorithm>

#include "codegen/emit_domain.h"

namespace surety::codegen {

using core::Sort;
namespace interval = read::interval;

llvm::MDNode* Emit::tag(const std::string& place) {
  llvm::MDBuilder metadata(builder_.getContext());
  llvm::MDNode* const type = metadata.createTBAAScalarTypeNode(place, metadata.createTBAARoot("surety"));
  return metadata.createTBAAStructTagNode(type, type, 0);
}

Emit::Value Emit::argument(Sort sort, llvm::Value* address) {
  return load({address, cell_size, tag("arguments")}, sort, {core::storage_range(), {}});
}

Emit::Value Emit::load(const Memory& memory, Sort sort, const Known& known) {
  const auto loaded = [&](unsigned bits) {
    llvm::LoadInst* const load =
        builder_.CreateAlignedLoad(builder_.getIntNTy(bits), memory.address, llvm::Align(memory.size));
    load->setMetadata(llvm::LLVMContext::MD_tbaa, memory.tag);
    return load;
  };
  switch (sort) {
    case Sort::integer: return exactly(loaded(width_for(known.range)), known.range, known.grounds);
    case Sort::boolean: {
      llvm::Value* const flag = loaded(std::min(64U, 8 * memory.size));
      return Bool{builder_.CreateICmpNE(flag, llvm::ConstantInt::get(flag->getType(), 0)), {}, "a flag"};
    }
    case Sort::party: return Party{loaded(32)};
  }
  throw std::logic_error("a cell without a sort");
}

void Emit::store(const Memory& memory, const Value& value) {
  llvm::Type* const type = builder_.getIntNTy(8 * memory.size);
  llvm::LoadInst* const old = builder_.CreateAlignedLoad(type, memory.address, llvm::Align(memory.size));
  old->setMetadata(llvm::LLVMContext::MD_tbaa, memory.tag);
  if (mutant_ != Mutant::forgotten_undo) journal_.record(memory.address, old, memory.tag);
  llvm::Value* stored = nullptr;
  if (const auto* const number = std::get_if<Int>(&value))
    stored = resized(*number, 8 * memory.size);
  else if (const auto* const flag = std::get_if<Bool>(&value))
    stored = builder_.CreateZExt(flag->value, type);
  else
    stored = std::get<Party>(value).value;
  store_slot(builder_, memory.address, stored, memory.tag);
}

namespace {

/// A cell before instantiation is 0, whatever its declared range.
Interval with_zero(const Interval& range) { return interval::join(range, interval::point(0)); }

/// What the bytes of a slot can say.
Interval representable(std::uint32_t size) {
  const core::Integer limit = core::power_of_two(8 * size - 1);
  return {-limit, limit - 1};
}

}  // namespace

Known Emit::at_first(const Place& place, const core::Range& range, std::uint32_t size) {
  if (!facts_) return {representable(size), {}};
  const bool is_row = place.table.has_value();
  const std::string name = is_row
                               ? contract_[*place.table].name + "." + contract_.field(*place.table, {place.member}).name
                               : contract_.globals[place.member].name;
  const core::Span& span =
      is_row ? contract_.field(*place.table, {place.member}).span : contract_.globals[place.member].span;
  Known known{with_zero(range), book_.fact(FactSource::declared_range, name, span)};
  const auto same_member = [&](const Place& other) {
    return other.table == place.table && other.member == place.member;
  };
  if (std::ranges::any_of(writes_, same_member)) return known;
  for (const InvariantBound& bound : invariants_) {
    if (bound.table != place.table || bound.member != place.member) continue;
    // A row that nobody wrote is zeros. A global has its value from instantiation, without which no invariant holds.
    const Interval narrower = interval::narrow(known.range, is_row ? with_zero(bound.range) : bound.range);
    if (narrower == known.range) continue;
    const core::Property& property = contract_[bound.property];
    known = {narrower, united(known.grounds, book_.fact(FactSource::invariant, property.name, property.span))};
  }
  return known;
}

Emit::Memory Emit::memory(core::GlobalId id) {
  const Slot& slot = layout_.global_structure.slots[id.index];
  return {builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), context_.globals, slot.offset), slot.size,
          tag("global." + std::to_string(id.index))};
}

Emit::Memory Emit::memory(core::TableId table, const Party& key, core::FieldId field) {
  const Structure& row = layout_.rows[table.index];
  const Slot& slot = row.slots[field.index];
  auto* const type = llvm::ArrayType::get(builder_.getInt8Ty(), row.size);
  llvm::Value* const index = builder_.CreateZExt(key.value, builder_.getInt64Ty());
  return {builder_.CreateInBoundsGEP(type, context_.tables[table.index], {index, builder_.getInt64(slot.offset)}),
          slot.size, tag("table." + std::to_string(table.index) + "." + std::to_string(field.index))};
}

void Emit::require_instantiated(core::GlobalId witness) {
  const Memory cell = memory(witness);
  llvm::Type* const type = builder_.getIntNTy(8 * cell.size);
  llvm::LoadInst* const load = builder_.CreateAlignedLoad(type, cell.address, llvm::Align(cell.size));
  load->setMetadata(llvm::LLVMContext::MD_tbaa, cell.tag);
  journal_.require(builder_.CreateIsNotNull(load), error_id(core::BuiltinError::rejected).index);
}

Emit::Value Emit::read_global(core::GlobalId id) {
  const core::Global& global = contract_[id];
  return read({std::nullopt, id.index, nullptr}, memory(id), global.type.sort, global.range);
}

void Emit::write_global(core::GlobalId id, const Value& value) {
  write({std::nullopt, id.index, nullptr}, memory(id), value);
}

Emit::Value Emit::read_row(core::TableId table, const Party& key, core::FieldId field) {
  const core::Field& declared = contract_.field(table, field);
  return read({table, field.index, key.value}, memory(table, key, field), declared.type.sort, declared.range);
}

void Emit::write_row(core::TableId table, const Party& key, core::FieldId field, const Value& value) {
  write({table, field.index, key.value}, memory(table, key, field), value);
}

Emit::Value Emit::read(const Place& place, const Memory& memory, Sort sort, const core::Range& range) {
  if (const auto found = cells_.find(place); found != cells_.end()) return found->second;
  const Known known = sort == Sort::integer ? at_first(place, range, memory.size) : Known{};
  return cells_[place] = load(memory, sort, known);
}

void Emit::write(const Place& place, const Memory& memory, const Value& value) {
  store(memory, value);
  writes_.push_back(place);
  forget(place);
  cells_[place] = value;
}

/// After a write no other name of the row can be trusted to hold what it held.
void Emit::forget(const Place& place) {
  std::erase_if(cells_, [&](const auto& cell) {
    const Place& other = cell.first;
    return other.table == place.table && other.member == place.member &&
           (mutant_ != Mutant::stale_rows || other.key == place.key);
  });
}

void Emit::effect(core::EffectKind kind, core::AssetId asset, const Party& party, const Int& amount) {
  llvm::Value* const count = effect_count();
  llvm::Type* const word = builder_.getInt32Ty();
  llvm::Value* const offset =
      builder_.CreateMul(builder_.CreateZExt(count, builder_.getInt64Ty()), builder_.getInt64(effect_size));
  llvm::Value* const place = builder_.CreateInBoundsGEP(builder_.getInt8Ty(), context_.effects, offset);
  llvm::Value* const words[] = {builder_.getInt32(static_cast<std::uint32_t>(kind)), builder_.getInt32(asset.index),
                                party.value, context_.record};
  for (unsigned i = 0; i < 4; ++i) {
    llvm::StoreInst* const store =
        builder_.CreateAlignedStore(words[i], builder_.CreateConstInBoundsGEP1_64(word, place, i), llvm::Align(4));
    store->setMetadata(llvm::LLVMContext::MD_tbaa, tag("effects"));
  }
  store_slot(builder_, builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), place, 1), resized(amount, 128),
             tag("effects"));
  builder_.CreateStore(builder_.CreateAdd(count, builder_.getInt32(1)), effect_count_);
}

}  // namespace surety::codegen
