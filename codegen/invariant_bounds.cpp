// invariant_bounds.cpp -- see invariant_bounds.h.
#include "codegen/invariant_bounds.h"

#include <algorithm>

#include "compiler/core/instantiation.h"
#include "compiler/core/semantics.h"

namespace surety::codegen {

namespace {

using core::ExprId;
using core::Integer;
using core::Operation;

class Reader {
 public:
  Reader(const core::Contract& contract, core::PropertyId property, InvariantBounds& bounds)
      : contract_(contract), property_(property), bounds_(bounds) {}

  /// `id` holds, for every value of `row` where there is one.
  void holds(ExprId id) {
    std::visit(core::overloaded{[&](const core::Apply& node) { compared(node); },
                                [&](const core::Choose& node) { joined(node); },
                                [&](const core::Quantified& node) { quantified(node); }, [](const auto&) {}},
               contract_[id].node);
  }

 private:
  struct Cell {
    std::optional<core::TableId> table;
    std::uint32_t member;
  };

  /// `a and b`.
  void joined(const core::Choose& node) {
    const auto* const otherwise = std::get_if<core::Literal>(&contract_[node.otherwise].node);
    if (!otherwise || otherwise->value != 0 || contract_[node.otherwise].type.sort != core::Sort::boolean) return;
    holds(node.condition);
    holds(node.then);
  }
  void quantified(const core::Quantified& node) {
    if (node.quantifier != core::Quantifier::forall || row_) return;
    row_ = {node.table, node.row};
    holds(node.body);
    row_.reset();
  }
  void compared(const core::Apply& node) {
    if (node.arguments.size() != 2) return;
    const auto [left, right] = std::pair{node.arguments[0], node.arguments[1]};
    const bool strict = node.operation == Operation::less;
    const bool equal = node.operation == Operation::equal;
    if (!strict && !equal && node.operation != Operation::less_equal) return;
    const core::Range everything = core::storage_range();
    const Integer gap = strict ? 1 : 0;
    if (const auto number = literal(right))
      if (const auto place = cell(left)) add(*place, {equal ? *number : everything.low, *number - gap});
    if (const auto number = literal(left))
      if (const auto place = cell(right)) add(*place, {*number + gap, equal ? *number : everything.high});
  }
  [[nodiscard]] std::optional<Integer> literal(ExprId id) const {
    const core::Expr& expr = contract_[id];
    const auto* const node = std::get_if<core::Literal>(&expr.node);
    return node && expr.type.sort == core::Sort::integer ? std::optional(node->value) : std::nullopt;
  }
  /// A global, or a field of the quantified row.
  [[nodiscard]] std::optional<Cell> cell(ExprId id) const {
    const auto* const node = std::get_if<core::Read>(&contract_[id].node);
    if (!node) return std::nullopt;
    if (const auto* const global = std::get_if<core::GlobalPlace>(&node->place))
      return Cell{std::nullopt, global->global.index};
    const auto& row = std::get<core::RowPlace>(node->place);
    const auto* const key = std::get_if<core::LocalRead>(&contract_[row.key].node);
    if (!row_ || !key || key->local != row_->second || row.table != row_->first) return std::nullopt;
    return Cell{row.table, row.field.index};
  }
  void add(const Cell& place, const read::Interval& range) {
    if (range.low <= range.high) bounds_.push_back({property_, place.table, place.member, range});
  }

  const core::Contract& contract_;
  core::PropertyId property_;
  InvariantBounds& bounds_;
  std::optional<std::pair<core::TableId, core::LocalId>> row_;
};

}  // namespace

InvariantBounds invariant_bounds(const core::Contract& contract, const std::vector<core::PropertyId>& properties) {
  InvariantBounds bounds;
  for (const core::PropertyId id : properties)
    if (contract[id].kind == core::PropertyKind::invariant) Reader(contract, id, bounds).holds(contract[id].condition);
  return bounds;
}

Footing footing_of(const core::Contract& contract, const Options& options) {
  Footing result{options.facts ? invariant_bounds(contract, options.proved) : InvariantBounds{},
                 core::instantiation_witness(contract)};
  for (const InvariantBound& bound : result.bounds)
    if (!result.witness && !bound.table && (bound.range.low > 0 || bound.range.high < 0))
      result.witness = core::GlobalId{bound.member};
  if (!result.witness) result.bounds.clear();
  return result;
}

std::vector<core::PropertyId> relied_on(const core::Contract& contract, const Options& options) {
  const Footing footing = footing_of(contract, options);
  std::vector<core::PropertyId> result;
  for (const core::PropertyId id : options.proved)
    if (std::ranges::find(footing.bounds, id, &InvariantBound::property) != footing.bounds.end()) result.push_back(id);
  return result;
}

}  // namespace surety::codegen
