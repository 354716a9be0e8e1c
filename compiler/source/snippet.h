// snippet.h -- source lines with their marks, as in a diagnostic.
//
// The rightmost label of a line stands behind its mark; the others hang below, each at its own column. A span of
// several lines marks its first line to the end and its last line from the beginning.
#pragma once

#include <string>
#include <vector>

#include "compiler/source/source_map.h"

namespace surety::source {

/// One underlined piece of text. The primary one is drawn with `^`, others with `-`.
struct Mark {
  Span span;
  std::string text;
  bool primary = false;
};

/// ANSI escapes, all empty where colour is off.
struct Style {
  std::string error, warning, frame, help, bold, off;
};

/// Number of the last line that `marks` touch: the frame is as wide as this number.
unsigned last_line(const SourceMap& sources, const std::vector<Mark>& marks);

/// The framed lines for marks of one file. `gutter` is the width of the line numbers; `accent` colours the primary
/// mark.
std::string snippet(const SourceMap& sources, const std::vector<Mark>& marks, unsigned gutter, const Style& style,
                    const std::string& accent);

}  // namespace surety::source
