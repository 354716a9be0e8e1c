// walk.h -- the statements and expressions that a block reaches, each once, children before parents.
#pragma once

#include <vector>

#include "compiler/core/contract.h"

namespace surety::testing {

struct Reached {
  std::vector<core::StatementId> statements;
  std::vector<core::ExprId> exprs;
};
Reached reached(const core::Contract& contract, const core::Block& block);
/// An expression and all below it.
std::vector<core::ExprId> reached(const core::Contract& contract, core::ExprId expr);

/// The expressions directly below one.
std::vector<core::ExprId> children(const core::Expr& expr);
/// The expressions directly below a statement; the blocks of a branch are not among them.
std::vector<core::ExprId> children(const core::Statement& statement);

}  // namespace surety::testing
