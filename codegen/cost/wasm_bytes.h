// wasm_bytes.h -- reading the bytes of a module one after another, and never beyond the last.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace surety::codegen::wasm {

class Bytes {
 public:
  /// `first` is where these bytes begin in the module: errors name places in it.
  explicit Bytes(std::span<const char> bytes, std::size_t first = 0) : bytes_(bytes), first_(first) {}

  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }
  [[nodiscard]] std::size_t place() const { return first_ + at_; }
  std::uint8_t byte();
  /// LEB128 of at most 32 bits.
  std::uint32_t size();
  /// Signed LEB128 of at most 32 bits.
  std::int64_t signed_number();
  /// LEB128 of at most 64 bits, whose value nobody needs.
  void skip_number();
  void skip(std::size_t count) { take(count); }
  std::string text() { return std::string(take(size())); }
  /// The next bytes as a reader of their own.
  Bytes part(std::size_t count);
  [[noreturn]] void refuse(std::string_view why) const;

 private:
  std::string_view take(std::size_t count);

  std::span<const char> bytes_;
  std::size_t first_;
  std::size_t at_ = 0;
};

}  // namespace surety::codegen::wasm
