// text_parse_expr.h -- the pieces of core text below a declaration: names, numbers, types, expressions, statements.
//
// Everything throws TextFault with the line where the fault begins.
#pragma once

#include <span>
#include <string>

#include "compiler/core/contract.h"
#include "compiler/core/text_sexp.h"
#include "compiler/core/text_words.h"

namespace surety::core {

[[noreturn]] void fail(const Sexp& at, std::string message);
/// A list of at least `least` items, or a fault that says `form` was expected.
void expect_list(const Sexp& at, const std::string& form, std::size_t least);
void expect_size(const Sexp& at, std::size_t least, std::size_t most);
void expect_word(const Sexp& at, std::string_view word);

/// Names, numbers and types, looked up in the contract that is being read.
class TextReader {
 public:
  explicit TextReader(Contract& contract) : contract_(contract) {}

  Integer integer(const Sexp& at) const;
  /// 0 … most.
  std::uint32_t small(const Sexp& at, std::uint32_t most) const;
  Range range(const Sexp& at) const;
  Type type(const Sexp& at) const;
  AssetId asset(const Sexp& at) const;
  GlobalId global(const Sexp& at) const;
  TableId table(const Sexp& at) const;
  FieldId field(TableId table, const Sexp& at) const;
  ErrorId error(const Sexp& at) const;
  StepId step(const Sexp& at) const;
  PropertyId property(const Sexp& at) const;
  FactId fact(const Sexp& at) const;
  template <class Enum>
  Enum spelled_word(const auto& words, const Sexp& at, const std::string& what) const {
    const std::optional<Enum> found = spelled<Enum>(words, at.text);
    if (!found) fail(at, "`" + at.text + "` is not " + what);
    return *found;
  }
  Contract& contract() const { return contract_; }

 private:
  Contract& contract_;
};

/// Expressions and statements in one scope; appends nodes to the contract, children first.
class ScopeReader {
 public:
  /// `locals` (may be null): those that have names. They must not move while this lives.
  ScopeReader(const TextReader& read, const std::vector<Local>* locals);
  ExprId expr(const Sexp& at);
  Block block(std::span<const Sexp> items);
  Let let(const Sexp& at);
  Use use(const Sexp& at);
  LocalId local(const Sexp& at) const;
  void bind_row(LocalId row) { set_local_type(types_, row, plain_type(Sort::party)); }

 private:
  using Node = decltype(Expr::node);
  using StatementNode = decltype(Statement::node);

  ExprId add(Type type, Node node);
  ExprId add_usual(Node node);
  ExprId atom(const Sexp& at);
  Node form(const Sexp& at);
  Node form_get(const Sexp& at);
  Node form_if(const Sexp& at);
  Node form_guard(const Sexp& at);
  Node form_bind(const Sexp& at);
  Node form_stated(const Sexp& at);
  Node form_quantified(const Sexp& at, Quantifier quantifier);
  Node form_apply(const Sexp& at, Operation operation);
  Place place(std::span<const Sexp> items, const Sexp& at);
  StatementNode statement(const Sexp& at);
  StatementNode branch(const Sexp& at);

  const TextReader& read_;
  Contract& contract_;
  const std::vector<Local>* locals_;
  LocalTypes types_;
};

}  // namespace surety::core
