// utf8.cpp -- see utf8.h.
#include "compiler/source/utf8.h"

namespace surety::source {

namespace {

struct Lead {
  unsigned length;
  char32_t bits;
  char32_t smallest;  // a smaller value in this length is an overlong form
};

Lead classify(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const Lead lead = classify(byte(offset));
  if (lead.length == 0 || offset + lead.length > text.size()) return {};
  char32_t value = lead.bits;
  for (unsigned i = 1; i < lead.length; ++i) {
    if ((byte(offset + i) & 0xC0U) != 0x80) return {};
    value = value << 6U | (byte(offset + i) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < lead.smallest || surrogate || value > 0x10FFFF) return {};
  return {value, lead.length, true};
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode_utf8(text, offset);
    if (!point.valid) return offset;
    offset += point.length;
  }
  return std::nullopt;
}

}  // namespace surety::source
