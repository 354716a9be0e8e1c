// remove.cpp -- see remove.h. Only contracts without tests, assumptions and oracles come here: those of the generator.
#include "tests/fuzz/engines/remove.h"

#include <algorithm>
#include <set>

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

/// Everything that reads or writes places, each once: steps, invariants, scans. Lemmas have variables alone.
Reached everything(const Contract& contract) {
  std::set<StatementId> statements;
  std::set<ExprId> exprs;
  for (const Step& step : contract.steps) {
    const Reached all = reached(contract, step.body);
    statements.insert(all.statements.begin(), all.statements.end());
    exprs.insert(all.exprs.begin(), all.exprs.end());
  }
  const auto add = [&](ExprId condition) {
    const std::vector<ExprId> all = reached(contract, condition);
    exprs.insert(all.begin(), all.end());
  };
  for (const Property& property : contract.properties) add(property.condition);
  for (const Scan& scan : contract.scans) add(scan.condition);
  return {{statements.begin(), statements.end()}, {exprs.begin(), exprs.end()}};
}

/// Calls `with` for every place that is read or written.
template <class With>
void each_place(Contract& contract, const With& with) {
  const Reached all = everything(contract);
  for (const ExprId id : all.exprs)
    if (auto* read = std::get_if<Read>(&contract.exprs[id.index].node)) with(read->place);
  for (const StatementId id : all.statements)
    if (auto* write = std::get_if<Write>(&contract.statements[id.index].node)) with(write->place);
}

template <class Uses>
bool used(Contract& contract, const Uses& uses) {
  bool result = false;
  each_place(contract, [&](const Place& place) { result = result || uses(place); });
  return result;
}

/// Calls `with` for each mention of a property: what `use` names, and the lemmas of scans.
template <class With>
void each_mention(Contract& contract, const With& with) {
  for (const StatementId id : everything(contract).statements)
    if (auto* use = std::get_if<Use>(&contract.statements[id.index].node)) with(use->lemma);
  for (Scan& scan : contract.scans)
    if (scan.monotone) with(*scan.monotone);
}

/// Calls `with` for each mention of a table that is no place.
template <class With>
void each_table(Contract& contract, const With& with) {
  for (const ExprId id : everything(contract).exprs)
    if (auto* all = std::get_if<Quantified>(&contract.exprs[id.index].node)) with(all->table);
  for (Scan& scan : contract.scans) with(scan.table);
}

}  // namespace

bool remove_property(Case& from, std::uint32_t property) {
  bool in_use = false;
  each_mention(from.contract, [&](const PropertyId& id) { in_use = in_use || id.index == property; });
  if (in_use) return false;
  each_mention(from.contract, [&](PropertyId& id) { shift(id, property); });
  erase_at(from.contract.properties, property);
  return true;
}

bool remove_scan(Case& from, std::uint32_t scan) {
  erase_at(from.contract.scans, scan);
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
  for (const Scan& scan : from.contract.scans)
    if (scan.by && scan.by->index == global) return false;
  each_place(from.contract, [&](Place& place) {
    if (auto* cell = std::get_if<GlobalPlace>(&place)) shift(cell->global, global);
  });
  for (Scan& scan : from.contract.scans)
    if (scan.by) shift(*scan.by, global);
  erase_at(from.contract.globals, global);
  return true;
}

bool remove_table(Case& from, std::uint32_t table) {
  const auto uses = [&](const Place& place) {
    const auto* row = std::get_if<RowPlace>(&place);
    return row && row->table.index == table;
  };
  bool in_use = used(from.contract, uses);
  each_table(from.contract, [&](const TableId& id) { in_use = in_use || id.index == table; });
  if (in_use) return false;
  each_place(from.contract, [&](Place& place) {
    if (auto* row = std::get_if<RowPlace>(&place)) shift(row->table, table);
  });
  each_table(from.contract, [&](TableId& id) { shift(id, table); });
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
