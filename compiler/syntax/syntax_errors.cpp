// syntax_errors.cpp -- see syntax_errors.h.
#include "compiler/syntax/syntax_errors.h"

#include <SuretyParser.h>

#include "compiler/syntax/braces.h"
#include "compiler/syntax/expected.h"
#include "compiler/syntax/habits.h"
#include "compiler/syntax/hints.h"
#include "compiler/syntax/numerals.h"

namespace surety::syntax {

using antlr4::Token;
using antlr4::atn::ATNState;
using antlr4::misc::IntervalSet;
using source::Message;
using Grammar = grammar::SuretyParser;

namespace {

ATNState* current_state(antlr4::Parser* parser) {
  return parser->getInterpreter<antlr4::atn::ATNSimulator>()->atn.states[parser->getState()];
}

bool begins_line(antlr4::TokenStream* tokens) {
  return tokens->index() == 0 || tokens->LT(-1)->getLine() != tokens->LT(1)->getLine();
}

// Skips `{ … }` as a whole; a brace without partner is skipped alone.
void consume_group(antlr4::Parser* parser) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  std::size_t depth = 0;
  for (ssize_t ahead = 1;; ++ahead) {
    const std::size_t type = tokens->LA(ahead);
    if (type == Token::EOF) break;
    if (type == Grammar::BRACE_OPEN) ++depth;
    if (type == Grammar::BRACE_CLOSE && --depth == 0) {
      for (; ahead > 0; --ahead) parser->consume();
      return;
    }
  }
  parser->consume();
}

// What could have stood where prediction gave up: that may be some tokens after the place where it began.
IntervalSet expected_by(antlr4::Parser* parser, const antlr4::NoViableAltException& failure) {
  IntervalSet result;
  Token* const found = failure.getOffendingToken();
  // Only the unit of a number could go on, and it stands on the number's line.
  const Stop stop(parser, found, result);
  if (failure.getStartToken() == found && stop.near(-1, Grammar::NUMBER) && stop.begins_line())
    return after_number(parser->getExpectedTokens());
  // A `let` where the grammar's predicate refuses it: no path is left to ask.
  const bool refused = found->getType() == Grammar::LET;
  if (refused || failure.getDeadEndConfigs() == nullptr) return parser->getExpectedTokens();
  for (const auto& config : failure.getDeadEndConfigs()->configs) {
    if (config->state->getStateType() == ATNState::RULE_STOP) continue;
    result.addAll(parser->getATN().nextTokens(config->state));
  }
  return names_tokens(result) ? result : parser->getExpectedTokens();
}

bool starts_declaration(std::size_t type) { return type >= Grammar::CONTRACT && type <= Grammar::TEST; }

bool braces_balance(antlr4::Parser* parser) {
  auto* stream = dynamic_cast<antlr4::BufferedTokenStream*>(parser->getTokenStream());
  std::ptrdiff_t open = 0;
  for (const Token* each : stream->getTokens())
    open += each->getType() == Grammar::BRACE_OPEN ? 1 : each->getType() == Grammar::BRACE_CLOSE ? -1 : 0;
  return open >= 0;
}

BraceSuspect suspect(antlr4::Parser* parser) {
  auto* stream = dynamic_cast<antlr4::BufferedTokenStream*>(parser->getTokenStream());
  return suspect_brace(stream->getTokens());
}

// A declaration among statements: either the block before was not closed, or the declaration stands where none can
// stand.
bool misplaced_declaration(antlr4::Parser* parser, const IntervalSet& next) {
  return starts_declaration(parser->getTokenStream()->LA(1)) && allows(next, Grammar::BRACE_CLOSE) &&
         !allows(next, Grammar::INVARIANT) && suspect(parser).unclosed == nullptr;
}

}  // namespace

// `2e3 USD/ETH`: the `e3` was read as a unit, so what stops the parser stands after it.
bool ErrorStrategy::report_number(const Stop& stop) {
  Token* const power = power_of_ten(stop);
  if (power == nullptr) return false;
  const Token* const digits = Stop(stop.parser(), power, stop.expected()).at(-1);
  source::Diagnostic* diagnostic = errors_.report(Message::bad_number, digits, digits->getText() + power->getText(),
                                                  "numbers are plain decimals without exponent or prefix");
  if (diagnostic == nullptr) return true;
  diagnostic->span.end = text_.span(power).end;
  diagnostic->help("write it out: `" + without_exponent(digits->getText(), power->getText()) + "`");
  return true;
}

bool ErrorStrategy::follows_unbraced_if(const Stop& stop) {
  const bool follows = unbraced_if_ && stop.is(Grammar::ELSE);
  unbraced_if_ = stop.may_be(Grammar::BRACE_OPEN) && stop.within<Grammar::IfStatementContext>() != nullptr;
  return follows;
}

