// explore.cpp -- all paths of an obligation, one run each.
//
// A branch splits the path, which gives a solver the simplest questions. Many branches in a row give too many paths:
// then the arms of branches are made one state wherever they can be. Invariants that compare parties split paths too;
// where these are too many, such invariants say what they say without its being known who is whom.
#include "verifier/oblige/explore.h"

#include <algorithm>
#include <iterator>

#include "compiler/core/children.h"
#include "verifier/oblige/run.h"

namespace surety::verify::oblige {

namespace {

constexpr std::size_t split_limit = 128;  // paths before branches are merged
constexpr std::size_t path_limit = 2000;

/// False where there are more than `limit` paths.
bool take_all(const Theory& theory, const Duty& duty, term::Arena& arena, const std::function<bool()>& stop,
              FewerPaths fewer, Exploration& result) {
  const std::size_t limit = fewer == FewerPaths::no ? split_limit : path_limit;
  result.paths.clear();
  result.script = std::make_unique<Script>();
  std::size_t taken = 0;
  do {
    if (stop && stop()) {
      result.problem = "ended early";
      return true;
    }
    if (++taken > limit) return false;
    try {
      auto path = Run(theory, duty, arena, *result.script, fewer).take();
      if (path) result.paths.push_back(std::move(*path));
    } catch (const TooManyRows&) {
      result.paths.clear();
      result.problem = "its quantifiers, one inside the other, speak of too many rows together";
      return true;
    }
  } while (result.script->advance());
  return true;
}

}  // namespace

std::vector<Hypothesis> Path::hypotheses(const Goal& goal) const {
  std::vector<Hypothesis> result;
  std::ranges::copy_if(domain->facts(), std::back_inserter(result),
                       [&](const Hypothesis& fact) { return fact.moment <= goal.moment; });
  const std::vector<Hypothesis>& path = domain->path();
  const std::size_t length = std::min(goal.path_length, path.size());
  result.insert(result.end(), path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length));
  return result;
}

Exploration explore(const Theory& theory, const Duty& duty, term::Arena& arena, const std::function<bool()>& stop) {
  Exploration result;
  for (const FewerPaths fewer : {FewerPaths::no, FewerPaths::merged, FewerPaths::parties_open}) {
    result.merged = fewer != FewerPaths::no;
    if (take_all(theory, duty, arena, stop, fewer, result)) return result;
  }
  const std::string& where = duty.property ? theory.contract[*duty.property].name : theory.contract[duty.step].name;
  result.problem = "more than " + std::to_string(path_limit) + " paths through " + where;
  return result;
}

bool quantifies(const core::Contract& contract, core::ExprId id) {
  bool found = std::holds_alternative<core::Quantified>(contract[id].node);
  core::for_each_child(contract[id], [&](core::ExprId part) { found = found || quantifies(contract, part); });
  return found;
}

namespace {

/// Written values were checked; what is still the zero of the beginning was not.
std::optional<std::string> unwritten(const core::Contract& contract, const Symbolic& domain) {
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    const bool untouched = domain.globals_now()[i] == domain.globals_before()[i];
    if (global.type.sort == core::Sort::integer && untouched && !global.range.contains(Integer(0))) return global.name;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> unfounded_range(const Theory& theory) {
  for (const core::Table& table : theory.contract.tables) {
    for (const core::Field& field : table.fields) {
      const bool integer = field.type.sort == core::Sort::integer;
      if (integer && !field.range.contains(Integer(0))) return table.name + "." + field.name;
    }
  }
  Duty duty;
  duty.kind = DutyKind::reach;
  term::Arena arena;
  for (const Path& path : explore(theory, duty, arena, {}).paths) {
    if (auto name = unwritten(theory.contract, *path.domain)) return name;
  }
  return std::nullopt;
}

}  // namespace surety::verify::oblige
