// build_expressions.cpp -- expressions.
#include <map>
#include <string_view>

#include "compiler/syntax/builder.h"
#include "compiler/syntax/numerals.h"

namespace surety::syntax {

using source::Message;
using source::report;

namespace {

BinaryOperator binary_operator(std::size_t token) {
  switch (token) {
    case Grammar::PLUS: return BinaryOperator::add;
    case Grammar::MINUS: return BinaryOperator::subtract;
    case Grammar::STAR: return BinaryOperator::multiply;
    case Grammar::SLASH: return BinaryOperator::divide;
    case Grammar::LESS: return BinaryOperator::less;
    case Grammar::LESS_EQUAL: return BinaryOperator::less_equal;
    case Grammar::GREATER: return BinaryOperator::greater;
    case Grammar::GREATER_EQUAL: return BinaryOperator::greater_equal;
    case Grammar::EQUAL: return BinaryOperator::equal;
    case Grammar::NOT_EQUAL: return BinaryOperator::not_equal;
    case Grammar::AND: return BinaryOperator::logical_and;
    case Grammar::OR: return BinaryOperator::logical_or;
    default: return BinaryOperator::implies;
  }
}

QuantifierKind fold_kind(std::size_t token) {
  switch (token) {
    case Grammar::SUM: return QuantifierKind::sum;
    case Grammar::COUNT: return QuantifierKind::count;
    case Grammar::MIN: return QuantifierKind::minimum;
    default: return QuantifierKind::maximum;
  }
}

std::optional<Rounding> rounding(const antlr4::Token* word) {
  if (word == nullptr) return std::nullopt;
  if (word->getType() == Grammar::DOWN) return Rounding::down;
  return word->getType() == Grammar::UP ? Rounding::up : Rounding::nearest;
}

// `1e6` and `0x10` lex as a number with a unit; no unit looks like that by intent.
bool foreign_number(std::string_view digits, std::string_view unit) {
  const bool exponent = (unit[0] == 'e' || unit[0] == 'E') && unit.size() > 1 &&
                        unit.find_first_not_of("0123456789", 1) == std::string_view::npos;
  const bool prefix = digits == "0" && (unit[0] == 'x' || unit[0] == 'b') && unit.size() > 1 &&
                      unit.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
  return exponent || prefix;
}

}  // namespace

ExprPtr Builder::expression(Grammar::ExprContext* context) {
  if (auto* c = as<Grammar::NameExprContext>(context)) return make(c, NameExpr{name(c->name())});
  if (auto* c = as<Grammar::MemberExprContext>(context)) {
    return make(c, MemberExpr{expression(c->expr()), name(c->name())});
  }
  if (auto* c = as<Grammar::NumberExprContext>(context)) return number(c);
  if (auto* c = as<Grammar::CallExprContext>(context)) {
    return make(c, CallExpr{name(c->name()), arguments(c->arguments())});
  }
  if (auto* c = as<Grammar::BinaryExprContext>(context)) return operation(c, c->op, c->expr(0), c->expr(1));
  if (auto* c = as<Grammar::CompareExprContext>(context)) return compare(c);
  if (auto* c = as<Grammar::IndexExprContext>(context)) {
    return make(c, IndexExpr{expression(c->expr(0)), expression(c->expr(1))});
  }
  if (auto* c = as<Grammar::GroupExprContext>(context)) {
    ExprPtr inner = expression(c->expr());
    inner->span = text_.span(c);
    return inner;
  }
  return compound(context);
}

// The rarer forms.
ExprPtr Builder::compound(Grammar::ExprContext* context) {
  if (auto* c = as<Grammar::ConvertExprContext>(context)) return convert(c);
  if (auto* c = as<Grammar::NegateExprContext>(context)) {
    return make(c, UnaryExpr{UnaryOperator::negate, expression(c->expr())});
  }
  if (auto* c = as<Grammar::NotExprContext>(context)) {
    return make(c, UnaryExpr{UnaryOperator::logical_not, expression(c->expr())});
  }
  if (auto* c = as<Grammar::BoolExprContext>(context)) return make(c, BoolLiteral{c->TRUE() != nullptr});
  if (auto* c = as<Grammar::PhaseExprContext>(context)) return make(c, NameExpr{name_of(c->start)});
  if (auto* c = as<Grammar::ListExprContext>(context)) return list(c);
  if (auto* c = as<Grammar::FoldExprContext>(context)) return fold(c);
  if (auto* c = as<Grammar::QuantifiedExprContext>(context)) return quantified(c);
  if (auto* c = as<Grammar::LetExprContext>(context)) return let(c, c->binding(), c->expr());
  auto* c = as<Grammar::IfExprContext>(context);
  return make(c, IfExpr{expression(c->expr(0)), expression(c->expr(1)), expression(c->expr(2))});
}

ExprPtr Builder::operation(antlr4::ParserRuleContext* context, antlr4::Token* op, Grammar::ExprContext* left,
                           Grammar::ExprContext* right) {
  return make(context, BinaryExpr{binary_operator(op->getType()), text_.span(op), expression(left), expression(right)});
}

ExprPtr Builder::compare(Grammar::CompareExprContext* context) {
  if (auto* left = as<Grammar::CompareExprContext>(context->expr(0))) {
    report(sink_, Message::chained_comparison, text_.span(context->op))
        .label(text_.span(left->op), "the first comparison")
        .help("join two comparisons with `and`");
  }
  return operation(context, context->op, context->expr(0), context->expr(1));
}

ExprPtr Builder::number(Grammar::NumberExprContext* context) {
  NumberLiteral literal{digits(context->NUMBER()->getSymbol()), std::nullopt};
  if (context->literalUnit() == nullptr) return make(context, std::move(literal));
  literal.unit = literal_unit(context->literalUnit());
  const UnitExpr& unit = *literal.unit;
  if (!unit.factors.empty() && foreign_number(literal.digits, unit.factors.front().name.text)) {
    auto& wrong = report(sink_, Message::bad_number, text_.span(context), text_.text(text_.span(context)),
                         "numbers are plain decimals without exponent or prefix");
    const std::string plain = without_exponent(literal.digits, unit.factors.front().name.text);
    if (!plain.empty()) wrong.help("write it out: `" + plain + "`");
  }
  return make(context, std::move(literal));
}

ExprPtr Builder::convert(Grammar::ConvertExprContext* context) {
  TypeExpr type;
  type.unit = unit_expression(context->unitExpr());
  type.span = type.unit.span;
  if (context->NUMBER() != nullptr) {
    type.scale = scale(context->NUMBER()->getSymbol());
    type.span.end = text_.span(context->NUMBER()->getSymbol()).end;
  }
  return make(context, ConvertExpr{expression(context->expr()), std::move(type), rounding(context->rounding)});
}

ExprPtr Builder::list(Grammar::ListExprContext* context) {
  ListExpr result;
  for (Grammar::ExprContext* each : context->expr()) result.elements.push_back(expression(each));
  return make(context, std::move(result));
}

ExprPtr Builder::let(const antlr4::ParserRuleContext* context, const std::vector<Grammar::BindingContext*>& bindings,
                     Grammar::ExprContext* body) {
  LetExpr result;
  for (Grammar::BindingContext* each : bindings) {
    std::optional<TypeExpr> declared;
    if (each->type() != nullptr) declared = type(each->type());
    result.bindings.push_back({name(each->name()), std::move(declared), expression(each->expr())});
  }
  result.body = expression(body);
  return make(context, std::move(result));
}

ExprPtr Builder::result(Grammar::ResultContext* context) {
  return context->binding().empty() ? expression(context->expr()) : let(context, context->binding(), context->expr());
}

ExprPtr Builder::fold(Grammar::FoldExprContext* context) {
  const QuantifierKind kind = fold_kind(context->kind->getType());
  return make(context, QuantifiedExpr{kind,
                                      name(context->row),
                                      {},
                                      name(context->account),
                                      optional(context->condition),
                                      expression(context->body)});
}

ExprPtr Builder::quantified(Grammar::QuantifiedExprContext* context) {
  QuantifiedExpr result;
  result.kind = context->kind->getType() == Grammar::FORALL ? QuantifierKind::forall : QuantifierKind::exists;
  result.row = name(context->row);
  for (Grammar::NameContext* each : context->further) result.further.push_back(name(each));
  result.account = name(context->account);
  const bool limited = context->WHERE() != nullptr;
  if (limited) result.where = expression(context->expr(0));
  result.body = expression(context->expr(limited ? 1 : 0));
  return make(context, std::move(result));
}

std::vector<Argument> Builder::arguments(Grammar::ArgumentsContext* context) {
  std::vector<Argument> result;
  if (context == nullptr) return result;
  for (Grammar::ArgumentContext* argument : context->argument()) {
    std::optional<Name> label;
    if (argument->name() != nullptr) label = name(argument->name());
    result.push_back({std::move(label), expression(argument->expr())});
  }
  return result;
}

}  // namespace surety::syntax
