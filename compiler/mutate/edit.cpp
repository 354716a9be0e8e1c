// edit.cpp -- edits applied and shown.
#include <algorithm>

#include "compiler/mutate/mutant.h"

namespace surety::mutate {

namespace {

/// On one line, without the space at its ends and without what `//` begins.
std::string joined(std::string_view text) {
  std::string result;
  bool comment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "//") comment = true;
    if (text[i] == '\n') comment = false;
    const bool space = comment || text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
    if (!space)
      result += text[i];
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

}  // namespace

std::string edited(std::string_view text, const std::vector<Edit>& edits) {
  std::string result;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    result += text.substr(at, edit.span.begin - at);
    result += edit.replacement;
    at = edit.span.end;
  }
  return result += text.substr(at);
}

Change change_of(std::string_view text, const Mutant& mutant) {
  const std::size_t first = mutant.edits.front().span.begin;
  const std::size_t last = mutant.edits.back().span.end;
  std::size_t begin = text.rfind('\n', first == 0 ? 0 : first - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  const std::size_t end = std::min(text.find('\n', last), text.size());
  std::vector<Edit> local = mutant.edits;
  for (Edit& edit : local) {
    edit.span.begin -= static_cast<std::uint32_t>(begin);
    edit.span.end -= static_cast<std::uint32_t>(begin);
  }
  const std::string_view lines = text.substr(begin, end - begin);
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), '\n');
  return {static_cast<unsigned>(line), joined(lines), joined(edited(lines, local))};
}

}  // namespace surety::mutate
