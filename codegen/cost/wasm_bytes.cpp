// wasm_bytes.cpp -- see wasm_bytes.h.
#include "codegen/cost/wasm_bytes.h"

#include <fmt/format.h>

#include "codegen/cost/wasm_module.h"

namespace surety::codegen::wasm {

void Bytes::refuse(std::string_view why) const { throw ModuleError(fmt::format("byte {}: {}", place(), why)); }

std::string_view Bytes::take(std::size_t count) {
  if (count > bytes_.size() - at_) refuse("the module ends in the middle of something");
  const std::string_view taken(bytes_.data() + at_, count);
  at_ += count;
  return taken;
}

std::uint8_t Bytes::byte() { return static_cast<std::uint8_t>(take(1)[0]); }

std::uint32_t Bytes::size() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    const std::uint8_t next = byte();
    value |= std::uint64_t{next & 0x7fU} << shift;
    if ((next & 0x80U) != 0) continue;
    if (value > UINT32_MAX) break;
    return static_cast<std::uint32_t>(value);
  }
  refuse("a number of more than 32 bits");
}

std::int64_t Bytes::signed_number() {
  std::int64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    const std::uint8_t next = byte();
    value |= static_cast<std::int64_t>(next & 0x7fU) << shift;
    if ((next & 0x80U) != 0) continue;
    const std::int64_t end = std::int64_t{1} << (shift + 7);
    return (next & 0x40U) != 0 ? value - end : value;
  }
  refuse("a number of more than 32 bits");
}

void Bytes::skip_number() {
  for (int length = 0; length < 10; ++length) {
    if ((byte() & 0x80U) == 0) return;
  }
  refuse("a number of more than 64 bits");
}

Bytes Bytes::part(std::size_t count) {
  const std::size_t begin = place();
  const std::string_view taken = take(count);
  return Bytes({taken.data(), taken.size()}, begin);
}

}  // namespace surety::codegen::wasm
