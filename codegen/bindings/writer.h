// writer.h -- lines of generated text.
#pragma once

#include <fmt/format.h>

#include <algorithm>
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

/// value * 10^-scale, without trailing zeros.
inline std::string decimal(const core::Integer& value, int scale) {
  std::string digits = core::to_string(abs(value));
  const auto places = static_cast<std::size_t>(std::max(scale, 0));
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - places);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  const std::string whole = digits.substr(0, digits.size() - places);
  return (value < 0 ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

/// "0.01 .. 100000" for comments; empty where nothing narrower than a cell is known.
inline std::string range_note(const core::Type& type, const core::Range& range) {
  if (type.sort != core::Sort::integer || !type.constants.empty() || range == core::storage_range()) return "";
  return fmt::format("{} .. {}", decimal(range.low, type.scale), decimal(range.high, type.scale));
}

}  // namespace surety::codegen
