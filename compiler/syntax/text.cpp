// text.cpp -- see text.h.
#include "compiler/syntax/text.h"

#include <antlr4-runtime.h>

#include <algorithm>

namespace surety::syntax {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

}  // namespace

Text::Text(const source::SourceMap& sources, source::FileId file)
    : sources_(sources), file_(file), content_(sources.text(file)) {
  if (content_.starts_with(byte_order_mark)) {
    base_ = static_cast<std::uint32_t>(byte_order_mark.size());
    content_.remove_prefix(base_);
  }
  if (std::none_of(content_.begin(), content_.end(), is_continuation)) return;
  for (std::size_t at = 0; at < content_.size(); ++at) {
    if (!is_continuation(content_[at])) bytes_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::uint32_t Text::byte(std::size_t code_point) const {
  const auto end = static_cast<std::uint32_t>(content_.size());
  if (bytes_.empty()) return base_ + static_cast<std::uint32_t>(std::min<std::size_t>(code_point, end));
  return base_ + (code_point < bytes_.size() ? bytes_[code_point] : end);
}

source::Span Text::span(const antlr4::Token* token) const {
  if (token->getType() == antlr4::Token::EOF) return end();
  return {file_, byte(token->getStartIndex()), byte(token->getStopIndex() + 1)};
}

source::Span Text::span(const antlr4::ParserRuleContext* context) const {
  source::Span result = span(context->start);
  if (context->stop != nullptr) result.end = std::max(result.end, span(context->stop).end);
  return result;
}

source::Span Text::bytes(std::size_t offset, std::size_t length) const {
  const auto begin = static_cast<std::uint32_t>(offset);
  return {file_, base_ + begin, base_ + begin + static_cast<std::uint32_t>(length)};
}

source::Span Text::end() const {
  const std::size_t last = content_.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return {file_, 0, 0};
  return bytes(last + 1, 0);
}

}  // namespace surety::syntax
