// habits.h -- what those who come from other languages write, and what is written here instead.
#pragma once

#include <string>

#include "compiler/syntax/stop.h"

namespace surety::syntax {

/// What stands here for a word of other languages; nothing for other words.
std::string foreign_word(const std::string& word);
/// What stands here for a phrase of other languages at which the parser stopped; nothing for other phrases.
std::string foreign_phrase(const Stop& stop);

/// The `e3` of a number written as `2e3`, on the line that stopped the parser; null where there is none.
antlr4::Token* power_of_ten(const Stop& stop);
/// How the number or date at which the parser stopped is written here; nothing for others.
std::string number_elsewhere(const Stop& stop);
/// How a step of a test that stopped the parser is written here; nothing for others.
std::string step_elsewhere(const Stop& stop);

}  // namespace surety::syntax
