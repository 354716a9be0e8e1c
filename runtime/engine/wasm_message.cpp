// wasm_message.cpp -- see wasm_message.h.
#include "runtime/engine/wasm_message.h"

#include <stdexcept>

namespace surety::runtime {

namespace {
constexpr std::size_t cell_size = 16;
}

void MessageWriter::word(std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) bytes_.push_back(static_cast<char>(value >> shift));
}

void MessageWriter::cell(const core::Integer& value) {
  core::Integer pattern = value;
  if (value < 0) pattern += core::power_of_two(8 * cell_size);
  const std::size_t start = bytes_.size();
  bytes_.resize(start + cell_size);
  mpz_export(bytes_.data() + start, nullptr, -1, 1, -1, 0, pattern.get_mpz_t());
}

void MessageWriter::raw(std::span<const char> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

std::span<const char> MessageReader::take(std::size_t size) {
  if (bytes_.size() < size) throw std::out_of_range("a message from the wasm host is too short");
  const std::span<const char> result = bytes_.first(size);
  bytes_ = bytes_.subspan(size);
  return result;
}

std::uint32_t MessageReader::word() {
  std::uint32_t value = 0;
  unsigned shift = 0;
  for (const char byte : take(4)) {
    value |= std::uint32_t{static_cast<unsigned char>(byte)} << shift;
    shift += 8;
  }
  return value;
}

core::Integer MessageReader::cell() {
  core::Integer value;
  mpz_import(value.get_mpz_t(), cell_size, -1, 1, -1, 0, take(cell_size).data());
  if (value >= core::power_of_two(8 * cell_size - 1)) value -= core::power_of_two(8 * cell_size);
  return value;
}

}  // namespace surety::runtime
