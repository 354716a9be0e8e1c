// nodes.h -- makes core expressions, folding arithmetic on literals.
#pragma once

#include <initializer_list>
#include <optional>

#include "compiler/check/environment.h"

namespace surety::check {

/// Writes into the contract's expression store. Each node gets the span and the origin that are current.
class Nodes {
 public:
  Nodes(core::Contract& contract, const core::OriginId& origin) : contract_(contract), origin_(origin) {}

  core::ExprId add(const ValueType& type, Span span, decltype(core::Expr::node) node);
  Value literal(const ValueType& type, const Integer& value, Span span);
  Value boolean(bool value, Span span) { return literal(ValueType::boolean(), Integer(value ? 1 : 0), span); }
  Value local(core::LocalId id, const ValueType& type, Span span);
  Value global(core::GlobalId id, const ValueType& type, Span span);
  /// Folds negation, addition, subtraction and multiplication of literals.
  Value apply(core::Operation operation, const ValueType& type, Span span,
              std::initializer_list<core::ExprId> arguments);
  Value choose(const ValueType& type, Span span, core::ExprId condition, core::ExprId then, core::ExprId otherwise);
  Value both(const Value& a, const Value& b, Span span);
  Value either(const Value& a, const Value& b, Span span);
  Value negation(const Value& a, Span span);

  /// The same quantity at a scale at least as fine. Exact.
  Value refined(const Value& value, int scale);
  /// value * 10^exponent as a plain integer of the given type. Requires exponent >= 0.
  Value times_power(const Value& value, int exponent, const ValueType& type);
  /// The literal's integer where the node is one.
  [[nodiscard]] std::optional<Integer> constant(core::ExprId id) const;
  /// Does the expression read nothing of the contract's state?
  [[nodiscard]] bool closed(core::ExprId id) const;

 private:
  core::Contract& contract_;
  const core::OriginId& origin_;
};

}  // namespace surety::check
