// theory.cpp -- collecting invariants and listing obligations.
#include "verifier/oblige/theory.h"

namespace surety::verify::oblige {

namespace {

void collect_where_clauses(const core::Contract& contract, const core::Block& block, std::vector<Invariant>& found) {
  for (const core::StatementId id : block) {
    const auto* require = std::get_if<core::Require>(&contract[id].node);
    if (!require || require->error != core::error_id(core::BuiltinError::where_violated)) continue;
    found.push_back({"where#" + std::to_string(found.size() + 1), require->condition, true});
  }
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
  Theory theory{contract, {}};
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
  for (std::uint32_t i = 0; i < theory.contract.steps.size(); ++i) {
    const std::string id = invariant.name + "/" + theory.contract.steps[i].name;
    result.push_back({DutyKind::keep, id, core::StepId{i}, invariant, std::nullopt, std::nullopt, std::nullopt});
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
    case core::PropertyKind::rule:
    case core::PropertyKind::can: break;
  }
  return std::nullopt;
}

}  // namespace surety::verify::oblige
