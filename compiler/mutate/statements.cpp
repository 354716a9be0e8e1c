// statements.cpp -- mistakes in statements: left out, in the wrong direction, in the wrong order.
#include <algorithm>

#include "compiler/mutate/planter.h"

namespace surety::mutate {

namespace {

bool changes_state(const syntax::Statement& statement) {
  return std::holds_alternative<syntax::MoveStatement>(statement.node) ||
         std::holds_alternative<syntax::AssignStatement>(statement.node) ||
         std::holds_alternative<syntax::PhaseStatement>(statement.node) ||
         std::holds_alternative<syntax::IfStatement>(statement.node) ||
         std::holds_alternative<syntax::ForStatement>(statement.node);
}

/// Two names of values may change places without anything happening; a name and an update may not.
bool worth_swapping(const syntax::Statement& first, const syntax::Statement& second) {
  const auto is_row_name = [](const syntax::Statement& statement) {
    return std::holds_alternative<syntax::RefStatement>(statement.node);
  };
  if (is_row_name(first) || is_row_name(second)) return false;
  return changes_state(first) || changes_state(second);
}

}  // namespace

void Planter::block(const syntax::Block& statements) {
  const Scope outside = scope_;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    statement(statements[i]);
    if (i + 1 < statements.size() && worth_swapping(statements[i], statements[i + 1]))
      wrong_order(statements[i], statements[i + 1]);
  }
  scope_ = outside;
}

void Planter::statement(const syntax::Statement& statement) {
  std::visit([&](const auto& node) { plant_at(statement, node); }, statement.node);
}

void Planter::wrong_order(const syntax::Statement& first, const syntax::Statement& second) {
  const source::Span both{first.span.file, first.span.begin, second.span.end};
  add(Operator::wrong_order, both, {{first.span, text(second.span)}, {second.span, text(first.span)}});
}

void Planter::plant_at(const syntax::Statement&, const syntax::LetStatement& node) {
  expression(*node.value);
  scope_.meaning[node.name.text] = "(" + expanded(text_, *node.value, scope_) + ")";
}

void Planter::plant_at(const syntax::Statement&, const syntax::RefStatement& node) {
  expression(*node.row);
  if (const auto* row = std::get_if<syntax::IndexExpr>(&node.row->node)) {
    scope_.rows.push_back({node.name.text, text(row->object->span)});
  }
  scope_.meaning[node.name.text] = expanded(text_, *node.row, scope_);
}

void Planter::plant_at(const syntax::Statement& statement, const syntax::AssignStatement& node) {
  claim_about(node, statement.span);
  replace(Operator::drop_update, statement.span, "");
  if (node.op != syntax::AssignOperator::set) {
    const bool plus = node.op == syntax::AssignOperator::add;
    const std::size_t at = text_.find(plus ? "+=" : "-=", node.place->span.end);
    const auto begin = static_cast<std::uint32_t>(at);
    replace(Operator::wrong_sign, {statement.span.file, begin, begin + 2}, plus ? "-=" : "+=");
  }
  expression(*node.place);
  one_unit_more(*node.value);
  one_above_zero(*node.value, *node.place);
  expression(*node.value);
}

void Planter::plant_at(const syntax::Statement& statement, const syntax::RequireStatement& node) {
  claim_about(node, statement.span);
  replace(Operator::drop_require, statement.span, "");
  expression(*node.condition);
}

void Planter::plant_at(const syntax::Statement& statement, const syntax::MoveStatement& node) {
  claim_about(node, statement.span);
  replace(is_pot(*node.to) ? Operator::skip_fee : Operator::drop_update, statement.span, "");
  add(Operator::wrong_side, statement.span,
      {{node.from->span, text(node.to->span)}, {node.to->span, text(node.from->span)}});
  one_unit_more(*node.amount);
  expression(*node.amount);
  expression(*node.from);
  expression(*node.to);
}

void Planter::plant_at(const syntax::Statement&, const syntax::IfStatement& node) {
  expression(*node.condition);
  const std::string condition = expanded(text_, *node.condition, scope_);
  scope_.guards.push_back(condition);
  block(*node.then);
  scope_.guards.back() = "not (" + condition + ")";
  if (node.otherwise) block(*node.otherwise);
  scope_.guards.pop_back();
}

void Planter::plant_at(const syntax::Statement&, const syntax::ForStatement& node) {
  const std::size_t claims = plan_.claims.size();
  block(*node.body);
  plan_.claims.resize(claims);  // they speak of the loop's variable
}

void Planter::plant_at(const syntax::Statement& statement, const syntax::PhaseStatement& node) {
  claim_guarded("phase == " + node.phase.text, statement.span);
  replace(Operator::drop_update, statement.span, "");
}

/// A literal is planted where it stands.
void Planter::one_unit_more(const syntax::Expr& amount) {
  const std::string unit = finest(amount.span);
  if (unit.empty() || std::holds_alternative<syntax::NumberLiteral>(amount.node)) return;
  replace(Operator::off_by_one, amount.span, "(" + text(amount.span) + ") + " + unit);
}

}  // namespace surety::mutate
