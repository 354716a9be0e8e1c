// row_value.cpp -- see row_value.h.
#include "runtime/simulate/row_value.h"

#include "compiler/core/semantics.h"
#include "compiler/read/concrete.h"

namespace surety::simulate {

namespace {

using Evaluator = core::Semantics<read::Concrete>;

std::optional<core::ExprId> find_named(const core::Contract& contract, std::string_view name) {
  for (const core::Assumption& assumption : contract.assumptions) {
    if (assumption.name == name) return assumption.condition;
  }
  for (const core::Property& property : contract.properties) {
    if (property.name == name && property.kind == core::PropertyKind::invariant) return property.condition;
  }
  return std::nullopt;
}

const core::Apply* as_apply(const core::Contract& contract, core::ExprId id) {
  return std::get_if<core::Apply>(&contract[id].node);
}

/// What `evaluate` says of the row, or nothing where that is undefined.
template <class Result>
std::optional<Result> on_row(const core::Contract& contract, const core::State& state, core::LocalId row,
                             core::PartyIndex party, auto evaluate) {
  read::Concrete domain(contract, state, nullptr);
  Evaluator evaluator(contract, domain, core::Mode::property);
  evaluator.bind(row, party);
  try {
    return evaluate(evaluator);
  } catch (const read::Revert&) {
    return std::nullopt;
  }
}

}  // namespace

std::optional<RowCondition> find_condition(const core::Contract& contract, std::string_view name) {
  const auto condition = find_named(contract, name);
  if (!condition) return std::nullopt;
  const auto* all = std::get_if<core::Quantified>(&contract[*condition].node);
  if (!all || all->quantifier != core::Quantifier::forall) return std::nullopt;
  return RowCondition{all->table, all->row, all->body};
}

std::optional<RowDifference> find_difference(const core::Contract& contract, std::string_view name) {
  const auto condition = find_condition(contract, name);
  if (!condition) return std::nullopt;
  const core::Apply* compare = as_apply(contract, condition->body);
  bool flipped = false;
  if (compare && compare->operation == core::Operation::logical_not) {
    compare = as_apply(contract, compare->arguments[0]);
    flipped = true;
  }
  if (!compare) return std::nullopt;
  const bool comparison =
      compare->operation == core::Operation::less || compare->operation == core::Operation::less_equal;
  if (!comparison) return std::nullopt;
  const core::ExprId greater = compare->arguments[flipped ? 0 : 1];
  const core::ExprId smaller = compare->arguments[flipped ? 1 : 0];
  return RowDifference{condition->table, condition->row, greater, smaller, contract[greater].type};
}

std::optional<bool> RowReader::holds(const RowCondition& condition, core::PartyIndex party) const {
  return on_row<bool>(contract_, state_, condition.row, party,
                      [&](Evaluator& evaluator) { return evaluator.boolean(condition.body); });
}

std::optional<core::Integer> RowReader::value(const RowDifference& difference, core::PartyIndex party) const {
  return on_row<core::Integer>(contract_, state_, difference.row, party, [&](Evaluator& evaluator) {
    const core::Number greater = evaluator.integer(difference.minuend);
    return (greater - evaluator.integer(difference.subtrahend)).integer();
  });
}

}  // namespace surety::simulate
