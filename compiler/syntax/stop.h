// stop.h -- the place where the parser stopped, and what stands around it.
#pragma once

#include <SuretyParser.h>
#include <antlr4-runtime.h>

namespace surety::syntax {

/// The token that does not fit, with what could have stood there.
class Stop {
 public:
  Stop(antlr4::Parser* parser, antlr4::Token* found, const antlr4::misc::IntervalSet& expected)
      : parser_(parser), found_(found), expected_(expected) {}

  [[nodiscard]] antlr4::Parser* parser() const { return parser_; }
  [[nodiscard]] antlr4::Token* found() const { return found_; }
  [[nodiscard]] const antlr4::misc::IntervalSet& expected() const { return expected_; }
  [[nodiscard]] const antlr4::dfa::Vocabulary& vocabulary() const { return parser_->getVocabulary(); }

  [[nodiscard]] bool is(std::size_t token) const { return found_->getType() == token; }
  [[nodiscard]] bool may_be(std::size_t token) const { return expected_.contains(token); }
  /// The token that many places away, comments and spaces not counted; null beyond the ends. 0 is the one found.
  [[nodiscard]] antlr4::Token* at(int distance) const;
  [[nodiscard]] bool near(int distance, std::size_t token) const;
  /// Whether the token stands before the one found, on its line.
  [[nodiscard]] bool line_has(std::size_t token) const;
  [[nodiscard]] bool begins_line() const;
  /// The innermost part of the grammar of this kind that is being read; null if none.
  template <class Context>
  [[nodiscard]] Context* within() const {
    for (antlr4::tree::ParseTree* each = parser_->getContext(); each != nullptr; each = each->parent)
      if (auto* context = dynamic_cast<Context*>(each)) return context;
    return nullptr;
  }
  /// As `within`, only in the rule that is being read or, in a name, in the one around it.
  template <class Context>
  [[nodiscard]] bool directly_in() const {
    antlr4::tree::ParseTree* context = parser_->getContext();
    if (dynamic_cast<grammar::SuretyParser::NameContext*>(context) != nullptr) context = context->parent;
    return dynamic_cast<Context*>(context) != nullptr;
  }

 private:
  antlr4::Parser* parser_;
  antlr4::Token* found_;
  const antlr4::misc::IntervalSet& expected_;
};

}  // namespace surety::syntax
