// hints.h -- what a reader probably meant where the parser stopped.
#pragma once

#include <antlr4-runtime.h>

#include <string>

namespace surety::syntax {

/// One sentence for `= help:`, or nothing.
std::string hint(antlr4::Parser* parser, antlr4::Token* found, const antlr4::misc::IntervalSet& expected);

}  // namespace surety::syntax
