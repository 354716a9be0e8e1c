// hints.cpp -- see hints.h.
#include "compiler/syntax/hints.h"

#include <SuretyParser.h>

#include <map>

#include "compiler/syntax/expected.h"

namespace surety::syntax {

using antlr4::Token;
using antlr4::misc::IntervalSet;
using Grammar = grammar::SuretyParser;

namespace {

// Words of other languages, by what stands for them here.
std::string foreign_word(const std::string& word) {
  static const std::map<std::string, std::string> words = {
      {"return", "an action returns nothing; a function is written `fn name(…) -> TYPE = expression`"},
      {"var", "a name for a value is written `let x = …`, stored state `state x : TYPE = …`"},
      {"const", "a name for a value is written `let x = …`"},
      {"function", "functions are written `fn name(…) -> TYPE = expression`, transactions `action name(…) { … }`"},
      {"def", "functions are written `fn name(…) -> TYPE = expression`, transactions `action name(…) { … }`"},
      {"while", "there are no unbounded loops; `for m in ENUM { … }` runs over an enumeration"},
      {"import", "modules are imported with `use`: `use std.margin`"},
      {"struct",
       "rows of state are written `account Name { … }`, what a function gives back `record Name { a: TYPE, … }`"},
      {"event", "payments are events already; there are no others"},
      {"mapping", "rows by party are written `account Name { … }`"},
  };
  const auto found = words.find(word);
  return found == words.end() ? "" : found->second;
}

bool is_clause(std::size_t token) {
  return token == Grammar::DECIMALS || token == Grammar::SUPPLY || token == Grammar::RANGE ||
         token == Grammar::HEARTBEAT || token == Grammar::STEP || token == Grammar::SOURCES ||
         token == Grammar::QUORUM || token == Grammar::DEVIATION;
}

// A misspelled word is the one found, or a first word of the line that was then read as a name.
std::string misspelled(antlr4::Parser* parser, Token* found, const IntervalSet& expected) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  const Token* before = tokens->LT(-1);
  std::string written;
  if (found->getType() == Grammar::ID) written = similar_word(found->getText(), expected, parser->getVocabulary());
  if (written.empty() && before != nullptr && before->getType() == Grammar::ID &&
      before->getLine() == found->getLine() && allows(expected, Grammar::ASSIGN)) {
    const IntervalSet statements{Grammar::LET,    Grammar::REF,    Grammar::REQUIRE, Grammar::MOVE,
                                 Grammar::ASSERT, Grammar::BECOME, Grammar::FOR};
    written = similar_word(before->getText(), statements, parser->getVocabulary());
    if (written.empty()) return foreign_word(before->getText());
  }
  return written.empty() ? "" : "did you mean `" + written + "`?";
}

// `fn f() -> T = { let a = …  a * b }`, `fn f() -> R = R { a: b }`, and a name for a part without `in`.
std::string body_hint(antlr4::Parser* parser, const Token* found, const IntervalSet& expected) {
  const Token* before = parser->getTokenStream()->LT(-1);
  const bool braces =
      found->getType() == Grammar::BRACE_OPEN && before != nullptr && before->getType() == Grammar::ASSIGN;
  if (braces) return "a value is one expression; its parts are named before it: `let a = … in a * b`";
  if (found->getType() == Grammar::BRACE_OPEN && before != nullptr && before->getType() == Grammar::ID) {
    const std::size_t opens = parser->getTokenStream()->LA(-2);
    if (opens == Grammar::ASSIGN || opens == Grammar::IN || opens == Grammar::THEN || opens == Grammar::ELSE)
      return "a record is made as a function is called: `" + before->getText() + "(member: value, …)`";
  }
  if (operator_expected(expected) && allows(expected, Grammar::IN) && allows(expected, Grammar::LET))
    return "after the last `let` of an expression stands `in` and what it is: `let a = … in a * b`";
  return "";
}

}  // namespace

std::string hint(antlr4::Parser* parser, Token* found, const IntervalSet& expected) {
  const std::size_t type = found->getType();
  std::string word = misspelled(parser, found, expected);
  if (!word.empty()) return word;
  if (type == Grammar::ID && !foreign_word(found->getText()).empty()) return foreign_word(found->getText());
  word = body_hint(parser, found, expected);
  if (!word.empty()) return word;
  const bool after_expression = operator_expected(expected) || allows(expected, Grammar::REQUIRE);
  if (type == Grammar::ASSIGN && after_expression) return "to compare two values, write `==`";
  if (type == Grammar::PAREN_OPEN && allows(expected, Grammar::PLUS_ASSIGN)) {
    return "an action calls nobody: money that leaves is paid when the action has ended, so no foreign code runs "
           "inside it";
  }
  if (type == Grammar::DOT && allows(expected, Grammar::NUMBER)) return "a number has a digit before its point: `0.5`";
  if (type == Grammar::AT && after_expression) {
    return "a scale belongs to a type; a number has the digits that it needs: `0.05 USD`";
  }
  if (type == Grammar::PERCENT) return "`%` stands right after a number: `2.5%`";
  if (is_clause(type)) return "clauses stand in braces after the declaration: `{ decimals 6 }`";
  if (allows(expected, Grammar::CONTRACT) && !allows(expected, Grammar::INVARIANT))
    return "declarations stand inside `contract NAME { … }`";
  if (type == Grammar::ID && allows(expected, Grammar::COMMA)) return "parts of a list are separated by `,`";
  return "";
}

}  // namespace surety::syntax
