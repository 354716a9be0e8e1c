// remove.cpp -- see remove.h. Only contracts without tests, assumptions and oracles come here: those of the generator.
#include "tests/fuzz/engines/remove.h"

#include <algorithm>

#include "compiler/core/semantics.h"
#include "tests/fuzz/engines/walk.h"

namespace surety::testing {

using namespace core;

namespace {

template <class Tag>
void shift(Id<Tag>& id, std::uint32_t removed) {
  if (id.index > removed) --id.index;
}

template <class Items>
void erase_at(Items& items, std::uint32_t index) {
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
}

/// Calls `with` for every place that a step reads or writes.
template <class With>
void each_place(Contract& contract, const With& with) {
  for (const Step& step : contract.steps) {
    const Reached all = reached(contract, step.body);
    for (const ExprId id : all.exprs)
      if (auto* read = std::get_if<Read>(&contract.exprs[id.index].node)) with(read->place);
    for (const StatementId id : all.statements)
      if (auto* write = std::get_if<Write>(&contract.statements[id.index].node)) with(write->place);
  }
}

template <class Uses>
bool used(Contract& contract, const Uses& uses) {
  bool result = false;
  each_place(contract, [&](const Place& place) { result = result || uses(place); });
  return result;
}

}  // namespace

bool remove_property(Case& from, std::uint32_t property) {
  if (property + 1 != from.contract.properties.size()) return false;
  for (const Step& step : from.contract.steps)
    for (const StatementId id : reached(from.contract, step.body).statements)
      if (std::holds_alternative<Use>(from.contract[id].node)) return false;
  erase_at(from.contract.properties, property);
  return true;
}

bool remove_step(Case& from, std::uint32_t step) {
  if (step == 0 || std::ranges::any_of(from.calls, [&](const Call& call) { return call.step.index == step; }))
    return false;
  erase_at(from.contract.steps, step);
  for (Call& call : from.calls) shift(call.step, step);
  return true;
}

bool remove_local(Case& from, std::uint32_t step_index, std::uint32_t local) {
  Contract& contract = from.contract;
  Step& step = contract.steps[step_index];
  if (local == 0) return false;
  const Reached all = reached(contract, step.body);
  bool in_use = false;
  const auto meet = [&](LocalId& id) {
    in_use = in_use || id.index == local;
    shift(id, local);
  };
  for (const ExprId id : all.exprs)
    std::visit(overloaded{[&](LocalRead& node) { meet(node.local); }, [&](Bind& node) { meet(node.local); },
                          [&](Quantified& node) { meet(node.row); }, [](auto&) {}},
               contract.exprs[id.index].node);
  for (const StatementId id : all.statements)
    if (auto* let = std::get_if<Let>(&contract.statements[id.index].node)) meet(let->local);
  if (in_use) return false;
  if (local < step.argument_count) {
    --step.argument_count;
    for (Call& call : from.calls)
      if (call.step.index == step_index) erase_at(call.arguments, local);
  }
  erase_at(step.locals, local);
  return true;
}

bool remove_global(Case& from, std::uint32_t global) {
  const auto uses = [&](const Place& place) {
    const auto* cell = std::get_if<GlobalPlace>(&place);
    return cell && cell->global.index == global;
  };
  if (used(from.contract, uses)) return false;
  each_place(from.contract, [&](Place& place) {
    if (auto* cell = std::get_if<GlobalPlace>(&place)) shift(cell->global, global);
  });
  erase_at(from.contract.globals, global);
  return true;
}

bool remove_table(Case& from, std::uint32_t table) {
  const auto uses = [&](const Place& place) {
    const auto* row = std::get_if<RowPlace>(&place);
    return row && row->table.index == table;
  };
  if (used(from.contract, uses)) return false;
  each_place(from.contract, [&](Place& place) {
    if (auto* row = std::get_if<RowPlace>(&place)) shift(row->table, table);
  });
  erase_at(from.contract.tables, table);
  return true;
}

bool remove_field(Case& from, std::uint32_t table, std::uint32_t field) {
  if (from.contract.tables[table].fields.size() == 1) return false;
  const auto uses = [&](const Place& place) {
    const auto* row = std::get_if<RowPlace>(&place);
    return row && row->table.index == table && row->field.index == field;
  };
  if (used(from.contract, uses)) return false;
  each_place(from.contract, [&](Place& place) {
    if (auto* row = std::get_if<RowPlace>(&place); row && row->table.index == table) shift(row->field, field);
  });
  erase_at(from.contract.tables[table].fields, field);
  return true;
}

}  // namespace surety::testing
