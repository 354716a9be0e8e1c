// forms.cpp -- see forms.h.
#include "tests/fuzz/prover/forms.h"

#include "compiler/core/semantics.h"
#include "compiler/core/text_words.h"

namespace surety::test {

namespace {

using core::overloaded;

std::string form(std::string_view kind, std::string_view name) { return std::string(kind) + " " + std::string(name); }

std::string form_of(const core::Expr& expr) {
  return std::visit(
      overloaded{
          [](const core::Literal&) { return form("expression", "literal"); },
          [](const core::LocalRead&) { return form("expression", "local"); },
          [](const core::Read& node) { return form("expression", node.place.index() == 0 ? "global" : "row"); },
          [](const core::Apply& node) { return form("operation", core::info(node.operation).spelling); },
          [](const core::Choose&) { return form("expression", "choose"); },
          [](const core::Guarded&) { return form("expression", "guarded"); },
          [](const core::Bind&) { return form("expression", "bind"); },
          [](const core::Stated&) { return form("expression", "stated"); },
          [](const core::Quantified& node) { return form("quantifier", core::quantifier_word(node.quantifier)); },
          [](const core::Before&) { return form("expression", "before"); }},
      expr.node);
}

std::string form_of(const core::Statement& statement) {
  return std::visit(overloaded{[](const core::Let&) { return form("statement", "let"); },
                               [](const core::Write& node) {
                                 return form("statement", node.place.index() == 0 ? "write global" : "write row");
                               },
                               [](const core::Require&) { return form("statement", "require"); },
                               [](const core::Branch&) { return form("statement", "branch"); },
                               [](const core::Effect& node) { return form("statement", core::effect_word(node.kind)); },
                               [](const core::Assert&) { return form("statement", "assert"); },
                               [](const core::Use&) { return form("statement", "use"); }},
                    statement.node);
}

std::string form_of(const core::ScenarioStep& step) {
  return std::visit(overloaded{[](const core::ScenarioCall& call) {
                                 if (call.steps.size() > 1) return form("scenario", "any");
                                 switch (call.outcome) {
                                   case core::ScenarioCall::Outcome::assumed: return form("scenario", "call");
                                   case core::ScenarioCall::Outcome::succeeds: return form("scenario", "succeeds");
                                   case core::ScenarioCall::Outcome::reverts: break;
                                 }
                                 return form("scenario", call.error ? "reverts with" : "reverts");
                               },
                               [](const core::ScenarioExpect&) { return form("scenario", "expect"); },
                               [](const core::Let&) { return form("scenario", "let"); },
                               [](const core::Use&) { return form("scenario", "use"); }},
                    step.node);
}

}  // namespace

void take_census(const core::Contract& contract, Census& census) {
  for (const core::Expr& expr : contract.exprs) ++census[form_of(expr)];
  for (const core::Statement& statement : contract.statements) ++census[form_of(statement)];
  for (const core::Step& step : contract.steps) ++census[form("step", core::step_word(step.kind))];
  for (const core::Global& global : contract.globals) ++census[form("cell", core::global_word(global.kind))];
  for (const core::Property& property : contract.properties) {
    ++census[form("property", core::property_word(property.kind))];
    for (const core::ScenarioStep& step : property.scenario) ++census[form_of(step)];
  }
  census["property assumption"] += static_cast<unsigned>(contract.assumptions.size());
}

std::vector<std::string> expected_forms() {
  std::vector<std::string> forms{
      "expression literal", "expression local",       "expression global",   "expression row",    "expression choose",
      "expression bind",    "statement assert",       "expression guarded",  "expression before", "statement let",
      "statement branch",   "statement write global", "statement write row", "statement require", "property assumption",
      "statement use",      "expression stated"};
  for (const char* step : {"any", "call", "succeeds", "reverts", "reverts with", "expect", "let", "use"})
    forms.push_back(form("scenario", step));
#define OPERATION(name, arity, spelling, value, reverts) forms.push_back(form("operation", spelling));
#include "compiler/core/operation.def"
#undef OPERATION
  for (const std::string_view word : core::quantifier_words) forms.push_back(form("quantifier", word));
  for (const std::string_view word : core::effect_words) forms.push_back(form("statement", word));
  for (const std::string_view word : core::step_words) forms.push_back(form("step", word));
  for (const std::string_view word : core::global_words) forms.push_back(form("cell", word));
  for (const std::string_view word : core::property_words) forms.push_back(form("property", word));
  return forms;
}

}  // namespace surety::test
