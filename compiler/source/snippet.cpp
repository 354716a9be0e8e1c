// snippet.cpp -- see snippet.h.
#include "compiler/source/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/source/display_text.h"

namespace surety::source {

namespace {

constexpr unsigned line_limit = 120;

// A mark within one line, in bytes from the line's beginning.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
  bool primary = false;
};

struct Line {
  std::uint32_t offset = 0;  // of any byte in it
  std::vector<Piece> pieces;
};

std::uint32_t line_start(const SourceMap& sources, FileId file, std::uint32_t offset) {
  return static_cast<std::uint32_t>(sources.line(file, offset).data() - sources.text(file).data());
}

std::uint32_t indentation(std::string_view line) {
  return static_cast<std::uint32_t>(std::min(line.find_first_not_of(" \t"), line.size()));
}

// An end that stands at the beginning of a line belongs to the line before.
std::uint32_t last_byte(const Mark& mark) {
  return mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin;
}

void add_pieces(const SourceMap& sources, const Mark& mark, std::map<unsigned, Line>& lines) {
  const FileId file = mark.span.file;
  const std::uint32_t last = last_byte(mark);
  const unsigned first_number = sources.location(file, mark.span.begin).line;
  const unsigned last_number = sources.location(file, last).line;
  const std::uint32_t start = line_start(sources, file, mark.span.begin);
  Line& first = lines[first_number];
  first.offset = mark.span.begin;
  const std::uint32_t begin = mark.span.begin - start;
  if (first_number == last_number) {
    first.pieces.push_back({begin, mark.span.end - start, mark.text, mark.primary});
    return;
  }
  const auto length = static_cast<std::uint32_t>(sources.line(file, mark.span.begin).size());
  first.pieces.push_back({begin, std::max(begin, length), "", mark.primary});
  const std::uint32_t last_start = line_start(sources, file, last);
  Line& end = lines[last_number];
  end.offset = last;
  end.pieces.push_back({indentation(sources.line(file, last)), mark.span.end - last_start, mark.text, mark.primary});
}

// One row of text below a source line, written cell by cell.
class Row {
 public:
  void put(unsigned column, const std::string& text, unsigned cells, const std::string& colour, const Style& style) {
    if (column > width_) text_ += std::string(column - width_, ' ');
    width_ = std::max(width_, column) + cells;
    text_ += colour.empty() ? text : colour + text + style.off;
  }
  [[nodiscard]] unsigned width() const { return width_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  unsigned width_ = 0;
};

struct Drawn {
  unsigned begin = 0;
  unsigned end = 0;
  std::string text;
  bool primary = false;
};

std::vector<Drawn> place(const std::vector<Piece>& pieces, const DisplayText& line) {
  std::vector<Drawn> drawn;
  const auto last = static_cast<std::uint32_t>(line.column.size() - 1);
  for (const Piece& piece : pieces) {
    const unsigned begin = line.column[std::min(piece.begin, last)];
    const unsigned end = line.column[std::min(piece.end, last)];
    drawn.push_back({begin, std::max(end, begin + 1), piece.text, piece.primary});
  }
  std::stable_sort(drawn.begin(), drawn.end(), [](const Drawn& a, const Drawn& b) { return a.begin < b.begin; });
  return drawn;
}

// Cell by cell, so that a primary mark inside a longer one stays seen.
Row underline(const std::vector<Drawn>& marks, const Style& style, const std::string& accent) {
  std::string cells;
  for (const bool primary : {false, true}) {
    for (const Drawn& mark : marks) {
      if (mark.primary != primary) continue;
      if (cells.size() < mark.end) cells.resize(mark.end, ' ');
      std::fill(cells.begin() + mark.begin, cells.begin() + mark.end, primary ? '^' : '-');
    }
  }
  Row row;
  for (std::size_t at = 0; at < cells.size();) {
    const std::size_t next = std::min(cells.find_first_not_of(cells[at], at), cells.size());
    if (cells[at] != ' ') {
      const auto count = static_cast<unsigned>(next - at);
      row.put(static_cast<unsigned>(at), std::string(count, cells[at]), count, cells[at] == '^' ? accent : style.frame,
              style);
    }
    at = next;
  }
  return row;
}

std::string strip_right(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string below(const std::vector<Drawn>& marks, const std::string& bar, const Style& style,
                  const std::string& accent) {
  const auto colour = [&](const Drawn& mark) { return mark.primary ? accent : style.frame; };
  Row first = underline(marks, style, accent);
  std::vector<Drawn> hanging;
  for (const Drawn& mark : marks) {
    if (!mark.text.empty()) hanging.push_back(mark);
  }
  if (!hanging.empty() && hanging.back().end >= first.width()) {
    const Drawn& mark = hanging.back();
    first.put(first.width() + 1, mark.text, 0, colour(mark), style);
    hanging.pop_back();
  }
  std::string result = bar + " " + strip_right(first.text()) + "\n";
  for (; !hanging.empty(); hanging.pop_back()) {
    Row row;
    for (const Drawn& mark : hanging) {
      const bool last = &mark == &hanging.back();
      if (!last && mark.begin >= hanging.back().begin) continue;
      row.put(mark.begin, last ? mark.text : "|", 1, colour(mark), style);
    }
    result += bar + " " + row.text() + "\n";
  }
  return result;
}

std::string draw(const SourceMap& sources, FileId file, const Line& line, const std::string& number,
                 const std::string& bar, const Style& style, const std::string& accent) {
  DisplayText shown = display(sources.line(file, line.offset));
  std::vector<Drawn> marks = place(line.pieces, shown);
  if (shown.width() > line_limit) {
    trim(shown, marks.front().begin, marks.back().end, line_limit);
    marks = place(line.pieces, shown);
  }
  return strip_right(number + " " + shown.text) + "\n" + below(marks, bar, style, accent);
}

}  // namespace

unsigned last_line(const SourceMap& sources, const std::vector<Mark>& marks) {
  unsigned last = 1;
  for (const Mark& mark : marks) last = std::max(last, sources.location(mark.span.file, last_byte(mark)).line);
  return last;
}

std::string snippet(const SourceMap& sources, const std::vector<Mark>& marks, unsigned gutter, const Style& style,
                    const std::string& accent) {
  std::map<unsigned, Line> lines;
  for (const Mark& mark : marks) add_pieces(sources, mark, lines);
  const std::string bar = fmt::format("{}{:{}} |{}", style.frame, "", gutter, style.off);
  std::string result = bar + "\n";
  unsigned previous = 0;
  for (const auto& [number, line] : lines) {
    if (previous != 0 && number > previous + 1) result += style.frame + "..." + style.off + "\n";
    const std::string front = fmt::format("{}{:>{}} |{}", style.frame, number, gutter, style.off);
    result += draw(sources, marks.front().span.file, line, front, bar, style, accent);
    previous = number;
  }
  return result;
}

}  // namespace surety::source
