// print.cpp -- files, declarations and tests as text.
#include "compiler/syntax/print.h"

#include <fmt/format.h>

#include "compiler/syntax/overloaded.h"

namespace surety::syntax {

namespace {

std::string join(const std::vector<Name>& names, const char* separator = ", ") {
  std::string result;
  for (const Name& name : names) result += (result.empty() ? "" : separator) + name.text;
  return result;
}

std::string index(const std::optional<Name>& name) { return name ? "[" + name->text + "]" : ""; }

std::string clause(const char* word, const ExprPtr& value) {
  return value ? fmt::format("  {} {}", word, print(*value)) : "";
}

std::string braces(const std::string& clauses) { return clauses.empty() ? " { }" : " {" + clauses.substr(1) + " }"; }

std::string parameters(const std::vector<Parameter>& all) {
  std::string result;
  for (const Parameter& each : all) {
    result += (result.empty() ? "" : ", ") + each.name.text + ": " + print(each.type);
  }
  return result;
}

std::string print_member(const BalanceDecl& balance) {
  return fmt::format("{} {}{} : {}", balance.pot ? "pot" : "balance", balance.name.text, index(balance.index),
                     print(balance.type));
}

std::string print_member(const FieldDecl& field) {
  return fmt::format("{}{} : {}", field.name.text, index(field.index), print(field.type));
}

std::string print_account(const AccountDecl& account) {
  const std::string key = account.key ? fmt::format("[{}: {}]", account.key->name.text, print(account.key->type)) : "";
  std::string result = (account.key ? "table " : "account ") + account.name.text + key + " {\n";
  for (const auto& member : account.members) {
    result += "        " + std::visit([](const auto& each) { return print_member(each); }, member) + "\n";
  }
  return result + "    }";
}

std::string print_oracle(const OracleDecl& oracle) {
  std::string clauses;
  if (oracle.low && oracle.high) clauses = fmt::format("  range {} .. {}", print(*oracle.low), print(*oracle.high));
  clauses += clause("heartbeat", oracle.heartbeat) + clause("step", oracle.step) + clause("sources", oracle.sources) +
             clause("quorum", oracle.quorum) + (oracle.median ? "  median" : "") +
             clause("deviation", oracle.deviation);
  const std::string head = fmt::format("oracle {}{} : {}", oracle.name.text, index(oracle.index), print(oracle.type));
  return clauses.empty() ? head : head + braces(clauses);
}

std::string print_action(const ActionDecl& action) {
  std::string head = fmt::format("action {}({})", action.name.text, parameters(action.parameters));
  if (action.role) head += " by " + action.role->text;
  if (!action.phases.empty()) head += " when " + join(action.phases);
  if (action.compliance) head += " comply when " + print(*action.compliance);
  return head + " " + print(action.body, 2);
}

std::string print_breaker(const BreakerDecl& breaker) {
  const std::string except = breaker.except.empty() ? "" : " except " + join(breaker.except);
  return fmt::format("breaker {} when {} halts {}{} for {}", breaker.name.text, print(*breaker.condition),
                     join(breaker.halted), except, print(*breaker.duration));
}

std::string print_rule(const RuleDecl& rule) {
  std::string targets;
  for (const RuleTarget& target : rule.targets) {
    targets += (targets.empty() ? "" : ", ") + target.action.text;
    if (!target.parameters.empty()) targets += "(" + join(target.parameters) + ")";
  }
  if (!rule.except.empty()) targets += " except " + join(rule.except);
  return fmt::format("rule {}: after {}: {}", rule.name.text, targets, print(*rule.condition));
}

std::string print_can(const CanDecl& can) {
  const std::string where = can.where ? " where " + print(*can.where) : "";
  return fmt::format("can {}: forall {} in {}{}: {}({}) by {}", can.name.text, can.row.text, can.account.text, where,
                     can.action.text, print(can.arguments), print(*can.caller));
}

template <class Step>
std::string outcome(const Step& step) {
  if (step.succeeds) return " succeeds";
  if (!step.reverts) return "";
  if (!step.error) return " reverts";
  return " reverts " + step.error->text + (step.error_argument ? "(" + step.error_argument->text + ")" : "");
}

std::string print_given(const GivenStep& given) {
  std::string result;
  for (const Argument& value : given.values) {
    result += (result.empty() ? "given " : ", ") + value.name->text + " = " + print(*value.value);
  }
  return result;
}

std::string print_call(const CallStep& call) {
  std::string result = call.party.text + ": " + call.action.text;
  if (call.action.text != "any") result += "(" + print(call.arguments) + ")";
  if (!call.except.empty()) result += " except " + join(call.except);
  return result + outcome(call);
}

std::string print_step(const TestStep& step) {
  return std::visit(
      Overloaded{
          [](const GivenStep& given) { return print_given(given); },
          [](const CallStep& call) { return print_call(call); },
          [](const OracleStep& oracle) {
            return oracle.oracle.text + " becomes " + print(*oracle.value) + outcome(oracle);
          },
          [](const AdvanceStep& advance) { return "wait " + print(*advance.duration); },
          [](const ExpectStep& expect) { return "expect " + print(*expect.condition); },
          [](const LetStep& let) { return "let " + let.name.text + " = " + print(*let.value); },
          [](const UseStep& use) { return fmt::format("use {}({})", use.lemma.text, print(use.arguments)); },
      },
      step.node);
}

std::string print_lemma(const LemmaDecl& lemma) {
  const std::string where = lemma.where ? " where " + print(*lemma.where) : "";
  const std::string hints = lemma.hints.empty() ? "" : " by " + print(lemma.hints, 2);
  return fmt::format("lemma {}({}){}: {}{}", lemma.name.text, parameters(lemma.parameters), where, print(*lemma.claim),
                     hints);
}

std::string print_test(const TestDecl& test) {
  std::string result = "test \"" + test.name + "\"";
  if (test.for_all) result += " for all (" + parameters(test.variables) + ")";
  if (test.where) result += " where " + print(*test.where);
  result += " {\n";
  for (const TestStep& step : test.steps) result += "        " + print_step(step) + "\n";
  return result + "    }";
}

std::string print_state(const StateDecl& state) {
  const std::string initial = state.initial ? " = " + print(*state.initial) : "";
  return fmt::format("state {}{} : {}{}", state.name.text, index(state.index), print(state.type), initial);
}

std::string print_param(const ParamDecl& param) {
  const std::string governor = param.governor ? " governed by " + param.governor->text : "";
  return fmt::format("param {} : {}{}", param.name.text, print(param.type), governor);
}

std::string print_assume(const AssumeDecl& assume) {
  return fmt::format("assume {} before {}: {}", assume.name.text, assume.subject.text, print(*assume.condition));
}

std::string print_use(const UseDecl& use) {
  const std::string given = use.arguments.empty() ? "" : "(" + join(use.arguments) + ")";
  return "use " + join(use.path, ".") + given + (use.alias ? " as " + use.alias->text : "");
}

std::string print_parameters(const Unit& unit) {
  std::string result;
  for (const ModuleParameter& each : unit.parameters)
    result += fmt::format("{}{}: {}", result.empty() ? "" : ", ", each.name.text, each.kind);
  return result.empty() ? result : "(" + result + ")";
}

std::string print_declaration(const Declaration& declaration) {
  return std::visit(
      Overloaded{
          [](const UseDecl& use) { return print_use(use); },
          [](const AssetDecl& asset) {
            return (asset.issued ? "issued asset " : "asset ") + asset.name.text +
                   braces(clause("decimals", asset.decimals) + clause("supply", asset.supply));
          },
          [](const UnitDecl& unit) { return "unit " + unit.name.text + braces(clause("decimals", unit.decimals)); },
          [](const EnumDecl& each) { return "enum " + each.name.text + " { " + join(each.constants) + " }"; },
          [](const PhaseDecl& phase) { return "phase " + join(phase.phases); },
          [](const RoleDecl& role) { return "role " + role.name.text; },
          [](const ParamDecl& param) { return print_param(param); },
          [](const WhereDecl& where) { return "where " + print(*where.condition); },
          [](const OracleDecl& oracle) { return print_oracle(oracle); },
          [](const PotDecl& pot) { return "pot " + pot.name.text + " : " + print(pot.type); },
          [](const BalanceDecl& balance) { return print_member(balance); },
          [](const StateDecl& state) { return print_state(state); },
          [](const AccountDecl& account) { return print_account(account); },
          [](const RecordDecl& record) { return print(record); },
          [](const FnDecl& function) { return print(function); },
          [](const ActionDecl& action) { return print_action(action); },
          [](const BreakerDecl& breaker) { return print_breaker(breaker); },
          [](const AssumeDecl& assume) { return print_assume(assume); },
          [](const InvariantDecl& each) { return "invariant " + each.name.text + ": " + print(*each.condition); },
          [](const RuleDecl& rule) { return print_rule(rule); },
          [](const CanDecl& can) { return print_can(can); },
          [](const LemmaDecl& lemma) { return print_lemma(lemma); },
          [](const ScanDecl& scan) { return print(scan); },
          [](const TestDecl& test) { return print_test(test); },
      },
      declaration.node);
}

}  // namespace

std::string print_promise(const FnDecl& function) {
  std::string fact = function.where ? " where " + print(*function.where) : "";
  if (function.ensures) fact += (function.trusted ? " ensures trusted " : " ensures ") + print(*function.ensures);
  return fmt::format("fn {}({}) -> {}{}", function.name.text, parameters(function.parameters), print(function.result),
                     fact);
}

std::string print(const FnDecl& function) { return print_promise(function) + " = " + print_result(*function.body); }

std::string print(const RecordDecl& record) {
  return fmt::format("record {} {{ {} }}", record.name.text, parameters(record.members));
}

std::string print(const ScanDecl& scan) {
  const std::string by = scan.by ? " by " + scan.by->text : "";
  return fmt::format("scan {}{}: {} in {} where {}", scan.name.text, by, scan.row.text, scan.account.text,
                     print(*scan.condition));
}

std::string print(const Unit& unit) {
  std::string result = (unit.module ? "module " : "contract ") + unit.name.text + print_parameters(unit) + " {\n";
  for (const Declaration& declaration : unit.declarations) result += "    " + print_declaration(declaration) + "\n";
  return result + "}\n";
}

}  // namespace surety::syntax
