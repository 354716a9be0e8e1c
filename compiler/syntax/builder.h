// builder.h -- from ANTLR's tree to the AST, one method per rule of the grammar.
//
// It is given sound subtrees only: parse.cpp leaves out every declaration in which something was missing, so each child
// that the grammar promises is there.
#pragma once

#include <SuretyParser.h>

#include <optional>
#include <vector>

#include "compiler/syntax/ast.h"
#include "compiler/syntax/text.h"

namespace surety::syntax {

using Grammar = grammar::SuretyParser;

class Builder {
 public:
  Builder(const Text& text, source::Sink& sink) : text_(text), sink_(sink) {}

  Declaration declaration(Grammar::DeclarationContext* context);
  Declaration use(Grammar::UseDeclContext* context);
  Name name(Grammar::NameContext* context);
  /// `a.b.c` as one name.
  Name dotted(Grammar::DottedNameContext* context);
  ModuleParameter parameter(Grammar::ModuleParameterContext* context);
  /// `mark` or `mark[BTC]` as one name.
  Name indexed(Grammar::NameContext* context, Grammar::IndexContext* element);

 private:
  // build_declarations.cpp
  AssetDecl asset(Grammar::AssetDeclContext* context);
  UnitDecl unit(Grammar::UnitDeclContext* context);
  EnumDecl enumeration(Grammar::EnumDeclContext* context);
  ParamDecl param(Grammar::ParamDeclContext* context);
  Name environment_step(Grammar::EnvironmentStepContext* context);
  OracleDecl oracle(Grammar::OracleDeclContext* context);
  BalanceDecl member_pot(Grammar::MemberPotContext* context);
  BalanceDecl balance(Grammar::BalanceDeclContext* context);
  StateDecl state(Grammar::StateDeclContext* context);
  AccountDecl account(Grammar::AccountDeclContext* context);
  AccountDecl table(Grammar::TableDeclContext* context);
  std::vector<std::variant<BalanceDecl, FieldDecl>> members(const std::vector<Grammar::MemberContext*>& contexts);
  FieldDecl field(Grammar::FieldDeclContext* context);
  FnDecl function(Grammar::FnDeclContext* context);
  ActionDecl action(Grammar::ActionDeclContext* context);
  BreakerDecl breaker(Grammar::BreakerDeclContext* context);
  std::vector<Parameter> parameters(Grammar::ParametersContext* context);
  std::vector<Name> names(const std::vector<Grammar::NameContext*>& contexts, std::size_t from = 0);
  std::optional<Name> index(Grammar::IndexContext* context);
  void fill(ExprPtr& clause, const char* word, antlr4::ParserRuleContext* context, Grammar::ExprContext* value);
  void need_decimals(const ExprPtr& decimals, Grammar::NameContext* context);

  // build_properties.cpp
  RuleDecl rule(Grammar::RuleDeclContext* context);
  CanDecl can(Grammar::CanDeclContext* context);
  LemmaDecl lemma(Grammar::LemmaDeclContext* context);
  ScanDecl scan(Grammar::ScanDeclContext* context);
  TestDecl test(Grammar::TestDeclContext* context);
  TestStep step(Grammar::TestStepContext* context);
  template <class Step>
  void outcome(Grammar::OutcomeContext* context, Step& step);

  // build_statements.cpp
  Block block(Grammar::BlockContext* context);
  Statement statement(Grammar::StatementContext* context);
  IfStatement branch(Grammar::ExprContext* condition, const std::vector<Grammar::BlockContext*>& blocks,
                     Grammar::IfTailContext* tail);
  ExprPtr place(Grammar::PlaceContext* context);
  AssignStatement assign(Grammar::AssignStatementContext* context);

  // build_expressions.cpp
  ExprPtr expression(Grammar::ExprContext* context);
  ExprPtr optional(Grammar::ExprContext* context) { return context == nullptr ? nullptr : expression(context); }
  ExprPtr operation(antlr4::ParserRuleContext* context, antlr4::Token* op, Grammar::ExprContext* left,
                    Grammar::ExprContext* right);
  ExprPtr compare(Grammar::CompareExprContext* context);
  ExprPtr number(Grammar::NumberExprContext* context);
  ExprPtr convert(Grammar::ConvertExprContext* context);
  ExprPtr list(Grammar::ListExprContext* context);
  ExprPtr let(const antlr4::ParserRuleContext* context, const std::vector<Grammar::BindingContext*>& bindings,
              Grammar::ExprContext* body);
  ExprPtr result(Grammar::ResultContext* context);
  ExprPtr fold(Grammar::FoldExprContext* context);
  ExprPtr quantified(Grammar::QuantifiedExprContext* context);
  ExprPtr compound(Grammar::ExprContext* context);
  std::vector<Argument> arguments(Grammar::ArgumentsContext* context);

  // build_types.cpp
  TypeExpr type(Grammar::TypeContext* context);
  UnitExpr unit_expression(Grammar::UnitExprContext* context);
  UnitExpr literal_unit(Grammar::LiteralUnitContext* context);
  std::string digits(antlr4::Token* number);
  int whole(antlr4::Token* number, int limit);
  int exponent(Grammar::ExponentContext* context);
  int scale(antlr4::Token* number) { return whole(number, 38); }
  /// How many elements a list has; 0 where there is no number, or none that is whole and fits.
  int count(antlr4::Token* number);

  template <class Node>
  ExprPtr make(const antlr4::ParserRuleContext* context, Node node) {
    return std::make_unique<Expr>(Expr{text_.span(context), std::move(node)});
  }
  Name name_of(antlr4::Token* token) { return {std::string(text_.text(text_.span(token))), text_.span(token)}; }

  const Text& text_;
  source::Sink& sink_;
};

/// The context as one of its labelled alternatives, or null.
template <class Alternative>
Alternative* as(antlr4::tree::ParseTree* context) {
  return dynamic_cast<Alternative*>(context);
}

}  // namespace surety::syntax
