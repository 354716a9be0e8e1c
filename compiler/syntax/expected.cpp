// expected.cpp -- see expected.h.
#include "compiler/syntax/expected.h"

#include <SuretyParser.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace surety::syntax {

using Grammar = grammar::SuretyParser;
using antlr4::misc::IntervalSet;

bool is_name(std::size_t token) { return token == Grammar::ID || (token >= Grammar::ALL && token <= Grammar::UP); }

namespace {

bool is_infix(std::size_t token) {
  switch (token) {
    case Grammar::PLUS:
    case Grammar::MINUS:
    case Grammar::STAR:
    case Grammar::SLASH:
    case Grammar::LESS:
    case Grammar::LESS_EQUAL:
    case Grammar::GREATER:
    case Grammar::GREATER_EQUAL:
    case Grammar::EQUAL:
    case Grammar::NOT_EQUAL:
    case Grammar::AND:
    case Grammar::OR:
    case Grammar::IMPLIES:
    case Grammar::TO:
    case Grammar::DOT:
    case Grammar::BRACKET_OPEN:
    case Grammar::PAREN_OPEN:
    case Grammar::PERCENT:
    case Grammar::CARET:
    case Grammar::AT: return true;
    default: return false;
  }
}

bool starts_expression(std::size_t token) {
  return is_name(token) || token == Grammar::NUMBER || token == Grammar::PAREN_OPEN || token == Grammar::BRACKET_OPEN ||
         token == Grammar::MINUS || token == Grammar::NOT || token == Grammar::TRUE || token == Grammar::FALSE ||
         token == Grammar::IF || token == Grammar::FORALL || token == Grammar::EXISTS || token == Grammar::PHASE ||
         token == Grammar::LET;
}

// Of those: it may also go on with an expression before it, or be half of another sign.
bool is_sign(std::size_t token) {
  return token == Grammar::PAREN_OPEN || token == Grammar::BRACKET_OPEN || token == Grammar::MINUS;
}

bool starts_statement(std::size_t token) {
  return is_name(token) || token == Grammar::LET || token == Grammar::REF || token == Grammar::REQUIRE ||
         token == Grammar::MOVE || token == Grammar::IF || token == Grammar::FOR || token == Grammar::ASSERT ||
         token == Grammar::BECOME || token == Grammar::USE;
}

bool starts_step(std::size_t token) {
  return token == Grammar::GIVEN || token == Grammar::WAIT || token == Grammar::EXPECT || token == Grammar::LET ||
         token == Grammar::USE;
}

bool starts_declaration(std::size_t token) {
  return (token >= Grammar::USE && token <= Grammar::TEST) || token == Grammar::BREAKER || token == Grammar::ISSUED ||
         token == Grammar::LEMMA || token == Grammar::RECORD || token == Grammar::SCAN || token == Grammar::TABLE;
}

// One kind of thing that can stand somewhere: named as a whole if its signs are all there.
struct Kind {
  bool (*starts)(std::size_t token);
  std::size_t sign;  // a token that only this kind has among those named before it
  const char* description;
};

constexpr Kind kinds[] = {{starts_declaration, Grammar::INVARIANT, "a declaration"},
                          {starts_statement, Grammar::REQUIRE, "a statement"},
                          {starts_expression, Grammar::NUMBER, "an expression"},
                          {is_name, Grammar::ID, "a name"}};

std::string join(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

std::string word(std::size_t token, const antlr4::dfa::Vocabulary& vocabulary) {
  if (token == antlr4::Token::EOF) return "the end of the file";
  if (token == Grammar::NUMBER) return "a number";
  if (token == Grammar::STRING) return "a text in double quotes";
  std::string literal = vocabulary.getLiteralName(token);  // 'move'
  if (literal.size() < 3) return vocabulary.getDisplayName(token);
  return "`" + literal.substr(1, literal.size() - 2) + "`";
}

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

void keep(std::vector<std::size_t>& tokens, const std::function<bool(std::size_t)>& wanted) {
  std::erase_if(tokens, [&](std::size_t token) { return !wanted(token); });
}

std::vector<std::size_t> to_tokens(const IntervalSet& set) {
  std::vector<std::size_t> tokens;
  for (const ssize_t token : set.toList()) {
    if (token >= 0 || static_cast<std::size_t>(token) == antlr4::Token::EOF) {
      tokens.push_back(static_cast<std::size_t>(token));
    }
  }
  keep(tokens, [](std::size_t token) { return token != antlr4::Token::EPSILON; });
  return tokens;
}

bool has(const std::vector<std::size_t>& tokens, std::size_t token) {
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

}  // namespace

std::string describe_expected(const IntervalSet& expected, std::size_t rule,
                              const antlr4::dfa::Vocabulary& vocabulary) {
  std::vector<std::size_t> tokens = to_tokens(expected);
  std::vector<std::string> words;
  // After its `}` only mistakes go on: the grammar reads them to find more of them.
  if (rule == Grammar::RuleFile && has(tokens, Grammar::INVARIANT)) return "the end of the file";
  if (operator_expected(expected)) {
    keep(tokens, [](std::size_t token) { return !is_infix(token); });
    if (tokens.empty() || has(tokens, Grammar::REQUIRE) || has(tokens, Grammar::INVARIANT)) {
      words.emplace_back("an operator");
    }
  }
  if (has(tokens, Grammar::WAIT)) {
    words.emplace_back("a step of the test");
    keep(tokens, [](std::size_t token) { return !is_name(token) && !starts_step(token); });
  }
  for (const Kind& kind : kinds) {
    if (!has(tokens, kind.sign)) continue;
    if (kind.sign == Grammar::NUMBER && !has(tokens, Grammar::NOT)) continue;
    words.emplace_back(kind.description);
    keep(tokens, [&](std::size_t token) { return !kind.starts(token); });
  }
  for (const std::size_t token : tokens) {
    const bool end = token == antlr4::Token::EOF;
    if (!end || tokens.size() == 1) words.push_back(word(token, vocabulary));
  }
  return words.empty() ? "something else" : join(words);
}

std::string describe_found(antlr4::Token* token) {
  if (token->getType() == antlr4::Token::EOF) return "the end of the file";
  if (token->getType() == Grammar::STRING) return "a text";
  std::string text = token->getText();
  if (text.size() > 40) text = text.substr(0, 40) + "…";  // names and numbers are ASCII
  return "`" + text + "`";
}

bool allows(const IntervalSet& expected, std::size_t token) { return expected.contains(token); }

bool name_only(const IntervalSet& expected) {
  const std::vector<std::size_t> tokens = to_tokens(expected);
  return has(tokens, Grammar::ID) && !has(tokens, Grammar::NOT) && !has(tokens, Grammar::REQUIRE) &&
         !has(tokens, Grammar::INVARIANT);
}

bool operator_expected(const IntervalSet& expected) {
  const std::vector<std::size_t> tokens = to_tokens(expected);
  return has(tokens, Grammar::STAR) && has(tokens, Grammar::AND);
}

bool begins_expression(std::size_t token) { return starts_expression(token) && !is_sign(token); }

IntervalSet statement_words() {
  return {Grammar::LET,    Grammar::REF, Grammar::REQUIRE, Grammar::MOVE,       Grammar::ASSERT,
          Grammar::BECOME, Grammar::FOR, Grammar::ID,      Grammar::BRACE_CLOSE};
}

std::string declaration_words(const IntervalSet& expected, const antlr4::dfa::Vocabulary& vocabulary) {
  std::vector<std::string> words;
  for (const std::size_t token : to_tokens(expected))
    if (starts_declaration(token)) words.push_back(word(token, vocabulary));
  std::ranges::sort(words);
  return join(words);
}

IntervalSet after_number(const IntervalSet& expected) {
  std::vector<std::size_t> tokens = to_tokens(expected);
  const bool any_name = has(tokens, Grammar::ALL);
  IntervalSet result;
  for (const std::size_t token : tokens) {
    const bool of_unit = token == Grammar::NUMBER || (token == Grammar::ID && !any_name);
    if (!of_unit && !is_infix(token)) result.add(static_cast<ssize_t>(token));
  }
  return result;
}

bool names_tokens(const IntervalSet& set) { return !to_tokens(set).empty(); }

bool is_reserved(std::size_t token) { return token >= Grammar::CONTRACT && token <= Grammar::FALSE; }

std::string similar_word(const std::string& written, const IntervalSet& words,
                         const antlr4::dfa::Vocabulary& vocabulary) {
  for (const std::size_t token : to_tokens(words)) {
    const std::string literal = vocabulary.getLiteralName(token);  // 'move'
    if (literal.size() < 5 || written.size() < 3) continue;
    std::string candidate = literal.substr(1, literal.size() - 2);
    if (distance(written, candidate) <= (candidate.size() > 6 ? 2U : 1U)) return candidate;
  }
  return "";
}

}  // namespace surety::syntax
