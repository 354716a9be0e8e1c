// instances.cpp -- see instances.h.
#include "compiler/check/instances.h"

#include <algorithm>
#include <concepts>
#include <set>

#include "compiler/syntax/overloaded.h"

namespace surety::check {

using syntax::Name;

namespace {

/// Walks a module and renames in place.
class Renamer {
 public:
  Renamer(const syntax::Unit& module, const Renaming& renaming) : renaming_(renaming) {
    for (const syntax::Declaration& each : module.declarations)
      if (const auto* record = std::get_if<syntax::RecordDecl>(&each.node)) records_.insert(record->name.text);
  }

  void declaration(syntax::Declaration& each) {
    std::visit([&](auto& node) { rename(node); }, each.node);
  }

 private:
  void name(Name& name) const {
    const auto found = renaming_.find(name.text);
    if (found != renaming_.end()) name.text = found->second;
  }
  void names(std::vector<Name>& names) const {
    for (Name& each : names) name(each);
  }
  /// "mark", "mark[BTC]", "mark.update", "set_fee": the part that is declared.
  void step(Name& step) const {
    constexpr std::string_view set = "set_";
    const std::size_t end = step.text.find_first_of("[.");
    const std::string head = step.text.substr(0, end);
    const std::string rest = end == std::string::npos ? "" : step.text.substr(end);
    if (const auto found = renaming_.find(head); found != renaming_.end())
      step.text = found->second + rest;
    else if (const auto param = renaming_.find(head.substr(std::min(head.size(), set.size())));
             head.starts_with(set) && param != renaming_.end())
      step.text = std::string(set) + param->second + rest;
  }
  void optional(std::optional<Name>& given) const {
    if (given) step(*given);
  }
  void unit(syntax::UnitExpr& unit) const {
    for (syntax::UnitFactor& factor : unit.factors) name(factor.name);
  }
  void type(syntax::TypeExpr& type) const {
    unit(type.unit);
    expr(type.low);
    expr(type.high);
  }
  void parameters(std::vector<syntax::Parameter>& parameters) const {
    for (syntax::Parameter& each : parameters) {
      name(each.name);
      type(each.type);
    }
  }
  /// Names of arguments are the callee's: renamed where it is the module's own, but for records, whose members keep
  /// theirs.
  void arguments(std::vector<syntax::Argument>& arguments, const std::string& callee) const {
    const bool own = renaming_.contains(callee) && !records_.contains(callee);
    for (syntax::Argument& each : arguments) {
      if (own) optional(each.name);
      expr(each.value);
    }
  }
  void binding(syntax::Binding& binding) const {
    name(binding.name);
    if (binding.type) type(*binding.type);
    expr(binding.value);
  }

  // expressions
  void expr(const syntax::ExprPtr& expr) const {
    if (expr) std::visit([&](auto& node) { rename(node); }, expr->node);
  }
  void rename(syntax::NumberLiteral& node) const {
    if (node.unit) unit(*node.unit);
  }
  void rename(syntax::BoolLiteral&) const {}
  void rename(syntax::NameExpr& node) const { name(node.name); }
  void rename(syntax::MemberExpr& node) const { expr(node.object); }
  void rename(syntax::IndexExpr& node) const {
    expr(node.object);
    expr(node.index);
  }
  void rename(syntax::CallExpr& node) const {
    arguments(node.arguments, node.function.text);
    name(node.function);
  }
  void rename(syntax::ListExpr& node) const {
    for (const syntax::ExprPtr& each : node.elements) expr(each);
  }
  void rename(syntax::UnaryExpr& node) const { expr(node.operand); }
  void rename(syntax::BinaryExpr& node) const {
    expr(node.left);
    expr(node.right);
  }
  void rename(syntax::ConvertExpr& node) const {
    expr(node.value);
    type(node.type);
  }
  void rename(syntax::IfExpr& node) const {
    expr(node.condition);
    expr(node.then);
    expr(node.otherwise);
  }
  void rename(syntax::LetExpr& node) const {
    for (syntax::Binding& each : node.bindings) binding(each);
    expr(node.body);
  }
  void rename(syntax::QuantifiedExpr& node) const {
    name(node.row);
    names(node.further);
    name(node.account);
    expr(node.where);
    expr(node.body);
  }

