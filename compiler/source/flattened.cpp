// flattened.cpp -- see flattened.h.
#include "compiler/source/flattened.h"

#include <algorithm>

namespace surety::source {

namespace {

/// How long the gap is that `text` begins with: a space, a line break or a comment.
std::size_t gap(std::string_view text) {
  if (text.starts_with("//")) return std::min(text.find('\n'), text.size());
  if (text.starts_with("/*")) {
    const std::size_t end = text.find("*/", 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  return std::string_view(" \t\r\n").find(text.front()) == std::string_view::npos ? 0 : 1;
}

/// How long a text in quotes is that `text` begins with; they do not go over line breaks.
std::size_t quoted(std::string_view text) {
  const std::size_t end = text.front() == '"' ? text.find_first_of("\"\n", 1) : std::string_view::npos;
  return end != std::string_view::npos && text[end] == '"' ? end + 1 : 1;
}

}  // namespace

std::string flattened(std::string_view text) {
  std::string result;
  bool apart = false;
  while (!text.empty()) {
    const std::size_t nothing = gap(text);
    const std::size_t taken = nothing > 0 ? nothing : quoted(text);
    if (nothing == 0) {
      if (apart && !result.empty()) result += ' ';
      result += text.substr(0, taken);
    }
    apart = nothing > 0;
    text.remove_prefix(taken);
  }
  return result;
}

}  // namespace surety::source
