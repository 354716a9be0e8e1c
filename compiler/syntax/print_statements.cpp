// print_statements.cpp -- blocks and statements as text.
#include <fmt/format.h>

#include "compiler/syntax/overloaded.h"
#include "compiler/syntax/print.h"

namespace surety::syntax {

namespace {

const char* spelling(AssignOperator op) {
  switch (op) {
    case AssignOperator::set: return "=";
    case AssignOperator::add: return "+=";
    case AssignOperator::subtract: return "-=";
  }
  return "?";
}

std::string print_if(const IfStatement& branch, unsigned indentation) {
  std::string result = "if " + print(*branch.condition) + " " + print(*branch.then, indentation + 1);
  if (!branch.otherwise) return result;
  const Block& otherwise = *branch.otherwise;
  if (otherwise.size() == 1) {
    if (const auto* next = std::get_if<IfStatement>(&otherwise.front().node)) {
      return result + " else " + print_if(*next, indentation);
    }
  }
  return result + " else " + print(otherwise, indentation + 1);
}

std::string print_statement(const Statement& statement, unsigned indentation) {
  return std::visit(
      Overloaded{
          [](const LetStatement& let) {
            const std::string type = let.type ? ": " + print(*let.type) : "";
            return "let " + let.name.text + type + " = " + print(*let.value);
          },
          [](const RefStatement& ref) { return "ref " + ref.name.text + " = " + print(*ref.row); },
          [](const AssignStatement& assign) {
            return fmt::format("{} {} {}", print(*assign.place), spelling(assign.op), print(*assign.value));
          },
          [](const RequireStatement& require) {
            return "require " + print(*require.condition) + (require.error ? " else " + require.error->text : "");
          },
          [](const MoveStatement& move) {
            return fmt::format("move {} from {} to {}", print(*move.amount), print(*move.from), print(*move.to));
          },
          [&](const IfStatement& branch) { return print_if(branch, indentation); },
          [&](const ForStatement& loop) {
            return fmt::format("for {} in {} {}", loop.variable.text, loop.enumeration.text,
                               print(*loop.body, indentation + 1));
          },
          [](const AssertStatement& assertion) { return "assert " + print(*assertion.condition); },
          [](const PhaseStatement& phase) { return "become " + phase.phase.text; },
          [](const UseStatement& use) { return fmt::format("use {}({})", use.lemma.text, print(use.arguments)); },
          [](const MintStatement& mint) {
            return fmt::format("{} {} {} {}", mint.burn ? "burn" : "mint", print(*mint.amount),
                               mint.burn ? "from" : "to", print(*mint.place));
          },
      },
      statement.node);
}

}  // namespace

std::string print(const Block& block, unsigned indentation) {
  if (block.empty()) return "{ }";
  std::string result = "{\n";
  for (const Statement& statement : block) {
    result += std::string(std::size_t{4} * indentation, ' ') + print_statement(statement, indentation) + "\n";
  }
  return result + std::string(std::size_t{4} * (indentation - 1), ' ') + "}";
}

}  // namespace surety::syntax
