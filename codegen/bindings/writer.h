// writer.h -- lines of generated text.
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>

#include "compiler/core/contract.h"

namespace surety::codegen {

class Writer {
 public:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }
  void paste(std::string_view text) { text_ += text; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A text between double quotes, as C++, JavaScript and TypeScript read it. Names of contracts have no control
/// characters.
inline std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

/// "1 .. 100000 of 10^-4 USD/ETH" for comments; empty where nothing narrower than a cell is known.
inline std::string range_note(const core::Type& type, const core::Range& range) {
  if (type.sort != core::Sort::integer || !type.constants.empty() || range == core::storage_range()) return "";
  return fmt::format("{} .. {}", core::to_string(range.low), core::to_string(range.high)) +
         (type.scale > 0 ? fmt::format(" of 10^-{}", type.scale) : std::string());
}

}  // namespace surety::codegen
