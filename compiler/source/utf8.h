// utf8.h -- UTF-8, one code point at a time.
//
// Source text is checked once before it is parsed; what prints lines must live with any bytes. Both decode here. Strict
// as RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace surety::source {

struct CodePoint {
  char32_t value = 0;
  unsigned length = 1;  // in bytes; 1 where invalid
  bool valid = false;
};

/// The code point that begins at byte `offset`, which must lie inside the text.
CodePoint decode_utf8(std::string_view text, std::size_t offset);
/// Offset of the first byte that is not part of a valid code point.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

}  // namespace surety::source
