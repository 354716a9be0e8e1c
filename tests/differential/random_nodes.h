// random_nodes.h -- expressions of core, made where a contract is made up.
#pragma once

#include <utility>
#include <vector>

#include "compiler/core/contract.h"
#include "tests/differential/random_declarations.h"

namespace surety::testing {

class Nodes {
 public:
  explicit Nodes(core::Contract& contract) : contract_(contract) {}

  core::ExprId add(core::Sort sort, decltype(core::Expr::node) node) {
    core::Type type;
    type.sort = sort;
    return add(std::move(type), std::move(node));
  }
  core::ExprId add(core::Type type, decltype(core::Expr::node) node) {
    contract_.exprs.push_back({std::move(type), {}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  /// The row that a property or a scan speaks of.
  core::ExprId row(core::TableId table, core::LocalId local) {
    core::Type type;
    type.sort = core::Sort::party;
    if (contract_[table].name == id_table) type = id_type();
    return add(std::move(type), core::LocalRead{local});
  }
  core::ExprId number(const core::Integer& value) { return add(core::Sort::integer, core::Literal{value}); }
  core::ExprId apply(core::Operation operation, std::vector<core::ExprId> arguments) {
    const bool truth = operation >= core::Operation::less;
    return add(truth ? core::Sort::boolean : core::Sort::integer, core::Apply{operation, std::move(arguments)});
  }
  core::ExprId both(core::ExprId a, core::ExprId b) {
    const core::ExprId no = add(core::Sort::boolean, core::Literal{0});
    return add(core::Sort::boolean, core::Choose{a, b, no});
  }

 private:
  core::Contract& contract_;
};

}  // namespace surety::testing
