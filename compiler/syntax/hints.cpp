// hints.cpp -- see hints.h.
#include "compiler/syntax/hints.h"

#include <SuretyParser.h>

#include "compiler/syntax/expected.h"
#include "compiler/syntax/habits.h"

namespace surety::syntax {

using antlr4::Token;
using Grammar = grammar::SuretyParser;

namespace {

bool is_clause(std::size_t token) {
  return token == Grammar::DECIMALS || token == Grammar::SUPPLY || token == Grammar::RANGE ||
         token == Grammar::HEARTBEAT || token == Grammar::STEP || token == Grammar::SOURCES ||
         token == Grammar::QUORUM || token == Grammar::DEVIATION;
}

// `fn f() -> T = { let a = …  a * b }`, `fn f() -> R = R { a: b }`, and a name for a part without `in`.
std::string body_hint(const Stop& stop) {
  const Token* before = stop.at(-1);
  if (stop.is(Grammar::BRACE_OPEN) && stop.near(-1, Grammar::ASSIGN))
    return "a value is one expression; its parts are named before it: `let a = … in a * b`";
  if (stop.is(Grammar::BRACE_OPEN) && stop.near(-1, Grammar::ID)) {
    const bool opens = stop.near(-2, Grammar::ASSIGN) || stop.near(-2, Grammar::IN) || stop.near(-2, Grammar::THEN) ||
                       stop.near(-2, Grammar::ELSE);
    if (opens) return "a record is made as a function is called: `" + before->getText() + "(member: value, …)`";
  }
  if (operator_expected(stop.expected()) && stop.may_be(Grammar::IN) && stop.may_be(Grammar::LET))
    return "after the last `let` of an expression stands `in` and what it is: `let a = … in a * b`";
  return "";
}

// An account's fields stand one after another; a record's members are a list, as arguments are.
std::string record_hint(const Stop& stop) {
  if (!stop.directly_in<Grammar::RecordDeclContext>() || !stop.near(1, Grammar::COLON)) return "";
  return "members of a record are separated by `,`: `record Part { who: party, amount: USD }`";
}

// A word at the beginning of a line among declarations was meant to begin one.
std::string declaration_hint(const Stop& stop) {
  const bool among_declarations = stop.may_be(Grammar::INVARIANT) && stop.within<Grammar::UnitContext>() != nullptr;
  if (!among_declarations || !stop.is(Grammar::ID) || !stop.begins_line()) return "";
  return "declarations begin with " + declaration_words(stop.expected(), stop.vocabulary());
}

std::string sign_hint(const Stop& stop) {
  const bool after_expression = operator_expected(stop.expected()) || stop.may_be(Grammar::REQUIRE);
  if (stop.is(Grammar::ASSIGN) && after_expression) return "to compare two values, write `==`";
  if (stop.is(Grammar::PAREN_OPEN) && stop.may_be(Grammar::PLUS_ASSIGN)) {
    return "an action calls nobody: money that leaves is paid when the action has ended, so no foreign code runs "
           "inside it";
  }
  if (stop.is(Grammar::DOT) && stop.may_be(Grammar::NUMBER)) return "a number has a digit before its point: `0.5`";
  if (stop.is(Grammar::AT) && after_expression)
    return "a scale belongs to a type; a number has the digits that it needs: `0.05 USD`";
  if (stop.is(Grammar::PERCENT)) return "`%` stands right after a number: `2.5%`";
  return "";
}

}  // namespace

std::string hint(const Stop& stop) {
  const bool word = stop.is(Grammar::ID);
  if (word) {
    std::string foreign = foreign_word(stop.found()->getText());
    if (!foreign.empty()) return foreign;
    const std::string meant = similar_word(stop.found()->getText(), stop.expected(), stop.vocabulary());
    if (!meant.empty()) return "did you mean `" + meant + "`?";
  }
  for (std::string (*answer)(const Stop&) :
       {number_elsewhere, step_elsewhere, body_hint, record_hint, sign_hint, foreign_phrase, declaration_hint}) {
    std::string text = answer(stop);
    if (!text.empty()) return text;
  }
  if (is_clause(stop.found()->getType())) return "clauses stand in braces after the declaration: `{ decimals 6 }`";
  if (stop.may_be(Grammar::CONTRACT) && !stop.may_be(Grammar::INVARIANT))
    return "declarations stand inside `contract NAME { … }`";
  if (word && stop.may_be(Grammar::COMMA)) return "parts of a list are separated by `,`";
  return "";
}

antlr4::Token* first_mistake(const Stop& stop) {
  const auto* statement = stop.within<Grammar::StatementContext>();
  if (statement == nullptr || statement->start->getType() != Grammar::ID) return nullptr;
  Token* const first = statement->start;
  const Stop second(stop.parser(), first, stop.expected());
  const Token* const next = second.at(1);
  if (first == stop.found() || next == nullptr || next->getLine() != first->getLine()) return nullptr;
  for (const std::size_t sign :
       {Grammar::ASSIGN, Grammar::PLUS_ASSIGN, Grammar::MINUS_ASSIGN, Grammar::DOT, Grammar::BRACKET_OPEN})
    if (second.near(1, sign)) return nullptr;
  if (!foreign_word(first->getText()).empty()) return first;
  const bool in_a_row = next == stop.found() && begins_expression(stop.found()->getType());
  return in_a_row && !similar_word(first->getText(), statement_words(), stop.vocabulary()).empty() ? first : nullptr;
}

}  // namespace surety::syntax
