// contract.cpp -- see contract.h.
#include "compiler/core/contract.h"

#include <algorithm>

namespace surety::core {

Contract empty_contract(std::string name) {
  Contract contract;
  contract.name = std::move(name);
  contract.errors = {"Overflow",     "DivisionByZero", "StalePrice",       "NegativeAmount", "InsufficientFunds",
                     "Unauthorized", "PriceStep",      "TimeRunsBackward", "Rejected",       "WhereViolated"};
  contract.origins.emplace_back();
  return contract;
}

namespace {
void collect_assertions(const Contract& contract, const Block& block, std::vector<StatementId>& found) {
  for (const StatementId id : block) {
    if (std::holds_alternative<Assert>(contract[id].node)) found.push_back(id);
    if (const auto* branch = std::get_if<Branch>(&contract[id].node)) {
      collect_assertions(contract, branch->then, found);
      collect_assertions(contract, branch->otherwise, found);
    }
  }
}
}  // namespace

ExprId value_of(const Contract& contract, const Fact& fact) {
  ExprId id = fact.condition;
  if (const auto* where = std::get_if<Choose>(&contract[id].node)) id = where->then;
  return std::get<Bind>(contract[id].node).value;
}

std::vector<Trusted> trusted(const Contract& contract) {
  std::vector<Trusted> result;
  for (const Assumption& one : contract.assumptions)
    result.push_back({one.name, contract[one.step].name, one.span, one.text, one.functions});
  for (const Fact& fact : contract.facts)
    if (!fact.lemma) result.push_back({fact.name, "", fact.span, fact.text, fact.functions});
  return result;
}

std::vector<StatementId> assertions_of(const Contract& contract, const Block& block) {
  std::vector<StatementId> found;
  collect_assertions(contract, block, found);
  return found;
}

namespace {
template <class Handle, class Item>
std::optional<Handle> find_named(const std::vector<Item>& items, std::string_view name) {
  const auto found = std::ranges::find_if(items, [&](const Item& item) { return item.name == name; });
  if (found == items.end()) return std::nullopt;
  return Handle{static_cast<std::uint32_t>(found - items.begin())};
}
}  // namespace

std::optional<StepId> find_step(const Contract& contract, std::string_view name) {
  return find_named<StepId>(contract.steps, name);
}
std::optional<GlobalId> find_global(const Contract& contract, std::string_view name) {
  return find_named<GlobalId>(contract.globals, name);
}
std::optional<TableId> find_table(const Contract& contract, std::string_view name) {
  return find_named<TableId>(contract.tables, name);
}
std::optional<ScanId> find_scan(const Contract& contract, std::string_view name) {
  return find_named<ScanId>(contract.scans, name);
}

}  // namespace surety::core
