// concrete.cpp -- see concrete.h.
#include "compiler/read/concrete.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace surety::read {

Concrete::Value value_of(core::Sort sort, const Integer& cell) {
  switch (sort) {
    case core::Sort::integer: return core::Number(cell);
    case core::Sort::boolean: return cell != 0;
    case core::Sort::party: return static_cast<core::PartyIndex>(cell.get_ui());
  }
  throw std::logic_error("a value without a sort");
}

Integer cell_of(const Concrete::Value& value) {
  return std::visit(core::overloaded{[](const core::Number& number) { return number.integer(); },
                                     [](bool truth) { return Integer(truth ? 1 : 0); },
                                     [](core::PartyIndex party) { return Integer(party); }},
                    value);
}

namespace {

Concrete::Value zero_of(core::Sort sort) {
  switch (sort) {
    case core::Sort::integer: return core::Number();
    case core::Sort::boolean: return false;
    case core::Sort::party: return core::PartyIndex{0};
  }
  throw std::logic_error("a value without a sort");
}

}  // namespace

Concrete::Value Concrete::read_global(core::GlobalId global) const {
  return value_of(contract_[global].type.sort, view_->globals[global.index]);
}

Concrete::Value Concrete::read_row(core::TableId table, Party key, core::FieldId field) const {
  const core::Sort sort = contract_.field(table, field).type.sort;
  const auto& rows = view_->tables[table.index];
  const auto row = rows.find(key);
  return row == rows.end() ? zero_of(sort) : value_of(sort, row->second[field.index]);
}

void Concrete::write_global(core::GlobalId global, const Value& value) {
  if (!target_) throw std::logic_error("a property cannot write");
  Integer& cell = target_->globals[global.index];
  journal_.emplace_back(OldGlobal{global, std::exchange(cell, cell_of(value))});
}

void Concrete::write_row(core::TableId table, Party key, core::FieldId field, const Value& value) {
  if (!target_) throw std::logic_error("a property cannot write");
  const auto [row, added] = target_->tables[table.index].try_emplace(key);
  if (added) row->second.assign(contract_[table].fields.size(), Integer(0));
  Integer& cell = row->second[field.index];
  journal_.emplace_back(OldCell{table, key, field, std::exchange(cell, cell_of(value)), added});
}

void Concrete::effect(core::EffectKind kind, core::AssetId asset, Party party, const Int& amount) {
  effects.push_back({kind, asset, party, amount.integer()});
}

void Concrete::undo() {
  for (; !journal_.empty(); journal_.pop_back()) {
    std::visit([this](const auto& old) { put_back(old); }, journal_.back());
  }
  effects.clear();
}

void Concrete::put_back(const OldGlobal& old) { target_->globals[old.global.index] = old.value; }

void Concrete::put_back(const OldCell& old) {
  auto& rows = target_->tables[old.table.index];
  if (old.row_was_absent) {
    rows.erase(old.key);
  } else {
    rows.at(old.key)[old.field.index] = old.value;
  }
}

// ---- quantifiers ----

Concrete::Value Concrete::fold(core::Quantifier quantifier, core::TableId table,
                               const std::function<Value(Party)>& body, const std::function<Value(Party)>& probe) {
  const bool logical = quantifier == core::Quantifier::forall || quantifier == core::Quantifier::exists;
  ++open_quantifiers_;
  const std::vector<Party> parties = parties_to_visit(table, logical);
  bool all = true;
  bool any = false;
  core::Number total;
  for (const Party party : parties) {
    const Value value = body(party);
    if (quantifier == core::Quantifier::sum) {
      total = total + std::get<core::Number>(value);
    } else {
      const bool truth = std::get<bool>(value);
      all = all && truth;
      any = any || truth;
      if (truth && quantifier == core::Quantifier::count) total = total + 1;
    }
  }
  // Rows of zeros add nothing to a total, but where one is undefined there is no total.
  if (!logical) probe(first_unused_party() + open_quantifiers_ - 1);
  --open_quantifiers_;
  if (!logical) return total;
  return quantifier == core::Quantifier::forall ? all : any;
}

std::vector<Concrete::Party> Concrete::parties_to_visit(core::TableId table, bool with_unwritten) const {
  // A total is of the rows that there are: who is named besides adds nothing.
  std::vector<Party> parties = with_unwritten ? extra_parties : std::vector<Party>();
  for (const core::State* state : {now_, before_}) {
    if (!state) continue;
    std::ranges::transform(state->tables[table.index], std::back_inserter(parties),
                           [](const auto& row) { return row.first; });
  }
  if (with_unwritten) {
    const std::vector<Party> named = parties_in_cells();
    parties.insert(parties.end(), named.begin(), named.end());
    const Party unused = first_unused_party();
    for (std::uint32_t i = 0; i < open_quantifiers_; ++i) parties.push_back(unused + i);
  }
  std::ranges::sort(parties);
  const auto repeated = std::ranges::unique(parties);
  parties.erase(repeated.begin(), repeated.end());
  return parties;
}

std::vector<Concrete::Party> Concrete::parties_in_cells() const {
  std::vector<Party> parties;
  const auto add = [&parties](const Integer& party) { parties.push_back(static_cast<Party>(party.get_ui())); };
  for (const core::State* state : {now_, before_}) {
    if (!state) continue;
    for (std::size_t i = 0; i < contract_.globals.size(); ++i) {
      if (contract_.globals[i].type.sort == core::Sort::party) add(state->globals[i]);
    }
    for (std::size_t t = 0; t < contract_.tables.size(); ++t) {
      for (std::size_t f = 0; f < contract_.tables[t].fields.size(); ++f) {
        if (contract_.tables[t].fields[f].type.sort != core::Sort::party) continue;
        for (const auto& row : state->tables[t]) add(row.second[f]);
      }
    }
  }
  return parties;
}

Concrete::Party Concrete::first_unused_party() const {
  Party unused = 0;
  const auto used = [&unused](Party party) { unused = std::max(unused, party + 1); };
  for (const Party party : extra_parties) used(party);
  for (const Party party : parties_in_cells()) used(party);
  for (const core::State* state : {now_, before_}) {
    if (!state) continue;
    for (const auto& rows : state->tables) {
      if (!rows.empty()) used(rows.rbegin()->first);
    }
  }
  return unused;
}

}  // namespace surety::read
