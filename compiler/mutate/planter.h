// planter.h -- walks what runs and plants one mistake at a time.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/mutate/mutant.h"
#include "compiler/mutate/scope.h"
#include "compiler/syntax/ast.h"

namespace surety::mutate {

class Planter {
 public:
  /// All must outlive it. `contract` is what the text compiles to.
  Planter(std::string_view text, const syntax::Unit& unit, const core::Contract& contract);
  Plan plant();

 private:
  // declarations.cpp
  void declaration(const syntax::Declaration& decl);
  void action(const syntax::ActionDecl& node);
  void head(const syntax::ActionDecl& node);
  void function(const syntax::FnDecl& node);
  void oracle(const syntax::OracleDecl& node);
  void breaker(const syntax::Declaration& decl, const syntax::BreakerDecl& node);
  void where(const syntax::Declaration& decl, const syntax::WhereDecl& node);
  void find_called();
  void add(Operator op, source::Span shown, std::vector<Edit> edits);
  void replace(Operator op, source::Span span, std::string replacement);
  [[nodiscard]] std::string text(source::Span span) const;
  [[nodiscard]] source::Span from_word(std::string_view word, std::uint32_t end) const;
  [[nodiscard]] bool is_pot(const syntax::Expr& place) const;

  // statements.cpp
  void block(const syntax::Block& statements);
  void statement(const syntax::Statement& statement);
  void plant_at(const syntax::Statement& statement, const syntax::LetStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::RefStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::AssignStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::RequireStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::MoveStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::IfStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::ForStatement& node);
  void plant_at(const syntax::Statement& statement, const syntax::PhaseStatement& node);
  template <class Other>
  void plant_at(const syntax::Statement&, const Other&) {}
  void one_unit_more(const syntax::Expr& amount);
  void wrong_order(const syntax::Statement& first, const syntax::Statement& second);

  // expressions.cpp
  void expression(const syntax::Expr& expr);
  void plant_at(const syntax::Expr& expr, const syntax::BinaryExpr& node);
  void plant_at(const syntax::Expr& expr, const syntax::UnaryExpr& node);
  void plant_at(const syntax::Expr& expr, const syntax::CallExpr& node);
  void plant_at(const syntax::Expr& expr, const syntax::ConvertExpr& node);
  void plant_at(const syntax::Expr& expr, const syntax::IfExpr& node);
  void plant_at(const syntax::Expr& expr, const syntax::NumberLiteral& node);
  void plant_at(const syntax::Expr& expr, const syntax::NameExpr& node);
  template <class Other>
  void plant_at(const syntax::Expr&, const Other&) {}
  void keep_only(const syntax::Expr& whole, const syntax::Expr& part);
  void one_above_zero(const syntax::Expr& expr, const syntax::Expr& neighbour);
  [[nodiscard]] std::string finest(source::Span span) const;

  // claims.cpp
  void claim(std::string condition, source::Span span);
  void claim_guarded(const std::string& condition, source::Span span);
  void claim_head(const syntax::ActionDecl& node);
  void claim_frame(const syntax::ActionDecl& node);
  void claim_totals(const syntax::ActionDecl& node);
  void claim_fresh(const syntax::OracleDecl& node, const syntax::Declaration& decl);
  void claim_change(const std::string& place, const std::string& sign, const syntax::Expr& amount, source::Span span);
  void claim_about(const syntax::RequireStatement& node, source::Span span);
  void claim_about(const syntax::MoveStatement& node, source::Span span);
  void claim_about(const syntax::AssignStatement& node, source::Span span);
  [[nodiscard]] std::string place_text(const syntax::Expr& end) const;
  [[nodiscard]] std::string unrounded(const syntax::Expr& amount) const;

  std::string_view text_;
  const syntax::Unit& unit_;
  const core::Contract& contract_;
  std::set<std::string> called_;               // functions that actions call, directly or not
  std::set<std::string> pots_;                 // of the contract
  std::string only_account_;                   // empty where there are several or none
  std::map<std::uint64_t, core::Type> types_;  // by span, of integers
  Scope scope_;
  std::map<std::string, std::string> changes_;  // place -> " + a - b": all that an action does to it
  std::map<std::string, unsigned> counts_;
  Plan plan_;
};

}  // namespace surety::mutate
