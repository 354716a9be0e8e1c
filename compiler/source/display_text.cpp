// display_text.cpp -- see display_text.h.
#include "compiler/source/display_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/source/utf8.h"

namespace surety::source {

namespace {

constexpr unsigned tab_width = 4;

bool is_between(char32_t value, char32_t low, char32_t high) { return value >= low && value <= high; }

// Cells of a printable code point: the blocks of Unicode's East Asian Width W and F, and combining marks, as far as
// source text plausibly holds them.
unsigned cell_width(char32_t value) {
  if (is_between(value, 0x300, 0x36F) || is_between(value, 0x200B, 0x200F) || value == 0xFEFF) return 0;
  const bool wide = is_between(value, 0x1100, 0x115F) || is_between(value, 0x2E80, 0xA4CF) ||
                    is_between(value, 0xAC00, 0xD7A3) || is_between(value, 0xF900, 0xFAFF) ||
                    is_between(value, 0xFE30, 0xFE6F) || is_between(value, 0xFF00, 0xFF60) ||
                    is_between(value, 0x1F300, 0x1FAFF) || is_between(value, 0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

bool is_control(char32_t value) {
  return value < 0x20 || is_between(value, 0x7F, 0x9F) || is_between(value, 0x202A, 0x202E) ||
         is_between(value, 0x2066, 0x2069);
}

struct Glyph {
  std::string text;
  unsigned cells;
};

Glyph glyph(std::string_view line, std::size_t at, CodePoint point, unsigned column) {
  if (point.valid && point.value == '\t') {
    const unsigned cells = tab_width - column % tab_width;
    return {std::string(cells, ' '), cells};
  }
  if (!point.valid) return {fmt::format("\\x{:02X}", static_cast<unsigned char>(line[at])), 4};
  if (point.value == 0xFEFF) return {"", 0};
  if (is_control(point.value)) {
    std::string escape = fmt::format("\\u{:04X}", static_cast<std::uint32_t>(point.value));
    const auto cells = static_cast<unsigned>(escape.size());
    return {std::move(escape), cells};
  }
  return {std::string(line.substr(at, point.length)), cell_width(point.value)};
}

// Byte range of the displayed text that lies within the cells [begin, end).
std::string cells(std::string_view text, unsigned begin, unsigned end) {
  std::string result;
  unsigned column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const unsigned width = cell_width(point.value);
    if (column >= begin && column + width <= end) result += text.substr(at, point.length);
    column += width;
    at += point.length;
  }
  return result;
}

}  // namespace

DisplayText display(std::string_view line) {
  DisplayText result;
  result.column.reserve(line.size() + 1);
  unsigned column = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint point = decode_utf8(line, at);
    const Glyph shown = glyph(line, at, point, column);
    result.text += shown.text;
    result.column.insert(result.column.end(), point.length, column);
    column += shown.cells;
    at += point.length;
  }
  result.column.push_back(column);
  return result;
}

void trim(DisplayText& line, unsigned begin, unsigned end, unsigned limit) {
  const unsigned width = line.width();
  if (width <= limit) return;
  const unsigned marked = std::min(end, begin + limit) - begin;
  const unsigned context = (limit - marked) / 2;
  unsigned from = begin > context ? begin - context : 0;
  from = std::min(from, width - limit);
  const unsigned to = from + limit;
  const std::string left = from > 0 ? "…" : "";
  const std::string right = to < width ? "…" : "";
  // The mark takes the first cell of the window.
  const unsigned shift = from > 0 ? from - 1 : 0;
  line.text = left + cells(line.text, from, to) + right;
  for (unsigned& column : line.column) column = std::clamp(column, from, to) - shift;
}

}  // namespace surety::source
