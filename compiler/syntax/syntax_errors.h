// syntax_errors.h -- ANTLR's error strategy in plain words.
//
// ANTLR decides that something is wrong and where the text makes sense again; this class says it in the reader's words
// and makes the recovery fit a language of lines and blocks: whole `{ … }` groups are skipped at once, and a name is a
// place to resume only at the beginning of a line.
#pragma once

#include <antlr4-runtime.h>

#include "compiler/syntax/stop.h"
#include "compiler/syntax/tokens.h"

namespace surety::syntax {

/// Thrown where so much is wrong that reading on is of no use.
struct TooManyErrors {};

class ErrorStrategy : public antlr4::DefaultErrorStrategy {
 public:
  explicit ErrorStrategy(ErrorLog& errors, const Text& text) : errors_(errors), text_(text) {}

  void sync(antlr4::Parser* parser) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;

 protected:
  void reportNoViableAlternative(antlr4::Parser* parser, const antlr4::NoViableAltException& failure) override;
  void reportInputMismatch(antlr4::Parser* parser, const antlr4::InputMismatchException& failure) override;
  void reportFailedPredicate(antlr4::Parser* parser, const antlr4::FailedPredicateException& failure) override;
  void reportUnwantedToken(antlr4::Parser* parser) override;
  void reportMissingToken(antlr4::Parser* parser) override;
  bool singleTokenInsertion(antlr4::Parser* parser) override;
  void consumeUntil(antlr4::Parser* parser, const antlr4::misc::IntervalSet& set) override;

 private:
  void blame_brace(antlr4::Parser* parser, source::Diagnostic& diagnostic);
  bool report_number(const Stop& stop);
  bool follows_unbraced_if(const Stop& stop);
  void report(antlr4::Parser* parser, antlr4::Token* found, const antlr4::misc::IntervalSet& expected);

  ErrorLog& errors_;
  const Text& text_;
  bool unbraced_if_ = false;  // the last error: an `else` after it is no other one
};

}  // namespace surety::syntax
