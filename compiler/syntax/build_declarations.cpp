// build_declarations.cpp -- what a contract consists of, but for properties and tests.
#include "compiler/syntax/builder.h"

namespace surety::syntax {

using source::Message;
using source::report;

std::vector<Name> Builder::names(const std::vector<Grammar::NameContext*>& contexts, std::size_t from) {
  std::vector<Name> result;
  for (std::size_t i = from; i < contexts.size(); ++i) result.push_back(name(contexts[i]));
  return result;
}

std::optional<Name> Builder::index(Grammar::IndexContext* context) {
  if (context == nullptr) return std::nullopt;
  return context->name() != nullptr ? name(context->name()) : name_of(context->NUMBER()->getSymbol());
}

// One clause of a braced declaration; a second one of the same word is an error.
void Builder::fill(ExprPtr& clause, const char* word, antlr4::ParserRuleContext* context, Grammar::ExprContext* value) {
  ExprPtr built = expression(value);
  if (clause != nullptr) {
    report(sink_, Message::repeated_clause, text_.span(context), word).label(clause->span, "given here already");
    return;
  }
  clause = std::move(built);
}

void Builder::need_decimals(const ExprPtr& decimals, Grammar::NameContext* context) {
  if (decimals != nullptr) return;
  const Name subject = name(context);
  report(sink_, Message::missing_decimals, subject.span, subject.text)
      .help(fmt::format("say how finely it is counted: `{} {{ decimals 6 }}`", subject.text));
}

AssetDecl Builder::asset(Grammar::AssetDeclContext* context) {
  AssetDecl result{name(context->name()), context->ISSUED() != nullptr, nullptr, nullptr};
  for (Grammar::AssetClauseContext* clause : context->assetClause()) {
    if (auto* c = as<Grammar::DecimalsClauseContext>(clause)) fill(result.decimals, "decimals", c, c->expr());
    if (auto* c = as<Grammar::SupplyClauseContext>(clause)) fill(result.supply, "supply", c, c->expr());
  }
  need_decimals(result.decimals, context->name());
  return result;
}

UnitDecl Builder::unit(Grammar::UnitDeclContext* context) {
  UnitDecl result{name(context->name()), nullptr};
  for (Grammar::UnitClauseContext* clause : context->unitClause()) {
    fill(result.decimals, "decimals", clause, clause->expr());
  }
  need_decimals(result.decimals, context->name());
  return result;
}

EnumDecl Builder::enumeration(Grammar::EnumDeclContext* context) {
  return {name(context->name(0)), names(context->name(), 1)};
}

ParamDecl Builder::param(Grammar::ParamDeclContext* context) {
  ParamDecl result{name(context->name(0)), type(context->type()), std::nullopt};
  if (context->name().size() > 1) result.governor = name(context->name(1));
  return result;
}

OracleDecl Builder::oracle(Grammar::OracleDeclContext* context) {
  OracleDecl result;
  result.name = name(context->name());
  result.index = index(context->index());
  result.type = type(context->type());
  for (Grammar::OracleClauseContext* clause : context->oracleClause()) {
    if (auto* c = as<Grammar::RangeClauseContext>(clause)) {
      const bool first = result.low == nullptr;
      fill(result.low, "range", c, c->expr(0));
      if (first) result.high = expression(c->expr(1));
    }
    if (auto* c = as<Grammar::HeartbeatClauseContext>(clause)) fill(result.heartbeat, "heartbeat", c, c->expr());
    if (auto* c = as<Grammar::StepClauseContext>(clause)) fill(result.step, "step", c, c->expr());
    if (auto* c = as<Grammar::SourcesClauseContext>(clause)) fill(result.sources, "sources", c, c->expr());
    if (auto* c = as<Grammar::QuorumClauseContext>(clause)) fill(result.quorum, "quorum", c, c->expr());
    if (auto* c = as<Grammar::DeviationClauseContext>(clause)) fill(result.deviation, "deviation", c, c->expr());
    if (as<Grammar::MedianClauseContext>(clause) != nullptr) result.median = true;
  }
  return result;
}

Name Builder::environment_step(Grammar::EnvironmentStepContext* context) {
  Name result = indexed(context->name(0), context->index());
  for (const Name& each : names(context->name(), 1)) result.text += "." + each.text;
  result.span = text_.span(context);
  return result;
}

BalanceDecl Builder::member_pot(Grammar::MemberPotContext* context) {
  return {name(context->name()), index(context->index()), type(context->type()), true};
}

BalanceDecl Builder::balance(Grammar::BalanceDeclContext* context) {
  return {name(context->name()), index(context->index()), type(context->type()), false};
}

StateDecl Builder::state(Grammar::StateDeclContext* context) {
  return {name(context->name()), index(context->index()), type(context->type()), optional(context->expr())};
}

FieldDecl Builder::field(Grammar::FieldDeclContext* context) {
  return {name(context->name()), index(context->index()), type(context->type())};
}

std::vector<std::variant<BalanceDecl, FieldDecl>> Builder::members(
    const std::vector<Grammar::MemberContext*>& contexts) {
  std::vector<std::variant<BalanceDecl, FieldDecl>> result;
  for (Grammar::MemberContext* member : contexts) {
    if (member->memberPot() != nullptr) result.emplace_back(member_pot(member->memberPot()));
    if (member->balanceDecl() != nullptr) result.emplace_back(balance(member->balanceDecl()));
    if (member->fieldDecl() != nullptr) result.emplace_back(field(member->fieldDecl()));
  }
  return result;
}

AccountDecl Builder::account(Grammar::AccountDeclContext* context) {
  return {name(context->name()), std::nullopt, members(context->member())};
}

AccountDecl Builder::table(Grammar::TableDeclContext* context) {
  return {name(context->name(0)), Parameter{name(context->key), type(context->type())}, members(context->member())};
}

std::vector<Parameter> Builder::parameters(Grammar::ParametersContext* context) {
  std::vector<Parameter> result;
  if (context == nullptr) return result;
  for (Grammar::ParameterContext* each : context->parameter()) {
    result.push_back({name(each->name()), type(each->type())});
  }
  return result;
}

FnDecl Builder::function(Grammar::FnDeclContext* context) {
  return {name(context->name()),        parameters(context->parameters()), type(context->type()),
          optional(context->condition), optional(context->claim),          context->trusted != nullptr,
          result(context->result())};
}

ActionDecl Builder::action(Grammar::ActionDeclContext* context) {
  ActionDecl result{name(context->name(0)), parameters(context->parameters()), std::nullopt, {}, nullptr, {}};
  // `anyone` is the word for no role; it is not reserved.
  if (context->by != nullptr && context->by->getText() != "anyone") result.role = name(context->by);
  result.phases = names(context->name(), context->by != nullptr ? 2 : 1);
  result.compliance = optional(context->compliance);
  result.body = block(context->block());
  return result;
}

BreakerDecl Builder::breaker(Grammar::BreakerDeclContext* context) {
  return {name(context->name(0)), expression(context->condition), names(context->halted), names(context->spared),
          expression(context->duration)};
}

ModuleParameter Builder::parameter(Grammar::ModuleParameterContext* context) {
  return {name(context->name()), context->kind->getText()};
}

Declaration Builder::use(Grammar::UseDeclContext* context) {
  UseDecl result{names(context->dottedName()->name()), names(context->passed), std::nullopt};
  if (context->alias != nullptr) result.alias = name(context->alias);
  return {text_.span(context), std::move(result)};
}

Declaration Builder::declaration(Grammar::DeclarationContext* context) {
  const Span span = text_.span(context);
  antlr4::tree::ParseTree* child = context->children.at(0);
  if (auto* c = as<Grammar::UseDeclContext>(child)) return use(c);
  if (auto* c = as<Grammar::AssetDeclContext>(child)) return {span, asset(c)};
  if (auto* c = as<Grammar::UnitDeclContext>(child)) return {span, unit(c)};
  if (auto* c = as<Grammar::EnumDeclContext>(child)) return {span, enumeration(c)};
  if (auto* c = as<Grammar::PhaseDeclContext>(child)) return {span, PhaseDecl{names(c->name())}};
  if (auto* c = as<Grammar::RoleDeclContext>(child)) return {span, RoleDecl{name(c->name())}};
  if (auto* c = as<Grammar::ParamDeclContext>(child)) return {span, param(c)};
  if (auto* c = as<Grammar::WhereDeclContext>(child)) return {span, WhereDecl{expression(c->expr())}};
  if (auto* c = as<Grammar::OracleDeclContext>(child)) return {span, oracle(c)};
  if (auto* c = as<Grammar::PotDeclContext>(child)) return {span, PotDecl{name(c->name()), type(c->type())}};
  if (auto* c = as<Grammar::BalanceDeclContext>(child)) return {span, balance(c)};
  if (auto* c = as<Grammar::StateDeclContext>(child)) return {span, state(c)};
  if (auto* c = as<Grammar::AccountDeclContext>(child)) return {span, account(c)};
  if (auto* c = as<Grammar::TableDeclContext>(child)) return {span, table(c)};
  if (auto* c = as<Grammar::RecordDeclContext>(child))
    return {span, RecordDecl{name(c->name()), parameters(c->parameters())}};
  if (auto* c = as<Grammar::FnDeclContext>(child)) return {span, function(c)};
  if (auto* c = as<Grammar::ActionDeclContext>(child)) return {span, action(c)};
  if (auto* c = as<Grammar::BreakerDeclContext>(child)) return {span, breaker(c)};
  if (auto* c = as<Grammar::AssumeDeclContext>(child)) {
    return {span, AssumeDecl{name(c->name()), environment_step(c->environmentStep()), expression(c->expr())}};
  }
  if (auto* c = as<Grammar::InvariantDeclContext>(child)) {
    return {span, InvariantDecl{name(c->name()), expression(c->expr())}};
  }
  if (auto* c = as<Grammar::RuleDeclContext>(child)) return {span, rule(c)};
  if (auto* c = as<Grammar::CanDeclContext>(child)) return {span, can(c)};
  if (auto* c = as<Grammar::LemmaDeclContext>(child)) return {span, lemma(c)};
  if (auto* c = as<Grammar::ScanDeclContext>(child)) return {span, scan(c)};
  return {span, test(as<Grammar::TestDeclContext>(child))};
}

}  // namespace surety::syntax
