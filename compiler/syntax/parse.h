// parse.h -- text to AST.
#pragma once

#include <optional>

#include "compiler/source/diagnostic.h"
#include "compiler/syntax/ast.h"

namespace surety::syntax {

/// Parses one file of `sources`. Every problem of text or syntax goes to `sink`, several in one run; the result holds
/// whatever could be understood, or nullopt where nothing could. Never throws on bad text: invalid UTF-8, deep nesting
/// (limit 256), and files over 8 MB are diagnostics.
std::optional<Unit> parse(const source::SourceMap& sources, source::FileId file, source::Sink& sink);

}  // namespace surety::syntax
