// number.h -- an exact integer that costs nothing while it is small.
//
// Almost every value of a contract fits 128 bits and only products leave them for a moment. Number keeps the small ones
// in the object, without memory of their own, and hands the others to GMP; the value is the same integer either way.
// The Concrete reading computes with it, so that a search may execute a call in microseconds.
#pragma once

#include <compare>
#include <memory>
#include <utility>

#include "compiler/core/integer.h"

namespace surety::core {

class Number {
 public:
  Number() = default;
  Number(int value) : small_(value) {}  // NOLINT(google-explicit-constructor): a literal
  Number(const Integer& value);         // NOLINT(google-explicit-constructor): the same integer
  Number(const Number& other) : small_(other.small_), big_(copied(other)) {}
  Number(Number&& other) noexcept = default;
  ~Number() = default;
  Number& operator=(const Number& other) {
    small_ = other.small_;
    big_ = copied(other);
    return *this;
  }
  Number& operator=(Number&& other) noexcept = default;

  [[nodiscard]] Integer integer() const;
  /// Nearest, or one beside it.
  [[nodiscard]] double approximate() const { return big_ ? big_->get_d() : static_cast<double>(small_); }
  /// As core::signed_bits(value) <= 256.
  [[nodiscard]] bool fits_256_bits() const { return !big_ || signed_bits(*big_) <= 256; }

  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// Toward minus infinity. Requires b != 0.
  friend Number floor_divide(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return (a <=> b) == 0; }

 private:
  __extension__ using Small = __int128;
  explicit Number(Small value, std::unique_ptr<Integer> big) : small_(value), big_(std::move(big)) {}
  static std::unique_ptr<Integer> copied(const Number& other) {
    return other.big_ ? std::make_unique<Integer>(*other.big_) : nullptr;
  }

  Small small_ = 0;               // the value, where big_ is null
  std::unique_ptr<Integer> big_;  // the value, where it does not fit 128 bits, and only there
};

}  // namespace surety::core
