// format.h -- the one layout of source text.
//
// The author decides where lines break and what is aligned with what; everything else is decided here: four
// spaces per open bracket, at least four more where a declaration or statement goes on, at most one empty line, no
// spaces at line ends. Comments stay where they are. The result parses to the same tree, and formatting it again
// changes nothing.
#pragma once

#include <optional>
#include <string>

#include "compiler/source/diagnostic.h"

namespace surety::syntax {

/// The formatted text of a file; nullopt where it has errors, which are then in `sink`.
std::optional<std::string> format(const source::SourceMap& sources, source::FileId file, source::Sink& sink);

}  // namespace surety::syntax
