// tokens.cpp -- see tokens.h.
#include "compiler/syntax/tokens.h"

#include <SuretyParser.h>
#include <antlr4-runtime.h>

namespace surety::syntax {

using source::Message;
using Grammar = grammar::SuretyParser;

namespace {

constexpr std::size_t error_limit = 50;

struct Replacement {
  std::size_t type;
  const char* word;
};

Replacement replacement(const std::string& foreign) {
  if (foreign == "&&") return {Grammar::AND, "and"};
  if (foreign == "||") return {Grammar::OR, "or"};
  if (foreign == "!") return {Grammar::NOT, "not"};
  return {Grammar::NOT_EQUAL, "!="};
}

void retype(antlr4::Token* token, std::size_t type) {
  if (auto* writable = dynamic_cast<antlr4::WritableToken*>(token)) writable->setType(type);
}

void report_foreign(antlr4::Token* token, ErrorLog& errors) {
  const std::string written = token->getText();
  const Replacement meant = replacement(written);
  errors.report(Message::foreign_operator, token, written, meant.word);
  retype(token, meant.type);
}

// How the unknown character may have been meant.
const char* meant_by(const std::string& character) {
  if (character == "“" || character == "”" || character == "'") return "texts stand in plain double quotes";
  if (character == "–" || character == "—" || character == "−") return "the minus sign is `-`";
  if (character == "≤") return "write `<=`";
  if (character == "≥") return "write `>=`";
  if (character == "≠") return "write `!=`";
  if (character == "×") return "write `*`";
  if (character == "#") return "comments begin with `//`";
  if (character == "?") return "a choice of values is written `if CONDITION then A else B`";
  if (character == "&" || character == "|") return "logic is written in words: `and`, `or`";
  return nullptr;
}

// A character that would not be seen, or would reorder the line, is named by its number.
std::string visible(const antlr4::Token* token) {
  std::string text = token->getText();
  if (text.size() != 1 || static_cast<unsigned char>(text[0]) >= 0x20) return text;
  return fmt::format("\\x{:02X}", static_cast<unsigned char>(text[0]));
}

void report_unknown(const antlr4::Token* token, ErrorLog& errors) {
  source::Diagnostic* diagnostic = errors.report(Message::unknown_character, token, visible(token));
  const char* hint = meant_by(token->getText());
  if (diagnostic != nullptr && hint != nullptr) diagnostic->help(hint);
}

}  // namespace

bool ErrorLog::full() const { return lines_.size() > error_limit; }

bool ErrorLog::admit(const antlr4::Token* token) {
  if (full() || !lines_.insert(token->getLine()).second) return false;
  if (!full()) return true;
  source::report(sink_, Message::too_many_errors, text_.span(token));
  return false;
}

bool check_tokens(const std::vector<antlr4::Token*>& tokens, ErrorLog& errors) {
  std::size_t depth = 0;
  bool semicolon_seen = false;
  bool swallowed = false;  // the rest of the last line
  for (antlr4::Token* token : tokens) {
    if (swallowed && token->getChannel() == antlr4::Token::DEFAULT_CHANNEL) {
      errors.silence(token);
      swallowed = false;
    }
    switch (token->getType()) {
      case Grammar::PAREN_OPEN:
      case Grammar::BRACE_OPEN:
      case Grammar::BRACKET_OPEN:
        if (++depth <= nesting_limit) break;
        errors.report(Message::nested_too_deep, token, nesting_limit);
        return false;
      case Grammar::PAREN_CLOSE:
      case Grammar::BRACE_CLOSE:
      case Grammar::BRACKET_CLOSE:
        if (depth > 0) --depth;
        break;
      case Grammar::FOREIGN: report_foreign(token, errors); break;
      case Grammar::OPEN_STRING:
        errors.report(Message::unterminated_string, token);
        retype(token, Grammar::STRING);
        swallowed = true;
        break;
      case Grammar::OPEN_COMMENT:
        if (auto* found = errors.report(Message::unterminated_comment, token)) found->span.end = found->span.begin + 2;
        swallowed = true;
        break;
      case Grammar::SEMICOLON:
        if (!semicolon_seen) errors.report(Message::needless_semicolon, token);
        semicolon_seen = true;
        break;
      case Grammar::UNKNOWN: report_unknown(token, errors); break;
      default: break;
    }
  }
  return true;
}

}  // namespace surety::syntax
