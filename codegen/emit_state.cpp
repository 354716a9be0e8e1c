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
  if (std::ranges::any_of(writes_, [&](const Place& other) { return other.same_member(place); })) return known;
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

Emit::Memory Emit::memory(const Place& place) {
  if (!place.table) {
    const Slot& slot = layout_.global_structure.slots[place.member];
    return {builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), context_.globals, slot.offset), slot.size,
            tag("global." + std::to_string(place.member))};
  }
  const std::uint32_t table = place.table->index;
  const Structure& row = layout_.rows[table];
  const Slot& slot = row.slots[place.member];
  auto* const type = llvm::ArrayType::get(builder_.getInt8Ty(), row.size);
  llvm::Value* const index = builder_.CreateZExt(place.key, builder_.getInt64Ty());
  return {builder_.CreateInBoundsGEP(type, context_.tables[table], {index, builder_.getInt64(slot.offset)}), slot.size,
          tag("table." + std::to_string(table) + "." + std::to_string(place.member))};
}

void Emit::require_begun(core::GlobalId witness, bool begun) {
  const Memory cell = memory({std::nullopt, witness.index, nullptr});
  llvm::Type* const type = builder_.getIntNTy(8 * cell.size);
  llvm::LoadInst* const load = builder_.CreateAlignedLoad(type, cell.address, llvm::Align(cell.size));
  load->setMetadata(llvm::LLVMContext::MD_tbaa, cell.tag);
  llvm::Value* const holds = begun ? builder_.CreateIsNotNull(load) : builder_.CreateIsNull(load);
  journal_.require(holds, error_id(core::BuiltinError::rejected).index);
}

Emit::Value Emit::read_global(core::GlobalId id) {
  const core::Global& global = contract_[id];
  return read({std::nullopt, id.index, nullptr}, global.type.sort, global.range);
}

void Emit::write_global(core::GlobalId id, const Value& value) { write({std::nullopt, id.index, nullptr}, value); }

Emit::Value Emit::read_row(core::TableId table, const Party& key, core::FieldId field) {
  const core::Field& declared = contract_.field(table, field);
  return read({table, field.index, key.value}, declared.type.sort, declared.range);
}

void Emit::write_row(core::TableId table, const Party& key, core::FieldId field, const Value& value) {
  write({table, field.index, key.value}, value);
}

Emit::Value Emit::read(const Place& place, Sort sort, const core::Range& range) {
  if (const auto found = cells_.find(place); found != cells_.end()) return found->second;
  settle([&](const Pending& write) { return write.place.same_member(place); });
  const Memory cell = memory(place);
  const Known known = sort == Sort::integer ? at_first(place, range, cell.size) : Known{};
  return cells_[place] = load(cell, sort, known);
}

void Emit::effect(core::EffectKind kind, core::AssetId asset, const Party& party, const Int& amount) {
  if (emitted_) ++*emitted_;
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
