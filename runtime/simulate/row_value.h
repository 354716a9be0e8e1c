// row_value.h -- what a contract itself says of a row: its own expressions, evaluated for one party at a time.
//
// The simulator knows no formula of any contract. "Healthy" is the body of an assumption or invariant of the form
// `forall t in Account: C(t)`; "equity" is how far the two sides of `forall t in Account: a(t) >= b(t)` are apart.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/core/state.h"

namespace surety::simulate {

/// A closed expression but for `row`, which stands for the party.
struct RowCondition {
  core::TableId table;
  core::LocalId row;
  core::ExprId body;
};
/// minuend - subtrahend, both of `type`.
struct RowDifference {
  core::TableId table;
  core::LocalId row;
  core::ExprId minuend;
  core::ExprId subtrahend;
  core::Type type;
};

/// The condition of the property or assumption `name`; nullopt where there is none or it has another form.
std::optional<RowCondition> find_condition(const core::Contract& contract, std::string_view name);
/// Its two sides, where it is a comparison of numbers.
std::optional<RowDifference> find_difference(const core::Contract& contract, std::string_view name);

/// Evaluates row expressions on one state, which must outlive it.
class RowReader {
 public:
  RowReader(const core::Contract& contract, const core::State& state) : contract_(contract), state_(state) {}
  /// nullopt: undefined (a division by zero).
  [[nodiscard]] std::optional<bool> holds(const RowCondition& condition, core::PartyIndex party) const;
  [[nodiscard]] std::optional<core::Integer> value(const RowDifference& difference, core::PartyIndex party) const;

 private:
  const core::Contract& contract_;
  const core::State& state_;
};

}  // namespace surety::simulate
