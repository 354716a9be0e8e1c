// braces.h -- which brace is probably wrong, judged by indentation.
//
// A forgotten `}` is noticed only where something cannot stand, often a page later; a `}` too many closes the contract.
// But people indent: the first pair whose lines begin at different columns is nearly always where it happened.
#pragma once

#include <Token.h>

#include <vector>

namespace surety::syntax {

/// At most one of the two is set.
struct BraceSuspect {
  const antlr4::Token* unclosed = nullptr;  // a `{` whose `}` seems to be missing
  const antlr4::Token* extra = nullptr;     // a `}` that seems to be one too many
};

BraceSuspect suspect_brace(const std::vector<antlr4::Token*>& tokens);

}  // namespace surety::syntax
