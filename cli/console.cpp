// console.cpp -- see console.h.
#include "cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
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
  text += line;
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

Console standard_console() {
  const auto variable = [](const char* name) -> std::string_view {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  const bool terminal = isatty(STDERR_FILENO) != 0 && variable("TERM") != "dumb";
  return {stdout, stderr, terminal, terminal && variable("NO_COLOR").empty()};
}

}  // namespace surety::cli
