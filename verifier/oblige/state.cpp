// state.cpp -- the state of the Symbolic reading: cells now, before, and between the steps of a scenario.
#include <algorithm>
#include <utility>

#include "verifier/oblige/symbolic.h"

namespace surety::verify::oblige {

Symbolic::Value Symbolic::in_view(View view, const std::function<Value()>& body) {
  const View saved = std::exchange(view_, view);
  struct Restore {
    View& place;
    View value;
    ~Restore() { place = value; }
  } restore{view_, saved};
  return body();
}

Symbolic::Value Symbolic::read_global(GlobalId global) {
  const core::Global& declaration = contract_[global];
  if (view_ != View::generic) return globals_in(view_)[global.index];
  const std::string slot = "$" + declaration.name;
  global_slots_.emplace(slot, global);
  return generic(slot, declaration.type, declaration.range);
}

/// The party's row: one that is known to be its, or one that the script says is, or a new one that differs from all.
Symbolic::Row& Symbolic::row(TableId table, Party key) {
  for (Row& row : rows_) {
    if (row.table == table && parties_.same(row.party, key)) return row;
  }
  for (Row& row : rows_) {
    if (row.table != table) continue;
    if (parties_open_ && !parties_.different(row.party, key)) throw Unsupported{"a row of a party left open"};
    if (arena_.value(same(row.party, key)) == true) return row;
  }
  Row fresh{table, key, contract_[table].name + "[" + parties_.name(key) + "]", {}, {}};
  for (const core::Field& field : contract_[table].fields) {
    fresh.before.push_back(start_ == Start::zero ? zero(field.type)
                                                 : symbol(fresh.name + "." + field.name, field.type, field.range));
  }
  fresh.now = fresh.before;
  rows_.push_back(std::move(fresh));
  return rows_.back();
}

Symbolic::Value Symbolic::read_row(TableId table, Party key, FieldId field) {
  if (view_ == View::generic) {
    if (!generic_party_ || key != *generic_party_ || table != generic_table_) {
      throw Unsupported{"a sum's term reads another row"};
    }
    const core::Field& declaration = contract_.field(table, field);
    const std::string slot = "$" + contract_[table].name + "." + declaration.name;
    row_slots_.emplace(slot, std::pair(table, field));
    return generic(slot, declaration.type, declaration.range);
  }
  if (generic_party_ && key == *generic_party_) throw Unsupported{sum_over_the_past};
  return cells_in(view_, row(table, key))[field.index];
}

void Symbolic::write_global(GlobalId global, const Value& value) { globals_now_[global.index] = value; }

void Symbolic::write_row(TableId table, Party key, FieldId field, const Value& value) {
  row(table, key).now[field.index] = value;
}

void Symbolic::add_fact(const std::string& name, Bool formula, Role role) {
  const term::BoolNode& node = arena_.node(formula);
  if (node.kind == term::BoolKind::conjunction) {
    for (const Bool part : node.parts) add_fact(name, part, role);
  } else if (node.kind != term::BoolKind::truth) {
    const auto [place, fresh] = stated_.try_emplace({name, formula}, facts_.size());
    if (fresh) return facts_.push_back({name, formula, role, moment_});
    std::size_t& known_from = facts_[place->second].moment;
    known_from = std::min(known_from, moment_);
  }
}

void Symbolic::state_if_followed(const std::function<void()>& statement) {
  const auto guards = guards_;
  const auto definedness = definedness_;
  const auto around = around_;
  const std::size_t stage = stage_;
  const std::size_t sums = sums_not_followed_.size();
  try {
    statement();
  } catch (const Unsupported&) {
    guards_ = guards;
    definedness_ = definedness;
    around_ = around;
    stage_ = stage;
    sums_not_followed_.resize(sums);
  }
}

// ---- stages -------------------------------------------------------------------------------------------------------

Symbolic::Cells Symbolic::cells_now() const {
  Cells cells{globals_now_, {}};
  for (const Row& row : rows_) cells.rows.push_back(row.now);
  return cells;
}

void Symbolic::set_cells(const Cells& cells) {
  globals_now_ = cells.globals;
  for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].now = i < cells.rows.size() ? cells.rows[i] : rows_[i].before;
}

std::size_t Symbolic::keep_stage() {
  stages_.push_back(cells_now());
  return stages_.size() - 1;
}

void Symbolic::return_to_stage(std::size_t stage) { set_cells(stages_[stage]); }

Symbolic::Value Symbolic::in_stage(std::size_t stage, const std::function<Value()>& body) {
  const std::size_t saved = std::exchange(stage_, stage);
  Value result = in_view(View::stage, body);
  stage_ = saved;
  return result;
}

const std::vector<Symbolic::Value>& Symbolic::globals_in(View view) const {
  if (view == View::stage) return stages_[stage_].globals;
  return view == View::before ? globals_before_ : globals_now_;
}

const std::vector<Symbolic::Value>& Symbolic::cells_in(View view, const Row& row) const {
  if (view == View::now) return row.now;
  if (view != View::stage) return row.before;
  for (std::size_t i = 0; i < stages_[stage_].rows.size(); ++i) {
    if (&rows_[i] == &row) return stages_[stage_].rows[i];
  }
  return row.before;
}

}  // namespace surety::verify::oblige
