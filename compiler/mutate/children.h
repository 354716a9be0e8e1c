// children.h -- the expressions directly below one, for walks that do not care about kinds.
#pragma once

#include "compiler/syntax/ast.h"
#include "compiler/syntax/overloaded.h"

namespace surety::mutate {

/// Calls `visit(const syntax::Expr&)` for each operand of `expr`, left to right.
void for_each_child(const syntax::Expr& expr, const auto& visit) {
  const auto at = [&](const syntax::ExprPtr& child) {
    if (child) visit(*child);
  };
  std::visit(syntax::Overloaded{[&](const syntax::MemberExpr& node) { at(node.object); },
                                [&](const syntax::IndexExpr& node) {
                                  at(node.object);
                                  at(node.index);
                                },
                                [&](const syntax::CallExpr& node) {
                                  for (const syntax::Argument& argument : node.arguments) at(argument.value);
                                },
                                [&](const syntax::ListExpr& node) {
                                  for (const syntax::ExprPtr& element : node.elements) at(element);
                                },
                                [&](const syntax::UnaryExpr& node) { at(node.operand); },
                                [&](const syntax::BinaryExpr& node) {
                                  at(node.left);
                                  at(node.right);
                                },
                                [&](const syntax::ConvertExpr& node) { at(node.value); },
                                [&](const syntax::IfExpr& node) {
                                  at(node.condition);
                                  at(node.then);
                                  at(node.otherwise);
                                },
                                [&](const syntax::LetExpr& node) {
                                  for (const syntax::Binding& binding : node.bindings) at(binding.value);
                                  at(node.body);
                                },
                                [&](const syntax::QuantifiedExpr& node) {
                                  at(node.where);
                                  at(node.body);
                                },
                                [](const auto&) {}},
             expr.node);
}

}  // namespace surety::mutate
