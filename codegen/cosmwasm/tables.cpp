// tables.cpp -- see tables.h. Member by member as in runtime/contract.h: both change together.
#include "codegen/cosmwasm/tables.h"

#include <llvm/IR/Constants.h>

#include <algorithm>
#include <map>

#include "codegen/codegen.h"
#include "codegen/cosmwasm/row_loads.h"
#include "compiler/core/ids.h"

namespace surety::codegen {

namespace {

using llvm::Constant;
using Constants = std::vector<Constant*>;

constexpr std::uint32_t none = 0xffffffffU;

class Tables {
 public:
  Tables(llvm::Module& module, const core::Contract& contract, const Layout& layout, const CosmWasmNames& names)
      : module_(module), contract_(contract), layout_(layout), names_(names) {}

  Constant* whole(const std::string& fingerprint) {
    Constants tables;
    for (std::size_t i = 0; i < contract_.tables.size(); ++i) tables.push_back(table(i));
    Constants assets;
    for (std::size_t i = 0; i < contract_.assets.size(); ++i) assets.push_back(asset(i));
    Constants steps;
    for (std::uint32_t i = 0; i < contract_.steps.size(); ++i) steps.push_back(step({i}));
    Constants members{text(contract_.name),
                      text(SURETY_VERSION),
                      text(fingerprint),
                      globals(),
                      word(names_.clock ? names_.clock->index : none),
                      word(names_.clock_step ? names_.clock_step->index : none)};
    for (const Constants& list : {tables, assets, texts(names_.feeds), steps, texts(contract_.errors)}) {
      members.push_back(word(list.size()));
      members.push_back(array(list));
    }
    members.push_back(word(layout_.max_effects));
    return record(members);
  }

 private:
  Constant* word(std::size_t value) {
    return llvm::ConstantInt::get(llvm::Type::getInt32Ty(module_.getContext()), value);
  }
  Constant* nowhere() { return llvm::ConstantPointerNull::get(llvm::PointerType::get(module_.getContext(), 0)); }
  Constant* record(const Constants& members) { return llvm::ConstantStruct::getAnon(members); }
  Constant* constant(Constant* value) {
    auto* const variable =
        new llvm::GlobalVariable(module_, value->getType(), true, llvm::GlobalValue::PrivateLinkage, value, "cosmwasm");
    variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    return variable;
  }
  /// A pointer to the items, which are of one type.
  Constant* array(const Constants& items) {
    if (items.empty()) return nowhere();
    return constant(llvm::ConstantArray::get(llvm::ArrayType::get(items[0]->getType(), items.size()), items));
  }
  Constant* text(const std::string& words) {
    Constant*& bytes = texts_[words];
    if (bytes == nullptr) bytes = constant(llvm::ConstantDataArray::getString(module_.getContext(), words, false));
    return record({bytes, word(words.size())});
  }
  Constants texts(const std::vector<std::string>& words) {
    Constants result;
    for (const std::string& one : words) result.push_back(text(one));
    return result;
  }

  /// As `enum sort` of the runtime.
  static constexpr std::uint32_t sort_id = 3;
  static std::uint32_t sort_of(const core::Type& type) {
    return core::is_id(type) ? sort_id : static_cast<std::uint32_t>(type.sort);
  }
  Constant* cell(const std::string& name, const core::Type& type, const Slot& slot) {
    return record({text(name), word(sort_of(type)), word(static_cast<std::uint32_t>(std::max(type.scale, 0))),
                   word(slot.offset), word(slot.size), word(type.constants.size()), array(texts(type.constants))});
  }
  Constant* block(const std::string& name, const std::string& list_name, const Constants& cells, std::uint32_t size,
                  bool keyed_by_id = false) {
    const auto key = keyed_by_id ? sort_id : static_cast<std::uint32_t>(core::Sort::party);
    return record({text(name), text(list_name), record({word(cells.size()), array(cells)}), word(size), word(key)});
  }
  Constant* globals() {
    Constants cells;
    for (std::size_t i = 0; i < contract_.globals.size(); ++i)
      cells.push_back(cell(names_.globals[i], contract_.globals[i].type, layout_.global_structure.slots[i]));
    return block("state", "", cells, layout_.global_structure.size);
  }
  Constant* table(std::size_t index) {
    const std::vector<core::Field>& fields = contract_.tables[index].fields;
    Constants cells;
    for (std::size_t f = 0; f < fields.size(); ++f)
      cells.push_back(cell(names_.fields[index][f], fields[f].type, layout_.rows[index].slots[f]));
    return block(names_.tables[index], names_.lists[index], cells, layout_.rows[index].size,
                 core::keyed_by_id(contract_, core::TableId{static_cast<std::uint32_t>(index)}));
  }
  Constant* asset(std::size_t index) {
    const core::Asset& asset = contract_.assets[index];
    return record({text(asset.name), text(names_.transfers[index]), text(names_.ledgers[index]),
                   word(static_cast<std::uint32_t>(asset.decimals)), word(asset.issued ? 1 : 0)});
  }

  Constant* list(const core::ListArguments& list, const std::string& name) {
    return record({text(name), word(list.length), word(list.elements.size()), word(list.elements.front().size()),
                   word(list.of_records() ? 1 : 0)});
  }
  Constant* step(core::StepId id) {
    const core::Step& step = contract_[id];
    Constants arguments;
    for (std::uint32_t i = 0; i < step.argument_count; ++i)
      arguments.push_back(cell(names_.arguments[id.index][i], step.locals[i].type, {i * cell_size, cell_size}));
    Constants lists;
    for (const core::Parameter& parameter : core::parameters_of(step))
      if (parameter.list) lists.push_back(list(*parameter.list, names_.arguments[id.index][parameter.argument]));
    Constants loads;
    for (const RowLoad& load : row_loads(contract_, id))
      loads.push_back(record({word(load.table.index), word(static_cast<std::uint32_t>(load.party.source)),
                              word(load.party.index), word(load.party.from)}));
    const auto feed = std::ranges::find(contract_.oracles, id, &core::Oracle::update);
    const std::size_t feed_index =
        feed == contract_.oracles.end() ? none : static_cast<std::size_t>(feed - contract_.oracles.begin());
    return record({text(names_.steps[id.index]), word(static_cast<std::uint32_t>(step.kind)), word(feed_index),
                   word(names_.clock_arguments[id.index].value_or(none)),
                   block(names_.steps[id.index], "", arguments, step.argument_count * cell_size), word(lists.size()),
                   array(lists), word(loads.size()), array(loads), module_.getFunction(layout_.steps[id.index])});
  }

  llvm::Module& module_;
  const core::Contract& contract_;
  const Layout& layout_;
  const CosmWasmNames& names_;
  std::map<std::string, Constant*> texts_;
};

}  // namespace

void emit_cosmwasm_tables(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                          const CosmWasmNames& names, const std::string& fingerprint) {
  Constant* const whole = Tables(module, contract, layout, names).whole(fingerprint);
  new llvm::GlobalVariable(module, whole->getType(), true, llvm::GlobalValue::ExternalLinkage, whole,
                           "surety_contract");
}

}  // namespace surety::codegen
