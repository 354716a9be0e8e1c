// scope.h -- what a place in an action may name: rows, parties, and what `let` and `ref` stand for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/syntax/ast.h"

namespace surety::mutate {

/// One action or function while it is walked.
struct Scope {
  struct RowName {
    std::string name;  // "my", "t"
    std::string account;
  };
  std::string declaration;
  bool in_action = false;
  std::vector<std::string> parties;  // arguments of type party, then "caller"
  std::vector<RowName> rows;
  std::map<std::string, std::string> meaning;  // of `ref` and `let` names, without such names, in parentheses if needed
  std::vector<std::string> guards;             // conditions of the `if`s around, in the same form
  std::string rule_target;
};

/// The text of `expr` with the names that `scope` gives a meaning replaced by it.
std::string expanded(std::string_view text, const syntax::Expr& expr, const Scope& scope);
/// "t" -> `Trader[target]`; `caller` and wallets have none.
bool is_outside(const syntax::Expr& end);

}  // namespace surety::mutate
