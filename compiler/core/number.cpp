// number.cpp -- see number.h.
#include "compiler/core/number.h"

namespace surety::core {

namespace {

__extension__ using Word = unsigned __int128;

/// Magnitude of a number of at most two limbs of 64 bits.
Word low_limbs(const Integer& value) {
  const auto limb = [&](mp_size_t i) { return static_cast<Word>(mpz_getlimbn(value.get_mpz_t(), i)); };
  return (limb(1) << 64U) | limb(0);
}

}  // namespace

Number::Number(const Integer& value) {
  static_assert(GMP_NUMB_BITS == 64);
  constexpr Word half = static_cast<Word>(1) << 127U;
  const bool negative = sgn(value) < 0;
  const Word magnitude = low_limbs(value);
  if (mpz_size(value.get_mpz_t()) > 2 || magnitude > half || (magnitude == half && !negative)) {
    big_ = std::make_unique<Integer>(value);
  } else {
    small_ = static_cast<Small>(negative ? Word{0} - magnitude : magnitude);
  }
}

Integer Number::integer() const {
  if (big_) return *big_;
  if (small_ >= INT64_MIN && small_ <= INT64_MAX) return Integer(static_cast<long>(small_));
  const Word magnitude = small_ < 0 ? Word{0} - static_cast<Word>(small_) : static_cast<Word>(small_);
  const std::uint64_t limbs[] = {static_cast<std::uint64_t>(magnitude), static_cast<std::uint64_t>(magnitude >> 64U)};
  Integer result;
  mpz_import(result.get_mpz_t(), 2, -1, sizeof(std::uint64_t), 0, 0, limbs);
  if (small_ < 0) result = -result;
  return result;
}

Number operator+(const Number& a, const Number& b) {
  Number::Small sum = 0;
  if (!a.big_ && !b.big_ && !__builtin_add_overflow(a.small_, b.small_, &sum)) return Number(sum, nullptr);
  return Number(Integer(a.integer() + b.integer()));
}

Number operator-(const Number& a, const Number& b) {
  Number::Small difference = 0;
  if (!a.big_ && !b.big_ && !__builtin_sub_overflow(a.small_, b.small_, &difference))
    return Number(difference, nullptr);
  return Number(Integer(a.integer() - b.integer()));
}

Number operator*(const Number& a, const Number& b) {
  Number::Small product = 0;
  if (!a.big_ && !b.big_ && !__builtin_mul_overflow(a.small_, b.small_, &product)) return Number(product, nullptr);
  return Number(Integer(a.integer() * b.integer()));
}

Number floor_divide(const Number& a, const Number& b) {
  // The one quotient of small numbers that is not small is -2^127 / -1.
  if (a.big_ || b.big_ || b.small_ == -1) return Number(floor_divide(a.integer(), b.integer()));
  const Number::Small quotient = a.small_ / b.small_;
  const bool inexact = quotient * b.small_ != a.small_;
  return Number(inexact && (a.small_ < 0) != (b.small_ < 0) ? quotient - 1 : quotient, nullptr);
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (!a.big_ && !b.big_) return a.small_ <=> b.small_;
  return cmp(a.integer(), b.integer()) <=> 0;
}

}  // namespace surety::core
