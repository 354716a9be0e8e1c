// diagnostic.h -- errors for people: a stable code, spans with labels, and what to do.
//
// Style: lower case, no final period, code in backticks; say what was found and what was expected. Every message is
// registered in messages.def with its code; a test fails if a registered code appears in no golden.
//
//   report(sink, Message::mixed_dimensions, span, "USD", "ETH").label(left, "USD").help("multiply by a price first");
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_map.h"

namespace surety::source {

enum class Severity : std::uint8_t { error, warning };

/// One row of messages.def each.
enum class Message : std::uint16_t {
#define MESSAGE(name, severity, code, format, explanation) name,
#include "compiler/source/messages.def"
#undef MESSAGE
};

struct MessageInfo {
  std::string_view name;
  Severity severity;
  std::string_view code;         // "S0203"
  std::string_view format;       // of fmt
  std::string_view explanation;  // for `surety explain`: what it means, an example, what to do
};
const MessageInfo& info(Message message);
/// All rows, in order of the file.
std::vector<MessageInfo> all_messages();

struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Message message{};
  std::string text;
  Span span;
  std::vector<Label> labels;
  std::vector<std::string> helps;

  Diagnostic& label(Span where, std::string what) {
    labels.push_back({where, std::move(what)});
    return *this;
  }
  Diagnostic& help(std::string what) {
    helps.push_back(std::move(what));
    return *this;
  }
};

/// Collects the diagnostics of a run. A reported diagnostic stays at its address.
class Sink {
 public:
  Diagnostic& add(Diagnostic diagnostic) { return diagnostics_.emplace_back(std::move(diagnostic)); }
  [[nodiscard]] const std::deque<Diagnostic>& diagnostics() const { return diagnostics_; }
  [[nodiscard]] bool has_errors() const;

 private:
  std::deque<Diagnostic> diagnostics_;
};

/// Records a message. Arguments fill the message's format in order.
template <class... Args>
Diagnostic& report(Sink& sink, Message message, Span span, const Args&... args) {
  return sink.add({message, fmt::vformat(info(message).format, fmt::make_format_args(args...)), span, {}, {}});
}

/// All diagnostics as text, sorted by file and place, in the form that docs show; `colour` adds ANSI escapes.
std::string render(const SourceMap& sources, const Sink& sink, bool colour);

}  // namespace surety::source
