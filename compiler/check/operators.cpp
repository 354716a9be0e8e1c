// operators.cpp -- arithmetic, comparison and logic. See expressions.h.
//
// `+`, `-` and comparisons ask for one dimension and scale the coarser side up; `*` adds dimensions and scales; `/` has
// no value of its own until a rounding closes it (conversions.cpp).
#include <algorithm>

#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"
#include "compiler/syntax/numerals.h"

namespace surety::check {

using core::Operation;
using syntax::BinaryExpr;
using syntax::BinaryOperator;
using syntax::Expr;

Value Expressions::dispatch(const Expr& expr, const syntax::UnaryExpr& node) {
  if (node.op == syntax::UnaryOperator::logical_not) {
    const Value operand = condition(*node.operand, "`not`");
    return operand.ok() ? nodes_.negation(operand, expr.span) : wrong(expr.span);
  }
  const Value operand = value(*node.operand);
  if (!operand.ok()) return wrong(expr.span);
  if (!operand.type.is_number()) {
    c_.report(Message::not_a_number, operand.span, "-", described(operand)).label(operand.span, described(operand));
    return wrong(expr.span);
  }
  Value result = nodes_.apply(Operation::negate, operand.type, expr.span, {operand.id});
  result.bare = operand.bare;
  return result;
}

Value Expressions::dispatch(const Expr& expr, const BinaryExpr& node) {
  if (unit_with_spaces(node) || date_written(expr, node)) return wrong(expr.span);
  switch (node.op) {
    case BinaryOperator::add: return arithmetic(expr, node, Operation::add);
    case BinaryOperator::subtract: return arithmetic(expr, node, Operation::subtract);
    case BinaryOperator::multiply: return product(expr, node);
    case BinaryOperator::divide: {
      const Asked asked = asked_;
      const Value left = value(*node.left);
      const Value right = value(*node.right);
      if (left.ok() && right.ok() && numbers(left, right, "/", node.op_span))
        quotient_not_closed(expr, asked, left.type.dimension.times(right.type.dimension, -1));
      return wrong(expr.span);
    }
    case BinaryOperator::less:
    case BinaryOperator::less_equal:
    case BinaryOperator::greater:
    case BinaryOperator::greater_equal:
    case BinaryOperator::equal:
    case BinaryOperator::not_equal: return comparison(expr, node);
    case BinaryOperator::logical_and:
    case BinaryOperator::logical_or:
    case BinaryOperator::implies: return logical(expr, node);
  }
  return wrong(expr.span);
}

bool Expressions::numbers(const Value& left, const Value& right, std::string_view spelling, Span where) {
  if (left.type.is_number() && right.type.is_number()) return true;
  const Value& culprit = left.type.is_number() ? right : left;
  auto& report = c_.report(Message::not_a_number, where, spelling, described(culprit))
                     .label(left.span, described(left))
                     .label(right.span, described(right));
  help_with_stranger(report, culprit);
  return false;
}

bool Expressions::unify(Value& left, Value& right, std::string_view doing, Span where) {
  if (adopt(left, right.type.dimension, Adapt::strict) || adopt(right, left.type.dimension, Adapt::strict)) {
    const int finest = std::max(left.type.scale, right.type.scale);
    left = nodes_.refined(left, finest);
    right = nodes_.refined(right, finest);
    return true;
  }
  mixed(left, right, doing, where);
  return false;
}

bool Expressions::align(Value& left, Value& right, std::string_view doing, Span where) {
  if (!left.ok() || !right.ok()) return false;
  return unify(left, right, doing, where);
}

Value Expressions::arithmetic(const Expr& expr, const BinaryExpr& node, Operation operation) {
  Value left = value(*node.left);
  Value right = value(*node.right);
  if (!left.ok() || !right.ok()) return wrong(expr.span);
  const bool adds = operation == Operation::add;
  if (!numbers(left, right, adds ? "+" : "-", node.op_span)) return wrong(expr.span);
  if (!unify(left, right, adds ? "add" : "subtract", node.op_span)) return wrong(expr.span);
  Value result = nodes_.apply(operation, left.type, expr.span, {left.id, right.id});
  result.bare = left.bare && right.bare;
  return result;
}

Value Expressions::product(const Expr& expr, const BinaryExpr& node) {
  const Value left = value(*node.left);
  const Value right = value(*node.right);
  if (!left.ok() || !right.ok() || !numbers(left, right, "*", node.op_span)) return wrong(expr.span);
  const ValueType type =
      ValueType::number(left.type.dimension.times(right.type.dimension), left.type.scale + right.type.scale);
  if (type.scale > finest_product) {
    c_.report(Message::product_too_fine, expr.span, type.scale, finest_product)
        .label(left.span, described(left))
        .label(right.span, described(right))
        .help("round a factor first, as in `" + c_.text(node.left->span) + " to " + left.type.dimension.text() +
              " @ 18 down`");
    return wrong(expr.span);
  }
  Value result = nodes_.apply(Operation::multiply, type, expr.span, {left.id, right.id});
  result.bare = left.bare && right.bare;
  return result;
}

/// Two rows of one account are the same where their parties are.
Value Expressions::rows_compared(const Expr& expr, const BinaryExpr& node) {
  const auto left = row(*node.left);
  const auto right = row(*node.right);
  if (!left || !right) return wrong(expr.span);
  if (left->table != right->table) {
    const std::string first = "a row of " + left->table->name;
    const std::string second = "a row of " + right->table->name;
    auto& report = c_.report(Message::not_comparable, node.op_span, first, second)
                       .label(node.left->span, first)
                       .label(node.right->span, second);
    if (left->table->by_party() && right->table->by_party())
      report.help("compare the parties: `" + c_.text(node.left->span) + ".party " + c_.text(node.op_span) + " " +
                  c_.text(node.right->span) + ".party`");
    return wrong(expr.span);
  }
  const bool equal = node.op == BinaryOperator::equal;
  if (!equal && node.op != BinaryOperator::not_equal) {
    c_.report(Message::row_as_value, expr.span, c_.text(node.left->span), left->table->name)
        .help("rows have no order; compare members, as in `a.size < b.size`");
    return wrong(expr.span);
  }
  const Value same = nodes_.apply(Operation::same_party, ValueType::boolean(), expr.span, {left->key, right->key});
  return equal ? same : nodes_.negation(same, expr.span);
}

Value Expressions::comparison(const Expr& expr, const BinaryExpr& node) {
  if (denotes_row(*node.left) && denotes_row(*node.right)) return rows_compared(expr, node);
  Value left = value(*node.left);
  Value right = value(*node.right);
  if (!left.ok() || !right.ok()) return wrong(expr.span);
  if (node.op == BinaryOperator::equal || node.op == BinaryOperator::not_equal)
    return equality(expr, node, left, right);
  if (!numbers(left, right, c_.text(node.op_span), node.op_span)) return wrong(expr.span);
  if (!unify(left, right, "compare", node.op_span)) return wrong(expr.span);
  const bool strict = node.op == BinaryOperator::less || node.op == BinaryOperator::greater;
  const bool flipped = node.op == BinaryOperator::greater || node.op == BinaryOperator::greater_equal;
  const Value& first = flipped ? right : left;
  const Value& second = flipped ? left : right;
  return nodes_.apply(strict ? Operation::less : Operation::less_equal, ValueType::boolean(), expr.span,
                      {first.id, second.id});
}

Value Expressions::equality(const Expr& expr, const BinaryExpr& node, Value left, Value right) {
  if (auto named = name_of_row(left, right.type)) left = *named;
  if (auto named = name_of_row(right, left.type)) right = *named;
  if (!left.type.same_kind(right.type)) {
    auto& report = c_.report(Message::not_comparable, node.op_span, described(left), described(right))
                       .label(left.span, described(left))
                       .label(right.span, described(right));
    help_with_stranger(report, left);
    help_with_stranger(report, right);
    return wrong(expr.span);
  }
  if (left.type.kind == Kind::record) {
    c_.report(Message::records_compared, node.op_span, left.type.record->name)
        .help("compare members: " + listed(left.type.record->names()));
    return wrong(expr.span);
  }
  if (left.type.is_number() && !unify(left, right, "compare", node.op_span)) return wrong(expr.span);
  const Operation operation =
      left.type.kind == Kind::party || left.type.kind == Kind::id ? Operation::same_party : Operation::equal;
  const Value same = nodes_.apply(operation, ValueType::boolean(), expr.span, {left.id, right.id});
  return node.op == BinaryOperator::equal ? same : nodes_.negation(same, expr.span);
}

Value Expressions::logical(const Expr& expr, const BinaryExpr& node) {
  const std::string spelling = "`" + c_.text(node.op_span) + "`";
  const Value left = condition(*node.left, spelling);
  const Value right = condition(*node.right, spelling);
  if (!left.ok() || !right.ok()) return wrong(expr.span);
  if (node.op == BinaryOperator::logical_and) return nodes_.both(left, right, expr.span);
  if (node.op == BinaryOperator::logical_or) return nodes_.either(left, right, expr.span);
  return nodes_.choose(ValueType::boolean(), expr.span, left.id, right.id, nodes_.boolean(true, expr.span).id);
}

Value Expressions::dispatch(const Expr& expr, const syntax::IfExpr& node) {
  const Value condition_value = condition(*node.condition, "`if`");
  Value then = value(*node.then);
  Value otherwise = value(*node.otherwise);
  if (!condition_value.ok() || !then.ok() || !otherwise.ok()) return wrong(expr.span);
  if (!then.type.same_kind(otherwise.type)) {
    c_.report(Message::arms_differ, expr.span, described(then), described(otherwise))
        .label(then.span, described(then))
        .label(otherwise.span, described(otherwise));
    return wrong(expr.span);
  }
  if (then.type.is_number() && !unify(then, otherwise, "choose between", expr.span)) return wrong(expr.span);
  if (then.type.kind != Kind::record)
    return nodes_.choose(then.type, expr.span, condition_value.id, then.id, otherwise.id);
  for (std::size_t i = 0; i < then.parts.size(); ++i) {
    Value& part = then.parts[i];
    part = nodes_.choose(part.type, expr.span, condition_value.id, part.id, otherwise.parts[i].id);
  }
  return then;
}

}  // namespace surety::check
