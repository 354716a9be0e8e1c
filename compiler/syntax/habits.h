// habits.h -- what those who come from other languages write, and what is written here instead.
#pragma once

#include <string>

#include "compiler/syntax/stop.h"

namespace surety::syntax {

/// What stands here for a word of other languages; nothing for other words.
std::string foreign_word(const std::string& word);
/// What stands here for a phrase of other languages at which the parser stopped; nothing for other phrases.
std::string foreign_phrase(const Stop& stop);

}  // namespace surety::syntax
