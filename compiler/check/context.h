// context.h -- what every part of the checker shares: texts, messages, symbols, and the contract that grows.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <tuple>

#include "compiler/check/symbols.h"
#include "compiler/check/written_sizes.h"
#include "compiler/core/contract.h"
#include "compiler/source/diagnostic.h"

namespace surety::check {

using source::Message;

class Context {
 public:
  Context(const source::SourceMap& sources, source::Sink& sink, std::string name)
      : contract(core::empty_contract(std::move(name))), sources_(sources), sink_(sink) {}

  /// Records a message once per place: code that is inlined or unrolled is checked many times but reported once.
  template <class... Args>
  source::Diagnostic& report(Message message, Span span, const Args&... args) {
    if (!seen_.insert({message, span.file.index, span.begin, span.end}).second) return repeated_ = {};
    return source::report(sink_, message, span, args...);
  }

  /// A warning that is worth showing only where everything else is well.
  void warn_later(Message message, Span span, std::string name) { later_.push_back({message, span, std::move(name)}); }
  void report_warnings() {
    for (const Later& each : later_) report(each.message, each.span, each.name);
  }

  /// The author's text, with line breaks, runs of blanks and comments as one blank.
  [[nodiscard]] std::string text(Span span) const;
  /// The error of this name, made where it is new.
  core::ErrorId error(const std::string& name);
  /// 1-based line of the beginning of a span.
  [[nodiscard]] unsigned line(Span span) const { return sources_.location(span.file, span.begin).line; }
  [[nodiscard]] bool has_errors() const { return sink_.has_errors(); }

  core::Contract contract;
  Symbols symbols;
  std::filesystem::path stdlib;  // for helps alone
  std::size_t unrolled = 0;      // iterations of all `for` so far
  WrittenSizes written;
  bool reported_size = false;  // that the contract is too large: said once

 private:
  const source::SourceMap& sources_;
  source::Sink& sink_;
  std::set<std::tuple<Message, std::uint32_t, std::uint32_t, std::uint32_t>> seen_;
  struct Later {
    Message message;
    Span span;
    std::string name;
  };
  std::vector<Later> later_;
  source::Diagnostic repeated_;  // takes the labels of a repeated message, and is forgotten
};

}  // namespace surety::check
