// hints.h -- what a reader probably meant where the parser stopped.
#pragma once

#include <string>

#include "compiler/syntax/stop.h"

namespace surety::syntax {

/// One sentence for `= help:`, or nothing.
std::string hint(const Stop& stop);
/// The word that began a statement and that is no statement's word, where that was the mistake; else null.
antlr4::Token* first_mistake(const Stop& stop);

}  // namespace surety::syntax
