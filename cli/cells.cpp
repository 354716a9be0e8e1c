// cells.cpp -- see cells.h.
#include "cli/cells.h"

#include <fmt/format.h>

#include <set>

#include "compiler/core/text_words.h"
#include "compiler/scenario/quantity.h"

namespace surety::cli {

namespace {

std::string row_cell_name(const core::Table& table, core::PartyIndex party, const core::Field& field,
                          const std::vector<std::string>& parties) {
  return fmt::format("{}[{}].{}", table.name, party_name(party, parties), field.name);
}

core::Integer cell_of(const core::State& state, std::size_t table, core::PartyIndex party, std::size_t field) {
  const auto row = state.tables[table].find(party);
  return row == state.tables[table].end() ? core::Integer(0) : row->second[field];
}

}  // namespace

std::string party_name(core::PartyIndex party, const std::vector<std::string>& parties) {
  return party < parties.size() ? parties[party] : fmt::format("#{}", party);
}

std::vector<Cell> cells(const core::Contract& contract, const core::State& state,
                        const std::vector<std::string>& parties) {
  std::vector<Cell> result;
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    result.push_back({global.name, scenario::show(global.type, state.globals[i], parties)});
  }
  const core::State rows = core::canonical(state);
  for (std::size_t t = 0; t < contract.tables.size(); ++t) {
    const core::Table& table = contract.tables[t];
    for (const auto& [party, row] : rows.tables[t]) {
      for (std::size_t f = 0; f < table.fields.size(); ++f) {
        const core::Field& field = table.fields[f];
        result.push_back({row_cell_name(table, party, field, parties), scenario::show(field.type, row[f], parties)});
      }
    }
  }
  return result;
}

std::vector<Change> changes(const core::Contract& contract, const core::State& before, const core::State& after,
                            const std::vector<std::string>& parties) {
  std::vector<Change> result;
  const auto compare = [&](const core::Type& type, const core::Integer& a, const core::Integer& b, auto name) {
    if (a != b) result.push_back({name(), scenario::show(type, a, parties), scenario::show(type, b, parties)});
  };
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    compare(global.type, before.globals[i], after.globals[i], [&] { return global.name; });
  }
  for (std::size_t t = 0; t < contract.tables.size(); ++t) {
    const core::Table& table = contract.tables[t];
    std::set<core::PartyIndex> touched;
    for (const auto& row : before.tables[t]) touched.insert(row.first);
    for (const auto& row : after.tables[t]) touched.insert(row.first);
    for (const core::PartyIndex party : touched) {
      for (std::size_t f = 0; f < table.fields.size(); ++f) {
        compare(table.fields[f].type, cell_of(before, t, party, f), cell_of(after, t, party, f),
                [&] { return row_cell_name(table, party, table.fields[f], parties); });
      }
    }
  }
  return result;
}

std::string amount_text(const core::Asset& asset, const core::Integer& amount) {
  core::Type type;
  type.dimension = asset.name;
  type.scale = asset.decimals;
  return scenario::show(type, amount);
}

std::string describe(const core::Contract& contract, const core::EmittedEffect& effect,
                     const std::vector<std::string>& parties) {
  const bool to = effect.kind == core::EffectKind::pay || effect.kind == core::EffectKind::mint;
  return fmt::format("{}s {} {} {}", core::effect_word(effect.kind), amount_text(contract[effect.asset], effect.amount),
                     to ? "to" : "from", party_name(effect.party, parties));
}

}  // namespace surety::cli
