// build_properties.cpp -- rules, liveness properties and tests.
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

TestDecl Builder::test(Grammar::TestDeclContext* context) {
  const std::string quoted = context->STRING()->getText();
  TestDecl result;
  result.name = quoted.substr(1, quoted.size() - 2);
  for (Grammar::TestStepContext* each : context->testStep()) result.steps.push_back(step(each));
  return result;
}

void Builder::reverts(Grammar::RevertsContext* context, std::optional<Name>& error, std::optional<Name>& argument) {
  if (context == nullptr) return;
  error = name(context->name());
  if (context->errorArgument() == nullptr) return;
  argument = Name{context->errorArgument()->getText(), text_.span(context->errorArgument())};
}

TestStep Builder::step(Grammar::TestStepContext* context) {
  const Span span = text_.span(context);
  if (auto* c = as<Grammar::CallStepContext>(context)) {
    CallStep call;
    call.party = name(c->name(0));
    call.action = name(c->name(1));
    call.arguments = arguments(c->arguments());
    reverts(c->reverts(), call.error, call.error_argument);
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
    OracleStep update{indexed(c->name(), c->index()), expression(c->expr()), std::nullopt, std::nullopt};
    reverts(c->reverts(), update.error, update.error_argument);
    return {span, std::move(update)};
  }
  if (auto* c = as<Grammar::WaitStepContext>(context)) return {span, AdvanceStep{expression(c->expr())}};
  auto* c = as<Grammar::ExpectStepContext>(context);
  return {span, ExpectStep{expression(c->expr())}};
}

}  // namespace surety::syntax
