// build_statements.cpp -- blocks, statements, places.
#include "compiler/syntax/builder.h"

namespace surety::syntax {

using source::Message;
using source::report;

Block Builder::block(Grammar::BlockContext* context) {
  Block result;
  for (Grammar::StatementContext* each : context->statement()) result.push_back(statement(each));
  return result;
}

ExprPtr Builder::place(Grammar::PlaceContext* context) {
  if (auto* c = as<Grammar::NamePlaceContext>(context)) return make(c, NameExpr{name(c->name())});
  if (auto* c = as<Grammar::MemberPlaceContext>(context)) {
    return make(c, MemberExpr{place(c->place()), name(c->name())});
  }
  if (auto* c = as<Grammar::CallPlaceContext>(context)) {
    return make(c, CallExpr{name(c->name()), arguments(c->arguments())});
  }
  auto* c = as<Grammar::IndexPlaceContext>(context);
  return make(c, IndexExpr{place(c->place()), expression(c->expr())});
}

IfStatement Builder::branch(Grammar::ExprContext* condition, const std::vector<Grammar::BlockContext*>& blocks,
                            Grammar::IfTailContext* tail) {
  IfStatement result{expression(condition), std::make_unique<Block>(block(blocks[0])), nullptr};
  if (blocks.size() > 1) result.otherwise = std::make_unique<Block>(block(blocks[1]));
  if (tail != nullptr) {
    result.otherwise = std::make_unique<Block>();
    result.otherwise->push_back({text_.span(tail), branch(tail->expr(), tail->block(), tail->ifTail())});
  }
  return result;
}

AssignStatement Builder::assign(Grammar::AssignStatementContext* context) {
  ExprPtr target = place(context->place());
  if (std::holds_alternative<CallExpr>(target->node)) {
    report(sink_, Message::not_a_place, target->span)
        .help("name the state or the field that holds the value; to compare, write `==` in a `require`");
  }
  const std::size_t op = context->op->getType();
  const AssignOperator kind = op == Grammar::ASSIGN        ? AssignOperator::set
                              : op == Grammar::PLUS_ASSIGN ? AssignOperator::add
                                                           : AssignOperator::subtract;
  return {std::move(target), kind, expression(context->expr())};
}

Statement Builder::statement(Grammar::StatementContext* context) {
  const Span span = text_.span(context);
  if (auto* c = as<Grammar::AssignStatementContext>(context)) return {span, assign(c)};
  if (auto* c = as<Grammar::LetStatementContext>(context)) {
    LetStatement let{name(c->name()), std::nullopt, nullptr};
    if (c->type() != nullptr) let.type = type(c->type());
    let.value = expression(c->expr());
    return {span, std::move(let)};
  }
  if (auto* c = as<Grammar::RequireStatementContext>(context)) {
    RequireStatement require{expression(c->expr()), std::nullopt};
    if (c->name() != nullptr) require.error = name(c->name());
    return {span, std::move(require)};
  }
  if (auto* c = as<Grammar::MoveStatementContext>(context)) {
    return {span, MoveStatement{expression(c->expr()), place(c->place(0)), place(c->place(1))}};
  }
  if (auto* c = as<Grammar::MintStatementContext>(context)) {
    return {span, MintStatement{false, expression(c->expr()), place(c->place())}};
  }
  if (auto* c = as<Grammar::BurnStatementContext>(context)) {
    return {span, MintStatement{true, expression(c->expr()), place(c->place())}};
  }
  if (auto* c = as<Grammar::IfStatementContext>(context)) return {span, branch(c->expr(), c->block(), c->ifTail())};
  if (auto* c = as<Grammar::RefStatementContext>(context)) {
    return {span, RefStatement{name(c->name()), expression(c->expr())}};
  }
  if (auto* c = as<Grammar::ForStatementContext>(context)) {
    return {span, ForStatement{name(c->name(0)), name(c->name(1)), std::make_unique<Block>(block(c->block()))}};
  }
  if (auto* c = as<Grammar::AssertStatementContext>(context)) return {span, AssertStatement{expression(c->expr())}};
  if (auto* c = as<Grammar::UseStatementContext>(context)) {
    return {span, UseStatement{name(c->name()), arguments(c->arguments())}};
  }
  auto* c = as<Grammar::BecomeStatementContext>(context);
  return {span, PhaseStatement{name(c->name())}};
}

}  // namespace surety::syntax
