// wasm_message.h -- the bytes that the wasm engine and wasm_host.js exchange.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/core/integer.h"

namespace surety::runtime {

/// Builds a message.
class MessageWriter {
 public:
  void letter(char value) { bytes_.push_back(value); }
  void word(std::uint32_t value);
  /// Requires that the value fits 128 bits.
  void cell(const core::Integer& value);
  void raw(std::span<const char> bytes);
  [[nodiscard]] const std::vector<char>& bytes() const { return bytes_; }

 private:
  std::vector<char> bytes_;
};

/// Takes a message apart. Throws std::out_of_range where it is too short.
class MessageReader {
 public:
  explicit MessageReader(std::span<const char> bytes) : bytes_(bytes) {}
  std::uint32_t word();
  core::Integer cell();
  /// The next `size` bytes, of the message itself.
  std::span<const char> raw(std::size_t size) { return take(size); }

 private:
  std::span<const char> take(std::size_t size);

  std::span<const char> bytes_;
};

}  // namespace surety::runtime
