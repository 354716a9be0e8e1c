// walk.cpp -- see walk.h.
#include "tests/fuzz/engines/walk.h"

#include <set>

#include "compiler/core/semantics.h"

namespace surety::testing {

using namespace core;

namespace {

void add_key(const Place& place, std::vector<ExprId>& to) {
  if (const auto* row = std::get_if<RowPlace>(&place)) to.push_back(row->key);
}

class Walk {
 public:
  explicit Walk(const Contract& contract) : contract_(contract) {}
  void block(const Block& statements) {
    for (const StatementId id : statements) {
      if (!seen_statements_.insert(id).second) continue;
      for (const ExprId child : children(contract_[id])) expr(child);
      if (const auto* branch = std::get_if<Branch>(&contract_[id].node)) {
        block(branch->then);
        block(branch->otherwise);
      }
      result.statements.push_back(id);
    }
  }
  void expr(ExprId id) {
    if (!seen_exprs_.insert(id).second) return;
    for (const ExprId child : children(contract_[id])) expr(child);
    result.exprs.push_back(id);
  }
  Reached result;

 private:
  const Contract& contract_;
  std::set<StatementId> seen_statements_;
  std::set<ExprId> seen_exprs_;
};

}  // namespace

Reached reached(const Contract& contract, const Block& block) {
  Walk walk(contract);
  walk.block(block);
  return std::move(walk.result);
}

std::vector<ExprId> reached(const Contract& contract, ExprId expr) {
  Walk walk(contract);
  walk.expr(expr);
  return std::move(walk.result.exprs);
}

std::vector<ExprId> children(const Expr& expr) {
  std::vector<ExprId> result;
  std::visit(
      overloaded{[](const Literal&) {}, [](const LocalRead&) {}, [&](const Read& node) { add_key(node.place, result); },
                 [&](const Apply& node) { result = node.arguments; },
                 [&](const Choose& node) { result = {node.condition, node.then, node.otherwise}; },
                 [&](const Guarded& node) { result = {node.condition, node.value}; },
                 [&](const Bind& node) { result = {node.value, node.body}; },
                 [&](const Stated& node) {
                   result = node.arguments;
                   result.push_back(node.body);
                 },
                 [&](const Quantified& node) { result = {node.body}; },
                 [&](const Before& node) { result = {node.value}; }},
      expr.node);
  return result;
}

std::vector<ExprId> children(const Statement& statement) {
  std::vector<ExprId> result;
  std::visit(overloaded{[&](const Let& node) { result = {node.value}; },
                        [&](const Write& node) {
                          add_key(node.place, result);
                          result.push_back(node.value);
                        },
                        [&](const Require& node) { result = {node.condition}; },
                        [&](const Assert& node) { result = {node.condition}; },
                        [&](const Branch& node) { result = {node.condition}; },
                        [&](const Effect& node) { result = {node.party, node.amount}; },
                        [&](const Use& node) { result = node.arguments; }},
             statement.node);
  return result;
}

}  // namespace surety::testing
