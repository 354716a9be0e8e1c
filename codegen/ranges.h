// ranges.h -- interval arithmetic on core::Range, exact at the ends: what Emit chooses widths from.
#pragma once

#include "compiler/core/integer.h"

namespace surety::codegen {

using core::Range;

Range add(const Range& a, const Range& b);
Range subtract(const Range& a, const Range& b);
Range multiply(const Range& a, const Range& b);
/// Requires b.low >= 1.
Range divide_floor(const Range& a, const Range& b);
/// Requires a.high >= 0; a negative low counts as 0.
Range square_root(const Range& a);
Range hull(const Range& a, const Range& b);

}  // namespace surety::codegen
