// decimal.h -- scaled integers as people and messages write them.
#pragma once

#include <string>

#include "compiler/core/integer.h"

namespace surety::core {

/// value * 10^-scale as a decimal number without trailing zeros: -1500 at scale 3 is "-1.5".
std::string to_decimal(const Integer& value, unsigned scale);

}  // namespace surety::core
