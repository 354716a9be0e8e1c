// build_properties.cpp -- rules, liveness properties, lemmas, scans and tests.
#include "compiler/syntax/builder.h"

namespace surety::syntax {

RuleDecl Builder::rule(Grammar::RuleDeclContext* context) {
  RuleDecl result{name(context->name(0)), {}, names(context->name(), 1), expression(context->expr())};
  for (Grammar::RuleTargetContext* target : context->ruleTarget()) {
    result.targets.push_back({name(target->name(0)), names(target->name(), 1)});
  }
  return result;
}

CanDecl Builder::can(Grammar::CanDeclContext* context) {
  return {name(context->name(0)),       name(context->row),    name(context->account),
          optional(context->condition), name(context->action), arguments(context->arguments()),
          expression(context->caller)};
}

LemmaDecl Builder::lemma(Grammar::LemmaDeclContext* context) {
  LemmaDecl result;
  result.name = name(context->name());
  result.parameters = parameters(context->parameters());
  result.where = optional(context->condition);
  result.claim = expression(context->claim);
  if (context->block() != nullptr) result.hints = block(context->block());
  return result;
}

ScanDecl Builder::scan(Grammar::ScanDeclContext* context) {
  ScanDecl result;
  result.name = name(context->name(0));
  if (context->by != nullptr) result.by = indexed(context->by, context->index());
  result.row = name(context->row);
  result.account = name(context->account);
  result.condition = expression(context->condition);
  return result;
}

TestDecl Builder::test(Grammar::TestDeclContext* context) {
  const std::string quoted = context->STRING()->getText();
  TestDecl result;
  result.name = quoted.substr(1, quoted.size() - 2);
  if (Grammar::ForAllContext* all = context->forAll()) {
    result.for_all = true;
    result.variables = parameters(all->parameters());
    result.where = optional(all->expr());
  }
  for (Grammar::TestStepContext* each : context->testStep()) result.steps.push_back(step(each));
  return result;
}

template <class Step>
void Builder::outcome(Grammar::OutcomeContext* context, Step& step) {
  if (context == nullptr) return;
  step.succeeds = context->SUCCEEDS() != nullptr;
  step.reverts = context->REVERTS() != nullptr;
  if (context->name() != nullptr) step.error = name(context->name());
  if (Grammar::ErrorArgumentContext* argument = context->errorArgument())
    step.error_argument = Name{argument->getText(), text_.span(argument)};
}

TestStep Builder::step(Grammar::TestStepContext* context) {
  const Span span = text_.span(context);
  if (auto* c = as<Grammar::CallStepContext>(context)) {
    CallStep call;
    call.party = name(c->name(0));
    call.action = name(c->name(1));
    call.arguments = arguments(c->arguments());
    outcome(c->outcome(), call);
    return {span, std::move(call)};
  }
  if (auto* c = as<Grammar::AnyStepContext>(context)) {
    CallStep call;
    call.party = name(c->name(0));
    call.action = name_of(c->ANY()->getSymbol());
    call.except = names(c->name(), 1);
    outcome(c->outcome(), call);
    return {span, std::move(call)};
  }
  if (auto* c = as<Grammar::GivenStepContext>(context)) {
    GivenStep given;
    for (Grammar::GivenContext* each : c->given()) {
      given.values.push_back({indexed(each->name(), each->index()), expression(each->expr())});
    }
    return {span, std::move(given)};
  }
  if (auto* c = as<Grammar::OracleStepContext>(context)) {
    OracleStep update;
    update.oracle = indexed(c->name(), c->index());
    update.value = expression(c->expr());
    outcome(c->outcome(), update);
    return {span, std::move(update)};
  }
  if (auto* c = as<Grammar::WaitStepContext>(context)) return {span, AdvanceStep{expression(c->expr())}};
  if (auto* c = as<Grammar::LetStepContext>(context)) return {span, LetStep{name(c->name()), expression(c->expr())}};
  if (auto* c = as<Grammar::UseStepContext>(context)) {
    return {span, UseStep{name(c->name()), arguments(c->arguments())}};
  }
  auto* c = as<Grammar::ExpectStepContext>(context);
  return {span, ExpectStep{expression(c->expr())}};
}

}  // namespace surety::syntax
