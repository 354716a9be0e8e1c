// console.h -- where the program speaks: results to standard output, everything else to standard error.
//
// Colour and progress exist only where standard error is a terminal. A reader that closes the pipe early (`| head`)
// ends the output quietly; any other failure to write is an error, for a result that was cut off must not pass for one.
#pragma once

#include <cstdio>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace surety::cli {

class Console {
 public:
  /// Streams are borrowed. `terminal` says whether `err` is one; `colour` whether escapes may be written to it.
  Console(std::FILE* out, std::FILE* err, bool terminal, bool colour)
      : out_(out), err_(err), terminal_(terminal), colour_(colour) {}

  /// To standard output. Throws ToolError where the output is lost.
  void print(std::string_view text);
  /// One JSON document, indented, with a newline. Bytes that are not UTF-8 are replaced.
  void print_json(const nlohmann::ordered_json& document);
  /// A line to standard error; a missing newline is added.
  void say(std::string_view line);
  /// As say, with `label` ("error", "note") in colour before it.
  void say(std::string_view label, std::string_view line);
  /// A passing line on a terminal, replaced by the next one; nothing when piped.
  void progress(std::string_view line);
  /// Writes out what is buffered. Throws ToolError where the output is lost.
  void flush();
  [[nodiscard]] bool colour() const { return colour_; }
  /// Has anything been written to standard output?
  [[nodiscard]] bool has_printed() const { return printed_; }

 private:
  void clear_progress();
  std::FILE* out_;
  std::FILE* err_;
  bool terminal_;
  bool colour_;
  bool progress_shown_ = false;
  bool printed_ = false;
  bool reader_gone_ = false;
  int lost_ = 0;  // why a part of the results could not be written: an errno
};

/// Text that others wrote, for one line of a terminal: what moves the cursor, hides or reorders text, or is no UTF-8 is
/// written as what it is, `\u{1b}`.
std::string visible(std::string_view text);
/// The same for a text of several lines.
std::string visible_lines(std::string_view text);

/// The console of this process, as the environment (terminal, NO_COLOR, TERM) asks for it.
Console standard_console();

}  // namespace surety::cli
