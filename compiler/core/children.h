// children.h -- the parts of an expression, for walks that ask the same of every kind of node.
#pragma once

#include <algorithm>

#include "compiler/core/contract.h"

namespace surety::core {

/// Calls visit(ExprId) for each direct part, in the order in which they are written; the key of a row is one.
template <class Visit>
void for_each_child(const Expr& expr, Visit visit) {
  struct Walk {
    Visit& visit;
    void operator()(const Literal&) {}
    void operator()(const LocalRead&) {}
    void operator()(const Read& node) {
      if (const auto* row = std::get_if<RowPlace>(&node.place)) visit(row->key);
    }
    void operator()(const Apply& node) { std::ranges::for_each(node.arguments, visit); }
    void operator()(const Choose& node) { all({node.condition, node.then, node.otherwise}); }
    void operator()(const Guarded& node) { all({node.condition, node.value}); }
    void operator()(const Bind& node) { all({node.value, node.body}); }
    void operator()(const Stated& node) {
      std::ranges::for_each(node.arguments, visit);
      visit(node.body);
    }
    void operator()(const Quantified& node) { visit(node.body); }
    void operator()(const Before& node) { visit(node.value); }
    void all(std::initializer_list<ExprId> ids) {
      for (const ExprId id : ids) visit(id);
    }
  };
  std::visit(Walk{visit}, expr.node);
}

}  // namespace surety::core
