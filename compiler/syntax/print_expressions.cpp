// print_expressions.cpp -- expressions, types and units as text.
#include <fmt/format.h>

#include "compiler/syntax/overloaded.h"
#include "compiler/syntax/print.h"

namespace surety::syntax {

namespace {

// How tightly a form binds, as the order of alternatives in the grammar's rule `expr`.
enum Level : int {
  bare,  // in parentheses wherever something may stand before it
  open,
  implication,
  disjunction,
  conjunction,
  negation,
  comparison,
  conversion,
  sum,
  product,
  sign,
  tightest
};

struct Operator {
  const char* text;
  Level level;
};

Operator describe(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add: return {"+", sum};
    case BinaryOperator::subtract: return {"-", sum};
    case BinaryOperator::multiply: return {"*", product};
    case BinaryOperator::divide: return {"/", product};
    case BinaryOperator::less: return {"<", comparison};
    case BinaryOperator::less_equal: return {"<=", comparison};
    case BinaryOperator::greater: return {">", comparison};
    case BinaryOperator::greater_equal: return {">=", comparison};
    case BinaryOperator::equal: return {"==", comparison};
    case BinaryOperator::not_equal: return {"!=", comparison};
    case BinaryOperator::logical_and: return {"and", conjunction};
    case BinaryOperator::logical_or: return {"or", disjunction};
    case BinaryOperator::implies: return {"implies", implication};
  }
  return {"?", open};
}

std::string print_at(const Expr& expression, Level level);

std::string power(int exponent) { return exponent == 1 ? "" : fmt::format("^{}", exponent); }

std::string print_unit(const UnitExpr& unit) {
  if (unit.factors.empty()) return "1";
  std::string result = unit.factors.front().exponent < 0 ? "1" : "";
  for (const UnitFactor& factor : unit.factors) {
    if (factor.exponent < 0) {
      result += "/" + factor.name.text + power(-factor.exponent);
    } else {
      result += (result.empty() ? "" : "*") + factor.name.text + power(factor.exponent);
    }
  }
  return result;
}

// `2.5%` and `8h` are written together, `100 USD` is not.
std::string print_number(const NumberLiteral& number) {
  if (!number.unit) return number.digits;
  const std::string unit = print_unit(*number.unit);
  const bool together = unit == "%" || unit == "bps" || unit == "s" || unit == "m" || unit == "h" || unit == "d";
  return number.digits + (together ? "" : " ") + unit;
}

std::string print_binary(const BinaryExpr& binary) {
  const Operator op = describe(binary.op);
  const auto tighter = static_cast<Level>(op.level + 1);
  // `implies` groups to the right, comparisons do not group at all, the others group to the left.
  const Level left = op.level == implication || op.level == comparison ? tighter : op.level;
  const Level right = op.level == implication ? op.level : tighter;
  return fmt::format("{} {} {}", print_at(*binary.left, left), op.text, print_at(*binary.right, right));
}

std::string print_convert(const ConvertExpr& convert) {
  std::string result = print_at(*convert.value, conversion) + " to " + print(convert.type);
  if (convert.rounding == Rounding::down) result += " down";
  if (convert.rounding == Rounding::up) result += " up";
  if (convert.rounding == Rounding::nearest) result += " nearest";
  return result;
}

std::string print_quantified(const QuantifiedExpr& quantified) {
  std::string range = quantified.row.text;
  for (const Name& each : quantified.further) range += ", " + each.text;
  range += " in " + quantified.account.text;
  if (quantified.where) range += " where " + print(*quantified.where);
  const std::string inner = range + ": " + print(*quantified.body);
  switch (quantified.kind) {
    case QuantifierKind::sum: return "sum(" + inner + ")";
    case QuantifierKind::count: return "count(" + inner + ")";
    case QuantifierKind::minimum: return "min(" + inner + ")";
    case QuantifierKind::maximum: return "max(" + inner + ")";
    case QuantifierKind::exists: return "exists " + inner;
    case QuantifierKind::forall: break;
  }
  return "forall " + inner;
}

std::string print_if(const IfExpr& choice) {
  return fmt::format("if {} then {} else {}", print(*choice.condition), print(*choice.then), print(*choice.otherwise));
}

std::string print_let(const LetExpr& let) {
  std::string result;
  for (const Binding& each : let.bindings) {
    const std::string type = each.type ? ": " + print(*each.type) : "";
    result += fmt::format("let {}{} = {} ", each.name.text, type, print(*each.value));
  }
  return result + "in " + print(*let.body);
}

std::string print_list(const ListExpr& list) {
  std::string result;
  for (const ExprPtr& each : list.elements) result += (result.empty() ? "" : ", ") + print(*each);
  return "[" + result + "]";
}

std::string print_node(const Expr& expression) {
  return std::visit(
      Overloaded{
          [](const NumberLiteral& number) { return print_number(number); },
          [](const BoolLiteral& literal) { return std::string(literal.value ? "true" : "false"); },
          [](const NameExpr& name) { return name.name.text; },
          [](const MemberExpr& member) { return print_at(*member.object, tightest) + "." + member.member.text; },
          [](const IndexExpr& index) { return print_at(*index.object, tightest) + "[" + print(*index.index) + "]"; },
          [](const CallExpr& call) { return call.function.text + "(" + print(call.arguments) + ")"; },
          [](const ListExpr& list) { return print_list(list); },
          [](const UnaryExpr& unary) {
            return unary.op == UnaryOperator::negate ? "-" + print_at(*unary.operand, sign)
                                                     : "not " + print_at(*unary.operand, negation);
          },
          [](const BinaryExpr& binary) { return print_binary(binary); },
          [](const ConvertExpr& convert) { return print_convert(convert); },
          [](const IfExpr& choice) { return print_if(choice); },
          [](const LetExpr& let) { return print_let(let); },
          [](const QuantifiedExpr& quantified) { return print_quantified(quantified); },
      },
      expression.node);
}

Level level_of(const Expr& expression) {
  return std::visit(Overloaded{
                        [](const BinaryExpr& binary) { return describe(binary.op).level; },
                        [](const UnaryExpr& unary) { return unary.op == UnaryOperator::negate ? sign : negation; },
                        [](const ConvertExpr&) { return conversion; },
                        [](const IfExpr&) { return open; },
                        [](const LetExpr&) { return bare; },
                        [](const QuantifiedExpr& quantified) {
                          const bool call =
                              quantified.kind != QuantifierKind::forall && quantified.kind != QuantifierKind::exists;
                          return call ? tightest : open;
                        },
                        [](const auto&) { return tightest; },
                    },
                    expression.node);
}

std::string print_at(const Expr& expression, Level level) {
  const std::string text = print_node(expression);
  return level_of(expression) < level ? "(" + text + ")" : text;
}

}  // namespace

std::string print(const Expr& expression) { return print_at(expression, open); }
std::string print_result(const Expr& expression) { return print_at(expression, bare); }

std::string print(const TypeExpr& type) {
  std::string result = (type.most ? fmt::format("list {} of ", *type.most) : "") + print_unit(type.unit);
  if (type.scale) result += fmt::format(" @ {}", *type.scale);
  if (type.low && type.high) result += fmt::format(" in {} .. {}", print(*type.low), print(*type.high));
  return result;
}

std::string print(const std::vector<Argument>& arguments) {
  std::string result;
  for (const Argument& argument : arguments) {
    if (!result.empty()) result += ", ";
    if (argument.name) result += argument.name->text + ": ";
    result += print(*argument.value);
  }
  return result;
}

}  // namespace surety::syntax
