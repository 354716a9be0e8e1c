// row_loads.cpp -- see row_loads.h.
#include "codegen/cosmwasm/row_loads.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "codegen/cosmwasm/cosmwasm.h"
#include "compiler/core/semantics.h"

namespace surety::codegen {

namespace {

using core::overloaded;
using core::Sort;

/// Each load may lead to another through each field that names a party; contracts that people write need a handful.
constexpr std::size_t most_loads = 1000;

class Finder {
 public:
  Finder(const core::Contract& contract, core::StepId step) : contract_(contract), step_(contract[step]) {
    for (std::uint32_t i = 0; i < step_.argument_count; ++i) {
      if (step_.locals[i].type.sort == Sort::party) locals_[core::LocalId{i}] = {{PartySource::argument, i, 0}};
    }
    visit(step_.body);
  }
  std::vector<RowLoad> take() { return std::move(loads_); }

 private:
  /// Where a value that is a party may come from; empty for every other value.
  using Origins = std::set<PartyOrigin>;
  /// A global (no table) or a column.
  using Column = std::pair<std::optional<core::TableId>, std::uint32_t>;

  void visit(const core::Block& block) {
    for (const core::StatementId id : block) {
      std::visit(overloaded{[&](const core::Let& node) { locals_[node.local] = visit(node.value); },
                            [&](const core::Write& node) { write(node); },
                            [&](const core::Require& node) { visit(node.condition); },
                            [&](const core::Assert& node) { visit(node.condition); }, [](const core::Use&) {},
                            [&](const core::Effect& node) {
                              visit(node.party);
                              visit(node.amount);
                            },
                            [&](const core::Branch& node) {
                              visit(node.condition);
                              visit(node.then);
                              visit(node.otherwise);
                            }},
                 contract_[id].node);
    }
  }

  Origins visit(core::ExprId id) {
    const core::Expr& expr = contract_[id];
    return std::visit(
        overloaded{[&](const core::Literal&) { return literal(expr); },
                   [&](const core::LocalRead& node) { return locals_[node.local]; },
                   [&](const core::Read& node) { return read(node.place); },
                   [&](const core::Apply& node) {
                     for (const core::ExprId argument : node.arguments) visit(argument);
                     return Origins{};
                   },
                   [&](const core::Choose& node) {
                     visit(node.condition);
                     Origins both = visit(node.then);
                     both.merge(visit(node.otherwise));
                     return both;
                   },
                   [&](const core::Guarded& node) {
                     visit(node.condition);
                     return visit(node.value);
                   },
                   [&](const core::Bind& node) {
                     locals_[node.local] = visit(node.value);
                     return visit(node.body);
                   },
                   [&](const core::Stated& node) { return visit(node.body); },
                   // Properties alone have these.
                   [](const core::Quantified&) { return Origins{}; }, [](const core::Before&) { return Origins{}; }},
        expr.node);
  }

  [[nodiscard]] Origins literal(const core::Expr& expr) const {
    if (expr.type.sort == Sort::party)
      throw NotForCosmWasm(step_.name + " names a party by its number; on a chain parties are addresses");
    return {};
  }

  /// The loads of a row, one for each party that its key may be.
  std::vector<std::uint32_t> rows(const core::RowPlace& place) {
    std::vector<std::uint32_t> result;
    for (const PartyOrigin& party : visit(place.key)) {
      const RowLoad load{place.table, party};
      const auto found = std::ranges::find(loads_, load);
      result.push_back(static_cast<std::uint32_t>(found - loads_.begin()));
      if (found == loads_.end()) loads_.push_back(load);
    }
    if (loads_.size() > most_loads)
      throw NotForCosmWasm(step_.name + " may touch more than " + std::to_string(most_loads) +
                           " rows, through rows that name parties whose rows name parties");
    return result;
  }

  Origins read(const core::Place& place) {
    if (const auto* global = std::get_if<core::GlobalPlace>(&place)) {
      if (contract_[global->global].type.sort != Sort::party) return {};
      Origins result = written_[{std::nullopt, global->global.index}];
      result.insert({PartySource::global, global->global.index, 0});
      return result;
    }
    const auto& row = std::get<core::RowPlace>(place);
    const std::vector<std::uint32_t> loads = rows(row);
    if (contract_.field(row.table, row.field).type.sort != Sort::party) return {};
    Origins result = written_[{row.table, row.field.index}];
    for (const std::uint32_t load : loads) result.insert({PartySource::field, row.field.index, load});
    return result;
  }

  void write(const core::Write& node) {
    Column column;
    if (const auto* row = std::get_if<core::RowPlace>(&node.place)) {
      rows(*row);
      column = {row->table, row->field.index};
    } else {
      column.second = std::get<core::GlobalPlace>(node.place).global.index;
    }
    written_[column].merge(visit(node.value));
  }

  const core::Contract& contract_;
  const core::Step& step_;
  std::map<core::LocalId, Origins> locals_;
  std::map<Column, Origins> written_;
  std::vector<RowLoad> loads_;
};

}  // namespace

std::vector<RowLoad> row_loads(const core::Contract& contract, core::StepId step) {
  return Finder(contract, step).take();
}

}  // namespace surety::codegen
