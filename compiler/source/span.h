// span.h -- where in the user's text something stands.
//
// A span is bytes, not lines: line and column are computed only when something is printed (source_file.h).
#pragma once

#include <cstdint>

namespace surety::source {

/// Index of a file in a `SourceMap`. 0 is the first file given.
struct FileId {
  std::uint32_t index = 0;
  bool operator==(const FileId&) const = default;
};

/// Bytes [begin, end) of one file. An empty span (begin == end) marks a point; the default one marks "no text".
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const Span&) const = default;
  [[nodiscard]] bool none() const { return begin == 0 && end == 0; }
};

}  // namespace surety::source
