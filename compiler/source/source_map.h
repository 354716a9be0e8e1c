// source_map.h -- the texts of a run: file names, bytes, and lines where something is printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace surety::source {

/// 1-based; `column` counts code points.
struct Location {
  unsigned line = 1;
  unsigned column = 1;
};

/// Owns the texts. Ids stay valid; references to texts stay valid until the next add().
class SourceMap {
 public:
  /// `name` is what messages show: the path as the user gave it.
  FileId add(std::string name, std::string text);
  [[nodiscard]] const std::string& name(FileId file) const { return files_.at(file.index).name; }
  [[nodiscard]] const std::string& text(FileId file) const { return files_.at(file.index).text; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  /// The bytes of a span.
  [[nodiscard]] std::string_view text(Span span) const;
  /// Where byte `offset` of a file stands.
  [[nodiscard]] Location location(FileId file, std::uint32_t offset) const;
  /// The whole line (without its end) that contains byte `offset`.
  [[nodiscard]] std::string_view line(FileId file, std::uint32_t offset) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;
  };
  std::vector<File> files_;
};

}  // namespace surety::source
