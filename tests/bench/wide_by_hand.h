// wide_by_hand.h -- 128-bit multiplication and division as an expert writes them for prices and amounts.
//
// Freestanding, so that the same source is compiled to wasm: that machine has no 64 x 64 -> 128 multiplication, and
// what the compiler calls instead is slow. Division by a 64-bit divisor multiplies with its reciprocal.
//
//   source  Moeller and Granlund, Improved Division by Invariant Integers (2011), algorithm 4
#pragma once

#include <stdint.h>

namespace surety::bench {

__extension__ using Signed = __int128;
__extension__ using Wide = unsigned __int128;

constexpr uint64_t high_word(Wide value) { return static_cast<uint64_t>(value >> 64); }
constexpr uint64_t low_word(Wide value) { return static_cast<uint64_t>(value); }
constexpr Wide magnitude(Signed value) { return value < 0 ? -static_cast<Wide>(value) : static_cast<Wide>(value); }

constexpr Wide multiply_words(uint64_t a, uint64_t b) {
#ifdef __wasm__
  const uint64_t a0 = a & 0xffffffff;
  const uint64_t a1 = a >> 32;
  const uint64_t b0 = b & 0xffffffff;
  const uint64_t b1 = b >> 32;
  const uint64_t low = a0 * b0;
  const uint64_t first = a1 * b0 + (low >> 32);
  const uint64_t second = a0 * b1 + (first & 0xffffffff);
  const uint64_t high = a1 * b1 + (first >> 32) + (second >> 32);
  return (static_cast<Wide>(high) << 64) | (a * b);
#else
  return static_cast<Wide>(a) * b;
#endif
}

/// A divisor with what it takes to divide by it.
struct Divisor {
  constexpr explicit Divisor(uint64_t d)
      : divisor(d), shift(__builtin_clzll(d)), normalised(d << shift), reciprocal(word(normalised)) {}
  static constexpr uint64_t word(uint64_t d) { return static_cast<uint64_t>(~Wide{0} / d); }

  uint64_t divisor;
  int shift;
  uint64_t normalised;
  uint64_t reciprocal;
};

/// n / d, where the quotient is known to fit 64 bits.
constexpr uint64_t divide(Wide n, const Divisor& d) {
  if (high_word(n) == 0) return low_word(n) / d.divisor;
  const Wide shifted = n << d.shift;
  const uint64_t top = high_word(shifted);
  const uint64_t rest = low_word(shifted);
  const Wide estimate = multiply_words(top, d.reciprocal) + shifted;
  uint64_t quotient = high_word(estimate) + 1;
  uint64_t remainder = rest - quotient * d.normalised;
  if (remainder > low_word(estimate)) {
    --quotient;
    remainder += d.normalised;
  }
  return remainder >= d.normalised ? quotient + 1 : quotient;
}

/// n / d for a divisor met once, where the quotient is known to fit 64 bits.
inline uint64_t divide_once(Wide n, uint64_t d) {
  if (high_word(n) == 0) return low_word(n) / d;
#ifdef __x86_64__
  uint64_t quotient = 0;
  uint64_t remainder = 0;
  __asm__("divq %4" : "=a"(quotient), "=d"(remainder) : "a"(low_word(n)), "d"(high_word(n)), "r"(d) : "cc");
  return quotient;
#else
  // Knuth's algorithm D with digits of 32 bits.
  const int shift = __builtin_clzll(d);
  const uint64_t divisor = d << shift;
  const uint64_t low = low_word(n) << shift;
  const uint64_t first = divisor >> 32;
  const uint64_t second = divisor & 0xffffffff;
  uint64_t rest = high_word(n) << shift | (low_word(n) >> 1) >> (63 - shift);
  uint64_t quotient = 0;
  const uint64_t digits[] = {low >> 32, low & 0xffffffff};
  for (const uint64_t next : digits) {
    uint64_t digit = rest / first;
    uint64_t left = rest - digit * first;
    while (digit >> 32 != 0 || digit * second > ((left << 32) | next)) {
      --digit;
      left += first;
      if (left >> 32 != 0) break;
    }
    rest = (rest << 32) + next - digit * divisor;
    quotient = (quotient << 32) | digit;
  }
  return quotient;
#endif
}

/// floor(a * k / d) for k <= d, d > 0: at most a. Where something does not fit 64 bits, bit by bit: it hardly happens.
inline uint64_t share(uint64_t a, Wide k, Wide d) {
  if (high_word(d) == 0) return divide_once(multiply_words(a, low_word(k)), low_word(d));
  uint64_t quotient = 0;
  Wide remainder = 0;  // below d < 2^127
  for (int bit = 63; bit >= 0; --bit) {
    quotient <<= 1;
    remainder <<= 1;
    if (remainder >= d) {
      remainder -= d;
      ++quotient;
    }
    if ((a >> bit & 1) == 0) continue;
    remainder += k;
    if (remainder >= d) {
      remainder -= d;
      ++quotient;
    }
  }
  return quotient;
}

}  // namespace surety::bench
