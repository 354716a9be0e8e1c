// emit_state.cpp -- how Emit reads and writes cells.
//
// Each place (a global, a column) gets its own alias tag, since cells of different places never overlap: the optimiser
// then knows that a write to one leaves the others alone. Two rows of one column may be the same cell and share the
// tag.
#include <llvm/IR/MDBuilder.h>

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
  return load(address, sort, core::storage_range(), tag("arguments"));
}

Emit::Value Emit::load(llvm::Value* address, Sort sort, const Interval& range, llvm::MDNode* tag) {
  const unsigned width = sort == Sort::integer ? width_for(range) : 64;
  llvm::LoadInst* const cell = builder_.CreateAlignedLoad(builder_.getIntNTy(width), address, llvm::Align(16));
  if (tag) cell->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
  switch (sort) {
    case Sort::integer: return exactly(cell, range);
    case Sort::boolean: return Bool{builder_.CreateICmpNE(cell, builder_.getInt64(0))};
    case Sort::party: return Party{builder_.CreateTrunc(cell, builder_.getInt32Ty())};
  }
  throw std::logic_error("a cell without a sort");
}

void Emit::store(llvm::Value* address, const Value& value, const Interval& range, llvm::MDNode* tag) {
  const auto* const number = std::get_if<Int>(&value);
  const unsigned width = number ? width_for(range) : 64;
  llvm::LoadInst* const old = builder_.CreateAlignedLoad(builder_.getIntNTy(width), address, llvm::Align(16));
  if (tag) old->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
  if (mutant_ != Mutant::forgotten_undo) journal_.record(address, old, tag);
  if (number) return store_cell(builder_, address, number->value, true, tag);
  const auto* const flag = std::get_if<Bool>(&value);
  store_cell(builder_, address, flag ? flag->value : std::get<Party>(value).value, false, tag);
}

namespace {
/// A cell before instantiation is 0, whatever its declared range.
Interval with_zero(const Interval& range) { return interval::join(range, interval::point(0)); }
}  // namespace

Emit::Value Emit::read_global(core::GlobalId id) {
  const core::Global& global = contract_[id];
  llvm::Value* const cell = builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), context_.globals, id.index);
  return read({std::nullopt, id.index, nullptr}, cell, global.type.sort, with_zero(global.range),
              tag("global." + std::to_string(id.index)));
}

void Emit::write_global(core::GlobalId id, const Value& value) {
  llvm::Value* const cell = builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), context_.globals, id.index);
  write({std::nullopt, id.index, nullptr}, cell, value, with_zero(contract_[id].range),
        tag("global." + std::to_string(id.index)));
}

llvm::Value* Emit::row_cell(core::TableId table, const Party& key, core::FieldId field) {
  auto* const row = llvm::ArrayType::get(builder_.getInt128Ty(), contract_[table].fields.size());
  llvm::Value* const index = builder_.CreateZExt(key.value, builder_.getInt64Ty());
  return builder_.CreateInBoundsGEP(row, context_.tables[table.index], {index, builder_.getInt64(field.index)});
}

namespace {
std::string column(core::TableId table, core::FieldId field) {
  return "table." + std::to_string(table.index) + "." + std::to_string(field.index);
}
}  // namespace

Emit::Value Emit::read_row(core::TableId table, const Party& key, core::FieldId field) {
  const core::Field& declared = contract_.field(table, field);
  return read({table, field.index, key.value}, row_cell(table, key, field), declared.type.sort,
              with_zero(declared.range), tag(column(table, field)));
}

void Emit::write_row(core::TableId table, const Party& key, core::FieldId field, const Value& value) {
  write({table, field.index, key.value}, row_cell(table, key, field), value,
        with_zero(contract_.field(table, field).range), tag(column(table, field)));
}

Emit::Value Emit::read(const Place& place, llvm::Value* address, Sort sort, const Interval& range, llvm::MDNode* tag) {
  const auto found = cells_.find(place);
  return found != cells_.end() ? found->second : cells_[place] = load(address, sort, range, tag);
}

void Emit::write(const Place& place, llvm::Value* address, const Value& value, const Interval& range,
                 llvm::MDNode* tag) {
  store(address, value, range, tag);
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
                                party.value, builder_.getInt32(0)};
  for (unsigned i = 0; i < 4; ++i) {
    llvm::StoreInst* const store =
        builder_.CreateAlignedStore(words[i], builder_.CreateConstInBoundsGEP1_64(word, place, i), llvm::Align(4));
    store->setMetadata(llvm::LLVMContext::MD_tbaa, tag("effects"));
  }
  store_cell(builder_, builder_.CreateConstInBoundsGEP1_64(builder_.getInt128Ty(), place, 1), resized(amount, 128),
             true, tag("effects"));
  builder_.CreateStore(builder_.CreateAdd(count, builder_.getInt32(1)), effect_count_);
}

}  // namespace surety::codegen
