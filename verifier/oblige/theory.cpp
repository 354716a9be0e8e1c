// theory.cpp -- collecting invariants and listing obligations.
#include "verifier/oblige/theory.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "verifier/oblige/places.h"

namespace surety::verify::oblige {

namespace {

void collect_where_clauses(const core::Contract& contract, const core::Block& block, std::vector<Invariant>& found) {
  for (const core::StatementId id : block) {
    const auto* require = std::get_if<core::Require>(&contract[id].node);
    if (!require || require->error != core::error_id(core::BuiltinError::where_violated)) continue;
    found.push_back({"where#" + std::to_string(found.size() + 1), require->condition, true});
  }
}

/// The cells that an invariant speaks of. The locals of a `where` clause stand for globals of the same names.
std::set<std::string> cells_of(const core::Contract& contract, const Invariant& invariant) {
  Places places(contract);
  places.read(invariant.condition);
  std::set<std::string> cells = places.reads();
  if (!invariant.where_clause) return cells;
  for (const core::ExprId id : places.exprs()) {
    const auto* read = std::get_if<core::LocalRead>(&contract[id].node);
    if (read) cells.insert(contract.steps.front().locals.at(read->local.index).name);
  }
  return cells;
}

/// Why a step leaves alone what is said of these cells; empty where it may not.
std::string untouched(const Theory& theory, core::StepId step, const std::set<std::string>& cells) {
  const std::set<std::string>& writes = theory.writes[step.index];
  const bool begins = theory.contract[step].kind == core::StepKind::instantiate;
  const bool meet = std::ranges::any_of(writes, [&](const std::string& cell) { return cells.contains(cell); });
  if (begins || meet) return "";
  return fmt::format("it reads {} and the step writes {}", fmt::join(cells, ", "), fmt::join(writes, ", "));
}

/// Of the kinds that have one obligation for each case.
DutyKind kind_of(core::PropertyKind kind) {
  if (kind == core::PropertyKind::rule) return DutyKind::after;
  return kind == core::PropertyKind::can ? DutyKind::can : DutyKind::assertion;
}

}  // namespace

Theory theory_of(const core::Contract& contract) {
  std::vector<Invariant> clauses;
  if (!contract.steps.empty()) collect_where_clauses(contract, contract.steps.front().body, clauses);
  Theory theory{contract, {}, {}};
  for (const core::Step& step : contract.steps) {
    Places body(contract);
    body.read(step.body);
    theory.writes.push_back(body.writes());
  }
  for (const core::Property& property : contract.properties) {
    const bool holds_always =
        property.kind == core::PropertyKind::invariant || property.kind == core::PropertyKind::conservation;
    if (holds_always) theory.invariants.push_back({property.name, property.condition, false});
  }
  theory.invariants.insert(theory.invariants.end(), clauses.begin(), clauses.end());
  return theory;
}

std::vector<Duty> duties(const Theory& theory, const Invariant& invariant) {
  std::vector<Duty> result;
  const std::set<std::string> cells = cells_of(theory.contract, invariant);
  for (std::uint32_t i = 0; i < theory.contract.steps.size(); ++i) {
    const std::string id = invariant.name + "/" + theory.contract.steps[i].name;
    result.push_back({DutyKind::keep, id, core::StepId{i}, invariant, std::nullopt, std::nullopt, std::nullopt});
    result.back().untouched = untouched(theory, core::StepId{i}, cells);
  }
  return result;
}

std::vector<Duty> duties(const Theory& theory, core::PropertyId id) {
  const core::Property& property = theory.contract[id];
  const bool holds_always =
      property.kind == core::PropertyKind::invariant || property.kind == core::PropertyKind::conservation;
  if (holds_always) return duties(theory, Invariant{property.name, property.condition, false});
  if (property.kind == core::PropertyKind::lemma) return {{DutyKind::lemma, property.name + "/lemma", {}, {}, {}, id}};
  if (property.kind == core::PropertyKind::scenario)
    return {{DutyKind::scenario, property.name + "/test", {}, {}, {}, id}};
  const DutyKind kind = kind_of(property.kind);
  std::vector<Duty> result;
  for (const core::PropertyCase& clause : property.cases) {
    const std::string name = property.name + "/" + theory.contract[clause.step].name;
    result.push_back({kind, name, clause.step, {}, clause, id, std::nullopt});
  }
  return result;
}

std::optional<Duty> reach_duty(const Theory& theory, core::PropertyId id) {
  const core::Property& property = theory.contract[id];
  Duty duty{DutyKind::reach, "can happen/" + property.name, {}, {}, {}, id};
  switch (property.kind) {
    case core::PropertyKind::assertion: duty.step = property.cases.at(0).step; return duty;
    case core::PropertyKind::lemma:
    case core::PropertyKind::scenario: return duty;
    case core::PropertyKind::invariant:
    case core::PropertyKind::conservation:
    case core::PropertyKind::rule: break;
    case core::PropertyKind::can:
      if (std::holds_alternative<core::Literal>(theory.contract[property.condition].node)) break;  // without `where`
      duty.step = property.cases.at(0).step;
      return duty;
  }
  return std::nullopt;
}

}  // namespace surety::verify::oblige