  // statements
  void block(syntax::Block& block) const {
    for (syntax::Statement& each : block) std::visit([&](auto& node) { rename(node); }, each.node);
  }
  void block(const std::unique_ptr<syntax::Block>& given) const {
    if (given) block(*given);
  }
  void rename(syntax::LetStatement& node) const { binding(node); }
  void rename(syntax::RefStatement& node) const {
    name(node.name);
    expr(node.row);
  }
  void rename(syntax::AssignStatement& node) const {
    expr(node.place);
    expr(node.value);
  }
  void rename(syntax::RequireStatement& node) const { expr(node.condition); }
  void rename(syntax::MoveStatement& node) const {
    expr(node.amount);
    expr(node.from);
    expr(node.to);
  }
  void rename(syntax::IfStatement& node) const {
    expr(node.condition);
    block(node.then);
    block(node.otherwise);
  }
  void rename(syntax::ForStatement& node) const {
    name(node.variable);
    name(node.enumeration);
    block(node.body);
  }
  void rename(syntax::AssertStatement& node) const { expr(node.condition); }
  void rename(syntax::PhaseStatement&) const {}
  void rename(syntax::UseStatement& node) const {
    arguments(node.arguments, node.lemma.text);
    name(node.lemma);
  }
  void rename(syntax::MintStatement& node) const {
    expr(node.amount);
    expr(node.place);
  }

  // declarations
  void rename(syntax::UseDecl& node) const { names(node.arguments); }
  void rename(syntax::AssetDecl& node) const {
    name(node.name);
    expr(node.decimals);
    expr(node.supply);
  }
  void rename(syntax::UnitDecl& node) const {
    name(node.name);
    expr(node.decimals);
  }
  void rename(syntax::EnumDecl& node) const { name(node.name); }
  void rename(syntax::PhaseDecl&) const {}
  void rename(syntax::RoleDecl& node) const { name(node.name); }
  void rename(syntax::ParamDecl& node) const {
    name(node.name);
    type(node.type);
    optional(node.governor);
  }
  void rename(syntax::WhereDecl& node) const { expr(node.condition); }
  void rename(syntax::OracleDecl& node) const {
    name(node.name);
    optional(node.index);
    type(node.type);
    for (const syntax::ExprPtr* each :
         {&node.low, &node.high, &node.heartbeat, &node.step, &node.sources, &node.quorum, &node.deviation})
      expr(*each);
  }
  void rename(syntax::PotDecl& node) const {
    name(node.name);
    type(node.type);
  }
  void rename(syntax::BalanceDecl& node) const {
    name(node.name);
    optional(node.index);
    type(node.type);
  }
  void rename(syntax::StateDecl& node) const {
    name(node.name);
    optional(node.index);
    type(node.type);
    expr(node.initial);
  }
  void rename(syntax::AccountDecl& node) const {
    name(node.name);
    if (node.key) type(node.key->type);
    for (auto& member : node.members)
      std::visit(
          [&](auto& each) {
            optional(each.index);
            type(each.type);
          },
          member);
  }
  void rename(syntax::RecordDecl& node) const {
    name(node.name);
    for (syntax::Parameter& each : node.members) type(each.type);
  }
  void rename(syntax::FnDecl& node) const {
    name(node.name);
    parameters(node.parameters);
    type(node.result);
    expr(node.where);
    expr(node.ensures);
    expr(node.body);
  }
  void rename(syntax::ActionDecl& node) const {
    name(node.name);
    parameters(node.parameters);
    optional(node.role);
    expr(node.compliance);
    block(node.body);
  }
  void rename(syntax::BreakerDecl& node) const {
    name(node.name);
    expr(node.condition);
    names(node.halted);
    names(node.except);
    expr(node.duration);
  }
  void rename(syntax::AssumeDecl& node) const {
    name(node.name);
    step(node.subject);
    expr(node.condition);
  }
  void rename(syntax::InvariantDecl& node) const {
    name(node.name);
    expr(node.condition);
  }
  void rename(syntax::RuleDecl& node) const {
    name(node.name);
    for (syntax::RuleTarget& target : node.targets) {
      step(target.action);
      names(target.parameters);
    }
    for (Name& each : node.except) step(each);
    expr(node.condition);
  }
  void rename(syntax::CanDecl& node) const {
    name(node.name);
    name(node.row);
    name(node.account);
    expr(node.where);
    arguments(node.arguments, node.action.text);
    step(node.action);
    expr(node.caller);
  }
  void rename(syntax::LemmaDecl& node) const {
    name(node.name);
    parameters(node.parameters);
    expr(node.where);
    expr(node.claim);
    block(node.hints);
  }
  void rename(syntax::ScanDecl& node) const {
    name(node.name);
    optional(node.by);
    name(node.row);
    name(node.account);
    expr(node.condition);
  }
  void rename(syntax::TestDecl& node) const {
    parameters(node.variables);
    expr(node.where);
    for (syntax::TestStep& each : node.steps) std::visit([&](auto& step_node) { rename(step_node); }, each.node);
  }

