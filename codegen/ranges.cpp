// ranges.cpp -- see ranges.h.
#include "codegen/ranges.h"

#include <algorithm>

namespace surety::codegen {

using core::Integer;

Range add(const Range& a, const Range& b) { return {a.low + b.low, a.high + b.high}; }

Range subtract(const Range& a, const Range& b) { return {a.low - b.high, a.high - b.low}; }

Range multiply(const Range& a, const Range& b) {
  const Integer corners[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
  return {*std::min_element(std::begin(corners), std::end(corners)),
          *std::max_element(std::begin(corners), std::end(corners))};
}

Range divide_floor(const Range& a, const Range& b) {
  return {core::floor_divide(a.low, a.low < 0 ? b.low : b.high),
          core::floor_divide(a.high, a.high < 0 ? b.high : b.low)};
}

Range square_root(const Range& a) {
  return {core::floor_square_root(a.low < 0 ? Integer(0) : a.low), core::floor_square_root(a.high)};
}

Range hull(const Range& a, const Range& b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

}  // namespace surety::codegen