void ErrorStrategy::report(antlr4::Parser* parser, Token* stopped_at, const IntervalSet& expected_there) {
  if (errors_.full()) throw TooManyErrors();
  const Stop place(parser, stopped_at, expected_there);
  if (follows_unbraced_if(place) || report_number(place)) return;
  // The word before was the mistake, where no statement begins with it.
  Token* const word = first_mistake(place);
  Token* const found = word != nullptr ? word : stopped_at;
  const IntervalSet expected = word != nullptr ? statement_words() : expected_there;
  const Stop stop(parser, found, expected);
  const Token* before = stop.at(-1);
  const bool same_line = !stop.begins_line();
  if (is_reserved(found->getType()) && name_only(expected) && same_line) {
    errors_.report(Message::reserved_word, found, found->getText());
    return;
  }
  const std::size_t rule = parser->getContext() == nullptr ? 0 : parser->getContext()->getRuleIndex();
  source::Diagnostic* diagnostic = errors_.report(
      Message::unexpected, found, describe_expected(expected, rule, parser->getVocabulary()), describe_found(found));
  if (diagnostic == nullptr) return;
  const bool goes_on =
      !allows(expected, Grammar::REQUIRE) && !allows(expected, Grammar::INVARIANT) && !allows(expected, Grammar::WAIT);
  if (before != nullptr && !same_line && goes_on) diagnostic->label(text_.span(before), "after this");
  const std::string help = hint(stop);
  if (!help.empty()) diagnostic->help(help);
  const bool closed = rule == Grammar::RuleFile && allows(expected, Grammar::INVARIANT);
  const bool block_goes_on = closed || found->getType() == Token::EOF || starts_declaration(found->getType());
  if (block_goes_on && allows(expected, Grammar::BRACE_CLOSE)) blame_brace(parser, *diagnostic);
}

void ErrorStrategy::blame_brace(antlr4::Parser* parser, source::Diagnostic& diagnostic) {
  const BraceSuspect brace = suspect(parser);
  if (brace.unclosed != nullptr) diagnostic.label(text_.span(brace.unclosed), "is this `{` closed?");
  if (brace.extra != nullptr) diagnostic.label(text_.span(brace.extra), "is this one `}` too many?");
}

void ErrorStrategy::reportNoViableAlternative(antlr4::Parser* parser, const antlr4::NoViableAltException& failure) {
  report(parser, failure.getOffendingToken(), expected_by(parser, failure));
}

void ErrorStrategy::reportInputMismatch(antlr4::Parser* parser, const antlr4::InputMismatchException& failure) {
  report(parser, failure.getOffendingToken(), failure.getExpectedTokens());
}

void ErrorStrategy::reportFailedPredicate(antlr4::Parser* parser, const antlr4::FailedPredicateException& failure) {
  report(parser, failure.getOffendingToken(), parser->getExpectedTokens());
}

void ErrorStrategy::reportUnwantedToken(antlr4::Parser* parser) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  report(parser, parser->getCurrentToken(), parser->getExpectedTokens());
}

void ErrorStrategy::reportMissingToken(antlr4::Parser* parser) { reportUnwantedToken(parser); }

Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  // A reserved word in the place of a name is reported and then taken for the name.
  Token* found = parser->getCurrentToken();
  const bool wants_name = parser->getContext()->getRuleIndex() == Grammar::RuleName;
  if (!wants_name || !is_reserved(found->getType()) || begins_line(parser->getTokenStream())) {
    return DefaultErrorStrategy::recoverInline(parser);
  }
  errors_.report(Message::reserved_word, found, found->getText());
  return parser->consume();
}

bool ErrorStrategy::singleTokenInsertion(antlr4::Parser* parser) {
  // Where each `}` has its `{`, none was forgotten: the block was written without braces.
  if (parser->getExpectedTokens().contains(static_cast<std::size_t>(Grammar::BRACE_OPEN)) && braces_balance(parser))
    return false;
  // Two names in a row are rather a word too many than a sign too few.
  const std::size_t type = parser->getCurrentToken()->getType();
  if ((is_name(type) || type == Grammar::NUMBER) && !begins_line(parser->getTokenStream())) return false;
  return DefaultErrorStrategy::singleTokenInsertion(parser);
}

void ErrorStrategy::sync(antlr4::Parser* parser) {
  // ANTLR leaves the whole block when its first item is wrong; this treats the first item as any other.
  if (current_state(parser)->getStateType() != ATNState::STAR_LOOP_ENTRY || inErrorRecoveryMode(parser)) {
    DefaultErrorStrategy::sync(parser);
    return;
  }
  const IntervalSet next = parser->getATN().nextTokens(current_state(parser));
  if (next.contains(Token::EPSILON) || next.contains(parser->getTokenStream()->LA(1))) return;
  reportUnwantedToken(parser);
  if (misplaced_declaration(parser, next)) {
    parser->consume();
    consumeUntil(parser, next);
  } else {
    consumeUntil(parser, parser->getExpectedTokens().Or(getErrorRecoverySet(parser)));
  }
}

void ErrorStrategy::consumeUntil(antlr4::Parser* parser, const IntervalSet& set) {
  antlr4::TokenStream* tokens = parser->getTokenStream();
  for (;;) {
    const std::size_t type = tokens->LA(1);
    if (type == Token::EOF) return;
    if (set.contains(type) && (!is_name(type) || begins_line(tokens))) return;
    if (type == Grammar::BRACE_OPEN) {
      consume_group(parser);
    } else {
      parser->consume();
    }
  }
}

}  // namespace surety::syntax
