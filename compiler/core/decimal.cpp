// decimal.cpp -- see decimal.h.
#include "compiler/core/decimal.h"

namespace surety::core {

std::string to_decimal(const Integer& value, unsigned scale) {
  std::string digits = to_string(abs(value));
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  const std::string whole = digits.substr(0, digits.size() - scale);
  std::string fraction = digits.substr(digits.size() - scale);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return (value < 0 ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace surety::core
