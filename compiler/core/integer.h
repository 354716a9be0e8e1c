// integer.h -- the mathematical integers every reading agrees on.
//
// Core values have no width: they are integers. A width is only ever a range check. GMP gives exact arithmetic; this
// file adds the handful of functions the readings share, so that nobody calls GMP's C interface elsewhere.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace surety::core {

using Integer = mpz_class;

/// 10^exponent.
Integer power_of_ten(unsigned exponent);
/// 2^exponent.
Integer power_of_two(unsigned exponent);
/// Quotient rounded toward minus infinity. Requires denominator != 0.
Integer floor_divide(const Integer& numerator, const Integer& denominator);
/// Largest r with r*r <= value. Requires value >= 0.
Integer floor_square_root(const Integer& value);
/// Decimal digits, with a minus sign where negative.
std::string to_string(const Integer& value);
/// Bits of the two's complement form, sign included: 1 for 0 and -1, 2 for 1, 8 for 127 and -128.
unsigned signed_bits(const Integer& value);

/// All integers from `low` to `high`, both included. Requires low <= high.
struct Range {
  Integer low;
  Integer high;
  [[nodiscard]] bool contains(const Integer& value) const { return low <= value && value <= high; }
  bool operator==(const Range&) const = default;
};

/// What a stored value or an argument may be at most: signed 128 bits.
const Range& storage_range();
/// What an intermediate result may be at most: signed 256 bits. Outside it an action reverts with `Overflow`.
const Range& intermediate_range();

}  // namespace surety::core
