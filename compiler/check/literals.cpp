// literals.cpp -- see literals.h.
#include "compiler/check/literals.h"

#include <algorithm>
#include <array>
#include <utility>

namespace surety::check {

namespace {
Decimal coarsest(Decimal number) {
  if (number.value == 0) number.scale = 0;
  while (number.scale > 0 && number.value % 10 == 0) {
    number.value /= 10;
    --number.scale;
  }
  return number;
}
}  // namespace

Decimal read_decimal(std::string_view digits) {
  const std::size_t point = digits.find('.');
  std::string all(digits.substr(0, point));
  int scale = 0;
  if (point != std::string_view::npos) {
    all += digits.substr(point + 1);
    scale = static_cast<int>(digits.size() - point - 1);
  }
  return coarsest({core::Integer(all.empty() ? "0" : all, 10), scale});
}

Decimal scaled(Decimal number, int exponent, unsigned factor) {
  number.value *= factor;
  number.scale -= exponent;
  if (number.scale < 0) {
    number.value *= core::power_of_ten(static_cast<unsigned>(-number.scale));
    number.scale = 0;
  }
  return coarsest(std::move(number));
}

const Suffix* find_suffix(std::string_view name) {
  constexpr unsigned minute = 60;
  constexpr unsigned hour = 60 * minute;
  constexpr unsigned day = 24 * hour;
  static constexpr std::array<std::pair<std::string_view, Suffix>, 6> suffixes{{{"%", {-2, 1, false}},
                                                                                {"bps", {-4, 1, false}},
                                                                                {"s", {0, 1, true}},
                                                                                {"m", {0, minute, true}},
                                                                                {"h", {0, hour, true}},
                                                                                {"d", {0, day, true}}}};
  const auto found = std::ranges::find(suffixes, name, &std::pair<std::string_view, Suffix>::first);
  return found == suffixes.end() ? nullptr : &found->second;
}

}  // namespace surety::check
