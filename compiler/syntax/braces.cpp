// braces.cpp -- see braces.h.
#include "compiler/syntax/braces.h"

#include <SuretyParser.h>

namespace surety::syntax {

using antlr4::Token;
using Grammar = grammar::SuretyParser;

namespace {

struct Open {
  const Token* brace;
  std::size_t indentation;
};

}  // namespace

BraceSuspect suspect_brace(const std::vector<Token*>& tokens) {
  std::vector<Open> stack;
  std::size_t line = 0;
  std::size_t indentation = 0;
  for (const Token* token : tokens) {
    if (token->getChannel() != Token::DEFAULT_CHANNEL) continue;
    const bool first = token->getLine() != line;
    if (first) indentation = token->getCharPositionInLine();
    line = token->getLine();
    if (token->getType() == Grammar::BRACE_OPEN) stack.push_back({token, indentation});
    if (token->getType() != Grammar::BRACE_CLOSE) continue;
    if (stack.empty()) return {nullptr, token};
    const Open open = stack.back();
    stack.pop_back();
    if (!first || open.brace->getLine() == line) continue;
    if (indentation < open.indentation) return {open.brace, nullptr};
    if (indentation > open.indentation) return {nullptr, token};
  }
  if (!stack.empty()) return {stack.back().brace, nullptr};
  return {};
}

}  // namespace surety::syntax
