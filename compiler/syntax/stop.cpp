// stop.cpp -- see stop.h.
#include "compiler/syntax/stop.h"

namespace surety::syntax {

using antlr4::Token;

// Prediction may have looked ahead, so the stream need not stand at the token that was found.
Token* Stop::at(int distance) const {
  antlr4::TokenStream* tokens = parser_->getTokenStream();
  std::size_t index = found_->getTokenIndex();
  for (int left = distance; left != 0;) {
    if (distance < 0 ? index == 0 : tokens->get(index)->getType() == Token::EOF) return nullptr;
    index = distance < 0 ? index - 1 : index + 1;
    if (tokens->get(index)->getChannel() == Token::DEFAULT_CHANNEL) left += distance < 0 ? 1 : -1;
  }
  return tokens->get(index);
}

bool Stop::near(int distance, std::size_t token) const {
  const Token* there = at(distance);
  return there != nullptr && there->getType() == token;
}

bool Stop::line_has(std::size_t token) const {
  for (int distance = -1;; --distance) {
    const Token* there = at(distance);
    if (there == nullptr || there->getLine() != found_->getLine()) return false;
    if (there->getType() == token) return true;
  }
}

bool Stop::begins_line() const {
  const Token* before = at(-1);
  return before == nullptr || before->getLine() != found_->getLine();
}

}  // namespace surety::syntax
