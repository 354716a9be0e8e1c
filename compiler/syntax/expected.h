// expected.h -- sets of tokens in plain words.
#pragma once

#include <antlr4-runtime.h>

#include <string>

namespace surety::syntax {

/// What could stand at a place: "an expression", "a statement or `}`". `rule` is the grammar rule being read.
std::string describe_expected(const antlr4::misc::IntervalSet& expected, std::size_t rule,
                              const antlr4::dfa::Vocabulary& vocabulary);
/// "`}`", "the end of the file", "a text".
std::string describe_found(antlr4::Token* token);
/// Whether `token` is in the set.
bool allows(const antlr4::misc::IntervalSet& expected, std::size_t token);
/// Whether a name could stand there and an expression could not.
bool name_only(const antlr4::misc::IntervalSet& expected);
/// Whether the expression before could go on.
bool operator_expected(const antlr4::misc::IntervalSet& expected);
/// The words of declarations that are expected: "`account`, `action` or `use`".
std::string declaration_words(const antlr4::misc::IntervalSet& expected, const antlr4::dfa::Vocabulary& vocabulary);
/// What begins a statement or ends a block, as far as it can be misspelled.
antlr4::misc::IntervalSet statement_words();
/// What may stand after a number on the line after it: neither its unit nor, as readers see it, an operator.
antlr4::misc::IntervalSet after_number(const antlr4::misc::IntervalSet& expected);
/// Whether there is any token in the set, and not only the end of a rule.
bool names_tokens(const antlr4::misc::IntervalSet& set);
/// Whether this token is the first of an expression and nothing else.
bool begins_expression(std::size_t token);
/// Whether this token is a word that can never be a name.
bool is_reserved(std::size_t token);
/// Whether this token can be a name.
bool is_name(std::size_t token);
/// The one of `words` that `written` was probably meant to be; empty if none.
std::string similar_word(const std::string& written, const antlr4::misc::IntervalSet& words,
                         const antlr4::dfa::Vocabulary& vocabulary);

}  // namespace surety::syntax
