// literals.h -- number literals: exact decimals at the coarsest scale that holds them.
//
// `2.50 USD` is 25 at scale 1. As coarser values flow into finer types freely, a literal adapts to whatever is asked.
#pragma once

#include <string_view>

#include "compiler/core/integer.h"

namespace surety::check {

/// value * 10^-scale, with scale >= 0 as small as possible.
struct Decimal {
  core::Integer value;
  int scale = 0;
};

/// "2000.50" -> 20005 @ 1. Requires digits with at most one point.
Decimal read_decimal(std::string_view digits);
/// The same number times 10^exponent and times `factor`.
Decimal scaled(Decimal number, int exponent, unsigned factor = 1);

/// What a literal's suffix says where it is not a declared unit: `%`, `bps`, or a duration.
struct Suffix {
  int exponent = 0;  // power of ten
  unsigned factor = 1;
  bool duration = false;  // else a ratio
};
/// nullptr where `name` is none of them.
const Suffix* find_suffix(std::string_view name);

}  // namespace surety::check
