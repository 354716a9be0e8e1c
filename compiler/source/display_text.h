// display_text.h -- a source line as a terminal shows it, and where each byte of it lands.
//
// Underlines must stand under what they mean whatever the line holds: tabs become spaces, code points are counted once,
// wide characters twice, and bytes that are no text are shown as escapes. A line longer than a screen is cut to a
// window around the marked part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace surety::source {

/// Columns are 0-based and count terminal cells.
struct DisplayText {
  std::string text;
  std::vector<unsigned> column;  // by byte offset in the line; one more entry for the end

  [[nodiscard]] unsigned width() const { return column.back(); }
};

DisplayText display(std::string_view line);

/// Cuts to at most `limit` cells so that columns from `begin` are seen, with `…` where text was cut; columns that were
/// cut move to the edges. Does nothing to a line that fits.
void trim(DisplayText& line, unsigned begin, unsigned end, unsigned limit);

}  // namespace surety::source
