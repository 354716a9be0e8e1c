// text.h -- one source text as the parser reads it.
//
// ANTLR counts code points, spans count bytes; a byte order mark belongs to neither.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/source/diagnostic.h"

namespace antlr4 {
class Token;
class ParserRuleContext;
}  // namespace antlr4

namespace surety::syntax {

/// The text of one file together with the way from ANTLR's positions to spans. The source map must outlive it.
class Text {
 public:
  Text(const source::SourceMap& sources, source::FileId file);

  /// Without a byte order mark. Must be valid UTF-8 before it is given to ANTLR.
  [[nodiscard]] std::string_view content() const { return content_; }
  [[nodiscard]] source::Span span(const antlr4::Token* token) const;
  /// From the first token to the last one.
  [[nodiscard]] source::Span span(const antlr4::ParserRuleContext* context) const;
  /// Of `length` bytes of the content from byte `offset`.
  [[nodiscard]] source::Span bytes(std::size_t offset, std::size_t length) const;
  /// The last byte that holds text, or no text.
  [[nodiscard]] source::Span end() const;
  [[nodiscard]] std::string_view text(source::Span span) const { return sources_.text(span); }

 private:
  [[nodiscard]] std::uint32_t byte(std::size_t code_point) const;

  const source::SourceMap& sources_;
  source::FileId file_;
  std::uint32_t base_ = 0;
  std::string_view content_;
  std::vector<std::uint32_t> bytes_;  // by code point; empty where all are ASCII
};

}  // namespace surety::syntax