  // steps of tests
  void rename(syntax::GivenStep& node) const {
    for (syntax::Argument& each : node.values) {
      optional(each.name);
      expr(each.value);
    }
  }
  void rename(syntax::CallStep& node) const {
    name(node.party);
    arguments(node.arguments, node.action.text);
    step(node.action);
    for (Name& each : node.except) step(each);
    optional(node.error_argument);
  }
  void rename(syntax::OracleStep& node) const {
    step(node.oracle);
    expr(node.value);
    optional(node.error_argument);
  }
  void rename(syntax::AdvanceStep& node) const { expr(node.duration); }
  void rename(syntax::ExpectStep& node) const { expr(node.condition); }
  void rename(syntax::LetStep& node) const {
    name(node.name);
    expr(node.value);
  }
  void rename(syntax::UseStep& node) const {
    arguments(node.arguments, node.lemma.text);
    name(node.lemma);
  }

  const Renaming& renaming_;
  std::set<std::string> records_;
};

}  // namespace

std::string kind_of(const syntax::Declaration& declaration) {
  return std::visit(
      syntax::Overloaded{[](const syntax::AssetDecl&) { return "asset"; },
                         [](const syntax::UnitDecl&) { return "unit"; }, [](const syntax::EnumDecl&) { return "enum"; },
                         [](const syntax::AccountDecl&) { return "account"; },
                         [](const syntax::RoleDecl&) { return "role"; },
                         [](const syntax::OracleDecl&) { return "oracle"; }, [](const auto&) { return ""; }},
      declaration.node);
}

const Name* name_of(const syntax::Declaration& declaration) {
  return std::visit(
      [](const auto& node) -> const Name* {
        if constexpr (requires { requires std::same_as<decltype(node.name), Name>; })
          return &node.name;
        else
          return nullptr;
      },
      declaration.node);
}

Renaming prefixed(const syntax::Unit& module, const std::string& prefix) {
  Renaming result;
  for (const syntax::Declaration& each : module.declarations)
    if (const Name* const name = name_of(each)) result.emplace(name->text, prefix + "_" + name->text);
  return result;
}

void rename(syntax::Unit& module, const Renaming& renaming) {
  Renamer renamer(module, renaming);
  for (syntax::Declaration& each : module.declarations) renamer.declaration(each);
}

}  // namespace surety::check
