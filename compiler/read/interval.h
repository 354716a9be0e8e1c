// interval.h -- arithmetic on ranges: the smallest range that contains every possible result.
//
// The free functions serve whoever carries a range beside a value: the Interval reading (interval_domain.h), the prover
// for bounds, code generation for widths. Each is exact for independent operands (the result's ends are attained),
// hence sound for dependent ones. Reference: R. E. Moore, Interval Analysis, 1966, chapter 2.
#pragma once

#include <cstdint>
#include <optional>

#include "compiler/core/integer.h"

namespace surety::read {

/// Both ends belong to it; never empty.
using Interval = core::Range;

/// The truth of a comparison of values known only by their ranges.
enum class Truth : std::uint8_t { no, yes, maybe };

namespace interval {

using core::Integer;

/// The interval of one number.
Interval point(const Integer& value);
Interval add(const Interval& a, const Interval& b);
Interval subtract(const Interval& a, const Interval& b);
Interval multiply(const Interval& a, const Interval& b);
/// Floor of a / b. Only divisors >= 1 count, since semantics asks no others; where b has none the result is 0..0.
Interval div_floor(const Interval& a, const Interval& b);
/// Floor of the square root. Only values >= 0 count; where a has none the result is 0..0.
Interval square_root(const Interval& a);
/// The smallest interval that contains both.
Interval join(const Interval& a, const Interval& b);
/// What is in both; nullopt where nothing is.
std::optional<Interval> meet(const Interval& a, const Interval& b);
/// a, known to lie in `range`. Where they do not meet (such code is not reached) the result is the end of `range` that
/// is nearest to a.
Interval narrow(const Interval& a, const core::Range& range);
/// `a` where the condition holds, else `b`.
Interval select(Truth condition, const Interval& a, const Interval& b);

Truth less(const Interval& a, const Interval& b);
Truth equal(const Interval& a, const Interval& b);
Truth both(Truth a, Truth b);
Truth either(Truth a, Truth b);
Truth negate(Truth a);
/// Does every value fit signed 256 bits?
Truth fits(const Interval& a);
/// Bits of a two's complement form that holds every value.
unsigned signed_bits(const Interval& a);

}  // namespace interval
}  // namespace surety::read
