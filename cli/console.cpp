// console.cpp -- see console.h.
#include "cli/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "cli/verb.h"

namespace surety::cli {

namespace {

constexpr std::size_t progress_width = 100;

[[noreturn]] void output_lost(int why) {
  throw ToolError(std::string("cannot write to standard output: ") + std::strerror(why));
}

std::string_view escape(std::string_view label) {
  if (label == "error") return "\033[1;31m";
  if (label == "warning") return "\033[1;33m";
  return "\033[1;36m";
}

}  // namespace

void Console::print(std::string_view text) {
  clear_progress();
  if (reader_gone_ || text.empty()) return;
  printed_ = true;
  if (std::fwrite(text.data(), 1, text.size(), out_) == text.size()) return;
  if (errno != EPIPE) output_lost(errno);
  reader_gone_ = true;
}

void Console::print_json(const nlohmann::ordered_json& document) {
  print(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void Console::say(std::string_view line) {
  clear_progress();
  // Both may be one terminal or file: keep the order. What is lost here is found by flush().
  if (std::fflush(out_) != 0) lost_ = errno;
  std::fwrite(line.data(), 1, line.size(), err_);
  if (!line.ends_with('\n')) std::fputc('\n', err_);
}

void Console::say(std::string_view label, std::string_view line) {
  std::string text;
  if (colour_) text += escape(label);
  text += label;
  text += ":";
  if (colour_) text += "\033[0m";
  text += " ";
  text += visible_lines(line);
  say(text);
}

void Console::progress(std::string_view line) {
  if (!terminal_) return;
  line = line.substr(0, std::min(line.find('\n'), progress_width));
  std::fprintf(err_, "\r\033[K%.*s", static_cast<int>(line.size()), line.data());
  std::fflush(err_);
  progress_shown_ = true;
}

void Console::clear_progress() {
  if (!progress_shown_) return;
  std::fputs("\r\033[K", err_);
  std::fflush(err_);
  progress_shown_ = false;
}

void Console::flush() {
  clear_progress();
  if (std::fflush(out_) != 0) lost_ = errno;
  if (reader_gone_ || lost_ == 0) return;
  if (lost_ != EPIPE) output_lost(lost_);
  reader_gone_ = true;
}

namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 0;  // bytes; 0 where they are no UTF-8
};

CodePoint code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const std::size_t size = byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : 2;
  if (byte(0) < 0xc2 || byte(0) > 0xf4 || text.size() < size) return {};
  std::uint32_t value = byte(0) & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return {};
    value = value << 6U | (byte(i) & 0x3fU);
  }
  constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xd800 && value < 0xe000;
  return value < least[size] || surrogate || value > 0x10ffff ? CodePoint{} : CodePoint{value, size};
}

/// Control characters, line and paragraph separators, marks of direction.
bool is_invisible(std::uint32_t value) {
  return value < 0x20 || (value >= 0x7f && value < 0xa0) || value == 0x061c || value == 0x200e || value == 0x200f ||
         (value >= 0x2028 && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069) || value == 0xfeff;
}

}  // namespace

std::string visible(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const CodePoint found = code_point(text);
    if (found.size == 0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
    } else if (is_invisible(found.value)) {
      result += fmt::format("\\u{{{:x}}}", found.value);
    } else {
      result += text.substr(0, found.size);
    }
    text.remove_prefix(std::max<std::size_t>(found.size, 1));
  }
  return result;
}

std::string visible_lines(std::string_view text) {
  std::string result;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    result += visible(text.substr(0, end)) + "\n";
    text.remove_prefix(end + 1);
  }
  return result + visible(text);
}

Console standard_console() {
  const auto variable = [](const char* name) -> std::string_view {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  const bool terminal = isatty(STDERR_FILENO) != 0 && variable("TERM") != "dumb";
  return {stdout, stderr, terminal, terminal && variable("NO_COLOR").empty()};
}

}  // namespace surety::cli
