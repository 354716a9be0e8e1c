// diagnostic.cpp -- the table of messages, and how a diagnostic is printed.
#include "compiler/source/diagnostic.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "compiler/source/snippet.h"

namespace surety::source {

namespace {

constexpr std::array messages = {
#define MESSAGE(name, severity, code, format, explanation) \
  MessageInfo{#name, Severity::severity, code, format, explanation},
#include "compiler/source/messages.def"
#undef MESSAGE
};

Style make_style(bool colour) {
  if (!colour) return {};
  return {"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;36m", "\x1b[1m", "\x1b[0m"};
}

// The marks of one diagnostic by file, the primary one's file first. A label on the very span of the primary mark
// becomes its text.
std::vector<std::vector<Mark>> marks_by_file(const Diagnostic& diagnostic) {
  std::vector<std::vector<Mark>> groups{{{diagnostic.span, "", true}}};
  for (const Label& label : diagnostic.labels) {
    Mark& primary = groups.front().front();
    if (label.span == primary.span && primary.text.empty()) {
      primary.text = label.text;
      continue;
    }
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const std::vector<Mark>& marks) {
      return marks.front().span.file == label.span.file;
    });
    if (group != groups.end()) {
      group->push_back({label.span, label.text, false});
    } else {
      groups.push_back({{label.span, label.text, false}});
    }
  }
  return groups;
}

std::string render_marks(const SourceMap& sources, const Diagnostic& diagnostic, unsigned& gutter, const Style& style,
                         const std::string& accent) {
  const std::vector<std::vector<Mark>> groups = marks_by_file(diagnostic);
  unsigned last = 0;
  for (const std::vector<Mark>& marks : groups) last = std::max(last, last_line(sources, marks));
  gutter = static_cast<unsigned>(std::to_string(last).size());
  std::string result;
  for (const std::vector<Mark>& marks : groups) {
    const Span span = marks.front().span;
    const Location at = sources.location(span.file, span.begin);
    const char* arrow = &marks == &groups.front() ? "-->" : ":::";
    result += fmt::format("{:{}}{}{}{} {}:{}:{}\n", "", gutter, style.frame, arrow, style.off, sources.name(span.file),
                          at.line, at.column);
    result += snippet(sources, marks, gutter, style, accent);
  }
  return result;
}

std::string render_one(const SourceMap& sources, const Diagnostic& diagnostic, const Style& style) {
  const MessageInfo& row = info(diagnostic.message);
  const bool error = row.severity == Severity::error;
  const std::string& accent = error ? style.error : style.warning;
  std::string result = fmt::format("{}{}[{}]{}{}: {}{}\n", accent, error ? "error" : "warning", row.code, style.off,
                                   style.bold, diagnostic.text, style.off);
  unsigned gutter = 1;
  const bool known_file = diagnostic.span.file.index < sources.size();
  if (known_file && diagnostic.span.none()) {
    result += fmt::format(" {}-->{} {}\n", style.frame, style.off, sources.name(diagnostic.span.file));
  } else if (known_file) {
    result += render_marks(sources, diagnostic, gutter, style, accent);
  }
  for (const std::string& help : diagnostic.helps) {
    result += fmt::format("{:{}} {}= help:{} {}\n", "", gutter, style.help, style.off, help);
  }
  return result;
}

}  // namespace

const MessageInfo& info(Message message) { return messages.at(static_cast<std::size_t>(message)); }

std::vector<MessageInfo> all_messages() { return {messages.begin(), messages.end()}; }

bool Sink::has_errors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& diagnostic) { return info(diagnostic.message).severity == Severity::error; });
}

std::string render(const SourceMap& sources, const Sink& sink, bool colour) {
  std::vector<const Diagnostic*> ordered;
  for (const Diagnostic& diagnostic : sink.diagnostics()) ordered.push_back(&diagnostic);
  const auto key = [](const Diagnostic* diagnostic) {
    return std::tuple(diagnostic->span.file.index, diagnostic->span.begin, diagnostic->span.end);
  };
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](const Diagnostic* a, const Diagnostic* b) { return key(a) < key(b); });
  const Style style = make_style(colour);
  std::string result;
  for (const Diagnostic* diagnostic : ordered) {
    if (!result.empty()) result += "\n";
    result += render_one(sources, *diagnostic, style);
  }
  return result;
}

}  // namespace surety::source
