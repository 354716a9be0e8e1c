// coverage.cpp -- see coverage.h. What a step can touch is read off the contract: the cells it writes against the cells
// that a property reads. What protects a property is read off its proofs: the requires that they needed.
#include "verifier/prove/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "verifier/oblige/places.h"

namespace surety::verify::strategy {

namespace {

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return b.contains(name); });
}

/// Does the property speak of this step by name?
bool names(const core::Property& property, core::StepId step) {
  if (std::ranges::any_of(property.cases, [&](const core::PropertyCase& clause) { return clause.step == step; }))
    return true;
  return std::ranges::any_of(property.scenario, [&](const core::ScenarioStep& one) {
    const auto* call = std::get_if<core::ScenarioCall>(&one.node);
    return call && std::ranges::find(call->steps, step) != call->steps.end();
  });
}

bool concerns_all_steps(const core::Property& property) {
  return property.kind == core::PropertyKind::invariant || property.kind == core::PropertyKind::conservation;
}

MatrixCell cell_of(const core::Contract& contract, const PropertyResult& result, core::StepId step) {
  MatrixCell cell{result.name, Touch::kept, {}};
  const std::string id = result.name + "/" + contract[step].name;
  bool open = result.verdict != Verdict::proved;
  for (const ObligationResult& obligation : result.obligations) {
    if (obligation.id != id) continue;
    open = obligation.verdict != Verdict::proved;
    cell.requires_needed.insert(cell.requires_needed.end(), obligation.requires_needed.begin(),
                                obligation.requires_needed.end());
  }
  if (!cell.requires_needed.empty()) cell.touch = Touch::guarded;
  if (open) cell.touch = Touch::open;
  return cell;
}

}  // namespace

std::vector<MatrixRow> matrix_of(const core::Contract& contract, const std::vector<PropertyResult>& results) {
  std::vector<MatrixRow> rows;
  std::map<std::string, std::set<std::string>> reads;  // of each property
  for (const core::Property& property : contract.properties) {
    oblige::Places condition(contract);
    condition.read(property);
    reads.emplace(property.name, condition.reads());
  }
  for (std::uint32_t i = 0; i < contract.steps.size(); ++i) {
    const core::StepId step{i};
    oblige::Places body(contract);
    body.read(contract[step].body);
    MatrixRow row{contract[step].name, {}};
    for (const PropertyResult& result : results) {
      const auto property = std::ranges::find(contract.properties, result.name, &core::Property::name);
      if (property == contract.properties.end()) continue;
      const bool touched = concerns_all_steps(*property) && meet(body.writes(), reads.at(property->name));
      if (touched || names(*property, step)) row.cells.push_back(cell_of(contract, result, step));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> coverage_notes(const core::Contract& contract, const std::vector<PropertyResult>& results,
                                        const std::vector<MatrixRow>& matrix) {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    const bool action = contract.steps[i].kind == core::StepKind::action;
    if (action && matrix[i].cells.empty())
      notes.push_back(fmt::format("no property speaks of anything that `{}` does", matrix[i].step));
  }
  const bool all_proved =
      std::ranges::all_of(results, [](const PropertyResult& result) { return result.verdict == Verdict::proved; });
  if (!all_proved) return notes;
  std::set<std::string> used;
  for (const PropertyResult& result : results) {
    for (const ObligationResult& obligation : result.obligations)
      used.insert(obligation.uses.begin(), obligation.uses.end());
  }
  for (const core::Trusted& assumption : core::trusted(contract)) {
    if (!used.contains(assumption.name))
      notes.push_back(fmt::format("no proof needs the assumption `{}`: the verdicts hold without it", assumption.name));
  }
  return notes;
}

}  // namespace surety::verify::strategy
