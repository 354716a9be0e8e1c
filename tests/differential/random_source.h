// random_source.h -- random numbers that are the same on every machine and with every standard library.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "compiler/core/integer.h"

namespace surety::testing {

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : engine_(seed * 2 + 1) {}
  /// 0 … count - 1; distributions of <random> differ between libraries, this does not.
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  /// Uniform in the range.
  core::Integer uniform(const core::Range& range) {
    core::Integer bits = 0;
    for (int word = 0; word < 5; ++word) bits = bits * core::power_of_two(64) + core::Integer(engine_());
    const core::Integer size = range.high - range.low + 1;
    return range.low + (bits - core::floor_divide(bits, size) * size);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace surety::testing
