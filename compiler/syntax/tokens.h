// tokens.h -- what can be said about a text from its tokens alone, before the parser sees them.
//
// Mistakes with a plain answer (`&&`, `;`, an open comment) are reported and mended here, so that the parser goes on as
// if they had been written right.
#pragma once

#include <antlr4-runtime.h>

#include <set>

#include "compiler/syntax/text.h"

namespace surety::syntax {

/// Brackets deeper than this, and syntax trees deeper than four times this, are an error.
constexpr std::size_t nesting_limit = 256;

/// Where errors of one file go: at most one for each line, since the first one explains the others, and at most fifty.
class ErrorLog {
 public:
  ErrorLog(const Text& text, source::Sink& sink) : text_(text), sink_(sink) {}

  /// Null where the line has an error already; else the diagnostic, for labels and help.
  template <class... Args>
  source::Diagnostic* report(source::Message message, const antlr4::Token* token, const Args&... args) {
    if (!admit(token)) return nullptr;
    return &source::report(sink_, message, text_.span(token), args...);
  }

  /// No errors for the line of `token`: they would be consequences of one that was reported.
  void silence(const antlr4::Token* token) { lines_.insert(token->getLine()); }

  /// Whether no further error would be taken.
  [[nodiscard]] bool full() const;

 private:
  bool admit(const antlr4::Token* token);

  const Text& text_;
  source::Sink& sink_;
  std::set<std::size_t> lines_;
};

/// Reports and mends. False where the text must not be parsed, since it is nested too deep.
bool check_tokens(const std::vector<antlr4::Token*>& tokens, ErrorLog& errors);

}  // namespace surety::syntax
