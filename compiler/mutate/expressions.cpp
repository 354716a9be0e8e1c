// expressions.cpp -- mistakes in expressions.
#include <algorithm>
#include <array>

#include "compiler/mutate/children.h"
#include "compiler/mutate/planter.h"

namespace surety::mutate {

namespace {

using syntax::BinaryOperator;

struct Wrong {
  BinaryOperator right;
  std::string_view boundary;  // empty: has none
  std::string_view flipped;
};
constexpr std::array comparisons = {
    Wrong{BinaryOperator::less, "<=", ">"},    Wrong{BinaryOperator::less_equal, "<", ">="},
    Wrong{BinaryOperator::greater, ">=", "<"}, Wrong{BinaryOperator::greater_equal, ">", "<="},
    Wrong{BinaryOperator::equal, "", "!="},    Wrong{BinaryOperator::not_equal, "", "=="},
};

/// "(a)" where the whole was in parentheses, so that the part stands as safely.
std::string standing_for(const std::string& whole, std::string part) {
  return whole.starts_with('(') && whole.ends_with(')') ? "(" + part + ")" : part;
}

bool is_zero(const syntax::NumberLiteral& node) { return node.digits.find_first_not_of("0.") == std::string::npos; }

/// "2.5" -> "2.6": the last digit written, and a carry.
std::string next(std::string digits) {
  std::size_t at = digits.size();
  while (at > 0) {
    char& digit = digits[--at];
    if (digit == '.' || digit == '_') continue;
    if (digit != '9') {
      ++digit;
      return digits;
    }
    digit = '0';
  }
  return "1" + digits;
}

}  // namespace

void Planter::expression(const syntax::Expr& expr) {
  std::visit([&](const auto& node) { plant_at(expr, node); }, expr.node);
  for_each_child(expr, [&](const syntax::Expr& child) { expression(child); });
}

void Planter::keep_only(const syntax::Expr& whole, const syntax::Expr& part) {
  replace(Operator::drop_arm, whole.span, standing_for(text(whole.span), text(part.span)));
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::BinaryExpr& node) {
  for (const Wrong& wrong : comparisons) {
    if (wrong.right != node.op) continue;
    if (!wrong.boundary.empty()) replace(Operator::boundary, node.op_span, std::string(wrong.boundary));
    replace(Operator::flip_comparison, node.op_span, std::string(wrong.flipped));
  }
  one_above_zero(*node.left, *node.right);
  one_above_zero(*node.right, *node.left);
  if (node.op == BinaryOperator::add) replace(Operator::wrong_sign, node.op_span, "-");
  if (node.op == BinaryOperator::subtract) replace(Operator::wrong_sign, node.op_span, "+");
  if (node.op == BinaryOperator::logical_and || node.op == BinaryOperator::logical_or) {
    keep_only(expr, *node.left);
    keep_only(expr, *node.right);
  }
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::UnaryExpr& node) {
  if (node.op == syntax::UnaryOperator::negate) {
    replace(Operator::wrong_sign, expr.span, standing_for(text(expr.span), text(node.operand->span)));
  } else {
    replace(Operator::flip_comparison, expr.span, standing_for(text(expr.span), text(node.operand->span)));
  }
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::CallExpr& node) {
  const std::string& name = node.function.text;
  if ((name == "min" || name == "max") && node.arguments.size() == 2) {
    for (const syntax::Argument& argument : node.arguments) {
      replace(Operator::drop_arm, expr.span, "(" + text(argument.value->span) + ")");
    }
    one_above_zero(*node.arguments[0].value, *node.arguments[1].value);
    one_above_zero(*node.arguments[1].value, *node.arguments[0].value);
  }
  if (name == "abs" && node.arguments.size() == 1) {
    replace(Operator::wrong_sign, expr.span, "(" + text(node.arguments.front().value->span) + ")");
  }
  if (name == "wallet" && scope_.in_action) replace(Operator::wrong_row, expr.span, "caller");
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::ConvertExpr& node) {
  if (!node.rounding) return;
  const bool down = *node.rounding == syntax::Rounding::down;
  const std::string_view word = down ? "down" : *node.rounding == syntax::Rounding::up ? "up" : "nearest";
  source::Span span = from_word(word, expr.span.end);
  span.end = span.begin + static_cast<std::uint32_t>(word.size());
  replace(Operator::rounding, span, down ? "up" : "down");
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::IfExpr& node) {
  keep_only(expr, *node.then);
  keep_only(expr, *node.otherwise);
}

/// Zero without a unit is of its neighbour's kind: one unit of that.
void Planter::one_above_zero(const syntax::Expr& expr, const syntax::Expr& neighbour) {
  const auto* literal = std::get_if<syntax::NumberLiteral>(&expr.node);
  if (literal == nullptr || literal->unit || !is_zero(*literal)) return;
  const std::string unit = finest(neighbour.span);
  if (!unit.empty()) replace(Operator::off_by_one, expr.span, unit);
}

void Planter::plant_at(const syntax::Expr& expr, const syntax::NumberLiteral& node) {
  if (is_zero(node) && !node.unit) return;  // planted where its neighbour is known
  const std::string written = text(expr.span);
  const std::size_t length = std::min(written.find_first_not_of("0123456789_."), written.size());
  const auto end = expr.span.begin + static_cast<std::uint32_t>(length);
  replace(Operator::off_by_one, {expr.span.file, expr.span.begin, end}, next(written.substr(0, length)));
}

/// The next one of its kind: another row that has a name here, another party.
void Planter::plant_at(const syntax::Expr& expr, const syntax::NameExpr& node) {
  const auto row = std::ranges::find(scope_.rows, node.name.text, &Scope::RowName::name);
  if (row != scope_.rows.end()) {
    for (std::size_t step = 1; step < scope_.rows.size(); ++step) {
      const auto at = static_cast<std::size_t>(row - scope_.rows.begin());
      const Scope::RowName& other = scope_.rows[(at + step) % scope_.rows.size()];
      if (other.account != row->account) continue;
      return replace(Operator::wrong_row, expr.span, other.name);
    }
  }
  const auto party = std::ranges::find(scope_.parties, node.name.text);
  if (party == scope_.parties.end() || scope_.parties.size() < 2) return;
  const auto next = party + 1 == scope_.parties.end() ? scope_.parties.begin() : party + 1;
  // Money from or to the caller's wallet is written without a function around it.
  const std::size_t line = std::min(text_.rfind('\n', expr.span.begin), text_.size());
  const std::string_view before = text_.substr(line, expr.span.begin - line);
  const bool wallet = node.name.text == "caller" && (before.ends_with("from ") || before.ends_with("to "));
  replace(Operator::wrong_row, expr.span, wallet ? "wallet(" + *next + ")" : *next);
}

/// One unit of the finest scale that the expression has: "0.000001 USD". Empty where that is not known.
std::string Planter::finest(source::Span span) const {
  const auto place = types_.find((std::uint64_t{span.begin} << 32U) | span.end);
  if (place == types_.end()) return "";
  const core::Type& type = place->second;
  const std::string digits =
      type.scale <= 0 ? "1" : "0." + std::string(static_cast<std::size_t>(type.scale) - 1, '0') + "1";
  return type.dimension.empty() ? digits : digits + " " + type.dimension;
}

}  // namespace surety::mutate
