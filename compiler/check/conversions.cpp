// conversions.cpp -- fitting a value to the type that is asked, and the roundings. See expressions.h.
//
// A coarser value flows into a finer type by an exact multiplication. The other way loses digits, so it takes a
// rounding that the author wrote. A quotient n/d at scales sn, sd becomes an integer of scale t as round(n *
// 10^(t+sd-sn) / d).
#include "compiler/check/expressions.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::Operation;
using syntax::Expr;

namespace {

Operation division(syntax::Rounding rounding) {
  switch (rounding) {
    case syntax::Rounding::down: return Operation::divide_down;
    case syntax::Rounding::up: return Operation::divide_up;
    case syntax::Rounding::nearest: return Operation::divide_nearest;
  }
  return Operation::divide_down;
}

/// The node below a conversion where it is a division, or a call that behaves like one.
const syntax::CallExpr* call_named(const Expr& expr, std::string_view name) {
  const auto* call = std::get_if<syntax::CallExpr>(&expr.node);
  return call != nullptr && call->function.text == name ? call : nullptr;
}

}  // namespace

bool Expressions::adopt(Value& value, const Dimension& dimension, Adapt adapt) {
  if (value.type.dimension == dimension) return true;
  const bool zero = value.bare && nodes_.constant(value.id) == Integer(0);
  if (!zero && !(value.bare && adapt == Adapt::declared)) return false;
  value.type.dimension = dimension;
  if (const auto constant = nodes_.constant(value.id)) value = nodes_.literal(value.type, *constant, value.span);
  return true;
}

void Expressions::misfit(const Value& value, const ValueType& target, std::string_view what) {
  const bool bare_number = value.bare && target.is_number();
  auto& report = c_.report(Message::wrong_type, value.span, what, describe(target), described(value))
                     .label(value.span, described(value));
  label_call(report);
  if (bare_number) {
    report.help("give it a unit: `" + c_.text(value.span) + " " + target.dimension.text() + "`");
  } else if (value.type.is_number() && target.is_number()) {
    help_with_price(report, value, target.dimension);
    if (report.helps.empty()) help_with_quotient(report, value, target);
  } else {
    help_with_stranger(report, value);
  }
}

/// In a test a name that nobody declared is a party until it is known to be the key of a row.
std::optional<Value> Expressions::name_of_row(const Value& value, const ValueType& target) {
  if (env_.parties == nullptr || target.kind != Kind::id || value.type.kind != Kind::party) return std::nullopt;
  const auto index = nodes_.constant(value.id);
  return index ? std::optional(nodes_.literal(target, *index, value.span)) : std::nullopt;
}

Value Expressions::fit(const Value& given, const ValueType& target, std::string_view what, Adapt adapt) {
  Value value = given;
  if (!value.ok() || !target.ok()) return wrong(value.span);
  if (!target.is_number() || !value.type.is_number()) {
    if (value.type.same_kind(target)) return value;
    if (auto named = name_of_row(value, target)) return *named;
    misfit(value, target, what);
    return wrong(value.span);
  }
  if (!adopt(value, target.dimension, adapt)) {
    misfit(value, target, what);
    return wrong(value.span);
  }
  if (value.type.scale <= target.scale) return nodes_.refined(value, target.scale);
  const std::string text = c_.text(value.span);
  c_.report(Message::finer_into_coarser, value.span, what, spelled(target), spelled(value.type))
      .label(value.span, describe(value.type))
      .help("choose how it rounds: `" + text + " to " + spelled(target) +
            " down` (toward minus infinity), `up` (toward plus infinity) or `nearest` (half to even)");
  return wrong(value.span);
}

Value Expressions::value_as(const Expr& expr, const ValueType& target, std::string_view what, Adapt adapt) {
  asked_ = {&expr, target};
  return fit(value(expr), target, what, adapt);
}

Value Expressions::value_alone(const Expr& expr) {
  asked_ = {&expr, {}};
  return value(expr);
}

Value Expressions::quotient(const Value& numerator, const Value& denominator, const ValueType& target,
                            Operation rounding, Span span) {
  const int exponent = target.scale + denominator.type.scale - numerator.type.scale;
  if (std::abs(exponent) > finest_product) {
    c_.report(Message::product_too_fine, span, std::abs(exponent), finest_product)
        .label(numerator.span, described(numerator))
        .label(denominator.span, described(denominator));
    return wrong(span);
  }
  const Value above = nodes_.times_power(numerator, std::max(exponent, 0), numerator.type);
  const Value below = nodes_.times_power(denominator, std::max(-exponent, 0), denominator.type);
  return nodes_.apply(rounding, target, span, {above.id, below.id});
}

/// `a / b to T` without a direction: the help keeps the type that the author chose.
Value Expressions::rounding_missing(const syntax::ConvertExpr& node, std::string_view others, Span span) {
  const Span written{span.file, node.value->span.begin, node.type.span.end};
  c_.report(Message::quotient_not_closed, span)
      .help("say how it rounds: `" + c_.text(written) + " down` (or " + std::string(others) + ")");
  return wrong(span);
}

