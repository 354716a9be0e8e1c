// nodes.cpp -- see nodes.h.
#include "compiler/check/nodes.h"

#include <algorithm>

#include "compiler/core/semantics.h"

namespace surety::check {

using core::ExprId;
using core::Operation;

ExprId Nodes::add(const ValueType& type, Span span, decltype(core::Expr::node) node) {
  contract_.exprs.push_back({to_core(type), span, origin_, std::move(node)});
  return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
}

Value Nodes::literal(const ValueType& type, const Integer& value, Span span) {
  return {type, add(type, span, core::Literal{value}), span};
}
Value Nodes::local(core::LocalId id, const ValueType& type, Span span) {
  return {type, add(type, span, core::LocalRead{id}), span};
}
Value Nodes::global(core::GlobalId id, const ValueType& type, Span span) {
  return {type, add(type, span, core::Read{core::GlobalPlace{id}}), span};
}

std::optional<Integer> Nodes::constant(ExprId id) const {
  const auto* literal = std::get_if<core::Literal>(&contract_[id].node);
  return literal ? std::optional(literal->value) : std::nullopt;
}

bool Nodes::closed(ExprId id) const {
  const auto all = [&](std::initializer_list<ExprId> parts) {
    return std::ranges::all_of(parts, [&](ExprId e) { return closed(e); });
  };
  return std::visit(
      core::overloaded{
          [](const core::Literal&) { return true; }, [](const core::LocalRead&) { return true; },
          [](const core::Read&) { return false; },
          [&](const core::Apply& n) { return std::ranges::all_of(n.arguments, [&](ExprId e) { return closed(e); }); },
          [&](const core::Choose& n) { return all({n.condition, n.then, n.otherwise}); },
          [&](const core::Guarded& n) { return all({n.condition, n.value}); },
          [&](const core::Bind& n) { return all({n.value, n.body}); },
          [&](const core::Stated& n) { return closed(n.body); }, [](const core::Quantified&) { return false; },
          [](const core::Before&) { return false; }},
      contract_[id].node);
}

namespace {
std::optional<Integer> folded(Operation operation, const std::vector<Integer>& a) {
  switch (operation) {
    case Operation::negate: return Integer(-a[0]);
    case Operation::add: return Integer(a[0] + a[1]);
    case Operation::subtract: return Integer(a[0] - a[1]);
    case Operation::multiply: return Integer(a[0] * a[1]);
    default: return std::nullopt;
  }
}
}  // namespace

Value Nodes::apply(Operation operation, const ValueType& type, Span span, std::initializer_list<ExprId> arguments) {
  std::vector<Integer> constants;
  for (const ExprId argument : arguments)
    if (const auto value = constant(argument)) constants.push_back(*value);
  if (constants.size() == arguments.size()) {
    const auto value = folded(operation, constants);
    if (value && core::intermediate_range().contains(*value)) return literal(type, *value, span);
  }
  return {type, add(type, span, core::Apply{operation, arguments}), span};
}

Value Nodes::choose(const ValueType& type, Span span, ExprId condition, ExprId then, ExprId otherwise) {
  return {type, add(type, span, core::Choose{condition, then, otherwise}), span};
}
Value Nodes::both(const Value& a, const Value& b, Span span) {
  return choose(ValueType::boolean(), span, a.id, b.id, boolean(false, span).id);
}
Value Nodes::either(const Value& a, const Value& b, Span span) {
  return choose(ValueType::boolean(), span, a.id, boolean(true, span).id, b.id);
}
Value Nodes::negation(const Value& a, Span span) {
  return apply(Operation::logical_not, ValueType::boolean(), span, {a.id});
}

Value Nodes::times_power(const Value& value, int exponent, const ValueType& type) {
  if (exponent == 0) return {type, value.id, value.span, value.bare};
  const Integer power = core::power_of_ten(static_cast<unsigned>(exponent));
  const Value factor = literal(ValueType::number({}, 0), power, value.span);
  Value result = apply(Operation::multiply, type, value.span, {value.id, factor.id});
  result.bare = value.bare;
  return result;
}

Value Nodes::refined(const Value& value, int scale) {
  return times_power(value, scale - value.type.scale, ValueType::number(value.type.dimension, scale));
}

}  // namespace surety::check