/// `a / b to T down` and `mul_div(a, b, c) to T down`: the two forms of a quotient that is closed at once.
std::optional<Value> Expressions::closed_quotient(const syntax::ConvertExpr& node, const ValueType& target, Span span) {
  const auto* division_node = std::get_if<syntax::BinaryExpr>(&node.value->node);
  const bool divides = division_node != nullptr && division_node->op == syntax::BinaryOperator::divide;
  const auto* multiply_divide = call_named(*node.value, "mul_div");
  if (!divides && multiply_divide == nullptr) return std::nullopt;
  Value above;
  Value below;
  if (divides) {
    above = value(*division_node->left);
    below = value(*division_node->right);
  } else {
    const std::vector<Value> v = values(*multiply_divide, 3, node.value->span);
    if (v.empty() || !numbers(v[0], v[1], "*", v[1].span)) return wrong(span);
    above = nodes_.apply(
        Operation::multiply,
        ValueType::number(v[0].type.dimension.times(v[1].type.dimension), v[0].type.scale + v[1].type.scale),
        node.value->span, {v[0].id, v[1].id});
    below = v[2];
  }
  if (!above.ok() || !below.ok() || !target.ok() || !numbers(above, below, "/", node.value->span)) return wrong(span);
  const Dimension dimension = above.type.dimension.times(below.type.dimension, -1);
  if (dimension != target.dimension) {
    c_.report(Message::wrong_type, node.value->span, "`to`", describe(target), dimension.text())
        .label(above.span, described(above))
        .label(below.span, described(below))
        .help("the quotient is " + dimension.text());
    return wrong(span);
  }
  if (!node.rounding) return rounding_missing(node, "`up`, or `nearest`", span);
  return quotient(above, below, target, division(*node.rounding), span);
}

/// sqrt(x) to T: with y = x * 10^(2t - s), down is floor(sqrt(y)) and up is floor(sqrt(y - 1)) + 1, or 0 for 0.
Value Expressions::root(const syntax::CallExpr& call, const syntax::ConvertExpr& node, const ValueType& target,
                        Span span) {
  const std::vector<Value> v = values(call, 1, node.value->span);
  if (v.empty() || !target.ok()) return wrong(span);
  if (!v[0].type.is_number()) {
    c_.report(Message::not_a_number, v[0].span, "sqrt", described(v[0])).label(v[0].span, described(v[0]));
    return wrong(span);
  }
  const auto dimension = v[0].type.dimension.square_root();
  if (!dimension || *dimension != target.dimension) {
    c_.report(Message::root_of_dimension, node.value->span, described(v[0]), target.dimension.text())
        .label(v[0].span, described(v[0]));
    return wrong(span);
  }
  if (!node.rounding) return rounding_missing(node, "`up`", span);
  if (node.rounding == syntax::Rounding::nearest) {
    c_.report(Message::not_supported, span, "a square root rounded to nearest").help("round it `down` or `up`");
    return wrong(span);
  }
  const bool up = node.rounding == syntax::Rounding::up;
  const int exponent = 2 * target.scale - v[0].type.scale;
  const ValueType squared = ValueType::number(v[0].type.dimension, 2 * target.scale);
  const Value one = nodes_.literal(squared, Integer(1), span);
  const Value y = quotient(v[0], nodes_.literal(ValueType::number({}, 0), Integer(1), span), squared,
                           up ? Operation::divide_up : Operation::divide_down, span);
  const Value exact = exponent >= 0 ? nodes_.times_power(v[0], exponent, squared) : y;
  if (!up) return nodes_.apply(Operation::square_root, target, span, {exact.id});
  const Value none = nodes_.apply(Operation::equal, ValueType::boolean(), span,
                                  {exact.id, nodes_.literal(squared, Integer(0), span).id});
  const Value less_one = nodes_.apply(Operation::subtract, squared, span, {exact.id, one.id});
  const Value floor = nodes_.apply(Operation::square_root, target, span, {less_one.id});
  const Value above =
      nodes_.apply(Operation::add, target, span, {floor.id, nodes_.literal(target, Integer(1), span).id});
  return nodes_.choose(target, span, none.id, nodes_.literal(target, Integer(0), span).id, above.id);
}

Value Expressions::dispatch(const Expr& expr, const syntax::ConvertExpr& node) {
  const ValueType target = value_type(c_, node.type);
  if (target.ok() && !target.is_number()) {
    c_.report(Message::not_a_number, node.type.span, "to", describe(target));
    return wrong(expr.span);
  }
  if (const auto* call = call_named(*node.value, "sqrt"); call != nullptr) return root(*call, node, target, expr.span);
  if (auto closed = closed_quotient(node, target, expr.span)) return *closed;
  Value from = value(*node.value);
  if (!from.ok() || !target.ok()) return wrong(expr.span);
  if (!from.type.is_number() || !adopt(from, target.dimension, Adapt::strict)) {
    misfit(from, target, "`to`");
    return wrong(expr.span);
  }
  if (from.type.scale <= target.scale) {
    if (node.rounding)
      c_.report(Message::nothing_to_round, expr.span, spelled(from.type), spelled(target))
          .help("leave the rounding out: the conversion is exact");
    return nodes_.refined(from, target.scale);
  }
  if (!node.rounding) return fit(from, target, "`to`");
  return quotient(from, nodes_.literal(ValueType::number({}, 0), Integer(1), expr.span), target,
                  division(*node.rounding), expr.span);
}

}  // namespace surety::check
