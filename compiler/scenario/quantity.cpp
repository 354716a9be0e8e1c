// quantity.cpp -- see quantity.h.
#include "compiler/scenario/quantity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "compiler/core/decimal.h"
#include "compiler/scenario/suggest.h"

namespace surety::scenario {

using core::Integer;
using Result = std::variant<Integer, ValueError>;

namespace {

unsigned scale_of(const core::Type& type) { return static_cast<unsigned>(std::max(type.scale, 0)); }

std::string show_seconds(const Integer& value, unsigned scale) {
  struct Unit {
    const char* name;
    int seconds;
    int least;
  };
  constexpr std::array<Unit, 3> units{{{"d", 86'400, 86'400}, {"h", 3'600, 3'600}, {"m", 60, 300}}};
  for (const Unit& unit : units) {
    const Integer step = unit.seconds * core::power_of_ten(scale);
    if (abs(value) >= unit.least * core::power_of_ten(scale) && value % step == 0) {
      return core::to_string(value / step) + unit.name;
    }
  }
  return core::to_decimal(value, scale) + "s";
}

std::string trimmed(std::string_view text) {
  const auto space = [](unsigned char c) { return std::isspace(c) != 0; };
  while (!text.empty() && space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && space(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return std::string(text);
}

/// A decimal number and what stands behind it.
struct Amount {
  Integer mantissa;       // without the point
  unsigned decimals = 0;  // digits behind the point
  std::string unit;       // without spaces
};

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Splits "-2_000.50 USD / ETH"; nullopt where it does not begin with a number.
std::optional<Amount> split(const std::string& text) {
  constexpr std::size_t most_digits = 200;
  Amount result;
  std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::string digits;
  bool point = false;
  for (; at < text.size(); ++at) {
    const bool between = !digits.empty() && digit(text[at - 1]) && at + 1 < text.size() && digit(text[at + 1]);
    if (digit(text[at])) {
      digits += text[at];
      if (point) ++result.decimals;
    } else if (text[at] == '.' && between && !point) {
      point = true;
    } else if (text[at] != '_' || !between) {
      break;
    }
  }
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  result.mantissa = Integer(digits, 10);
  if (text.starts_with('-')) result.mantissa = -result.mantissa;
  std::ranges::copy_if(text.substr(at), std::back_inserter(result.unit), [](char c) { return c != ' '; });
  return result;
}

/// How many of 10^-decimals of the type's dimension one of the unit is; decimals may be 0, 2 or 4.
struct Factor {
  int times = 1;
  unsigned decimals = 0;
};
std::optional<Factor> factor(const core::Type& type, const std::string& unit) {
  if (unit.empty() || unit == type.dimension) return Factor{};
  if (type.dimension == "ratio") {
    if (unit == "%") return Factor{1, 2};
    if (unit == "bps") return Factor{1, 4};
  }
  if (type.dimension == "s") {
    if (unit == "m") return Factor{60};
    if (unit == "h") return Factor{3'600};
    if (unit == "d") return Factor{86'400};
  }
  return std::nullopt;
}

/// A number of things, such as days or elements: a ratio without decimals is one.
bool counts(const core::Type& type) {
  return type.dimension.empty() || (type.dimension == "ratio" && scale_of(type) == 0);
}

std::string wanted(const core::Type& type) {
  if (counts(type)) return "a whole number without a unit, such as `42`";
  if (type.dimension == "ratio") return "a ratio, such as `2.5%`, `30bps` or `0.025`";
  if (type.dimension == "s") return "a duration, such as `60s`, `5m`, `8h` or `7d`";
  return "an amount of " + type.dimension + ", such as `100 " + type.dimension + "`";
}

Result read_number(const core::Type& type, const std::string& text) {
  const std::optional<Amount> amount = split(text);
  if (!amount) return ValueError{"expected " + wanted(type) + ", found `" + text + "`"};
  const std::optional<Factor> unit = factor(type, amount->unit);
  if (!unit)
    return ValueError{"expected " + wanted(type) + ", found the unit `" + amount->unit + "` in `" + text + "`"};
  const Integer scaled = amount->mantissa * unit->times * core::power_of_ten(scale_of(type));
  const Integer divisor = core::power_of_ten(amount->decimals + unit->decimals);
  if (scaled % divisor != 0) {
    const std::string smallest = show(type, 1);
    return ValueError{"`" + text + "` has digits finer than " + smallest + ", the smallest step here"};
  }
  Integer value = scaled / divisor;
  if (!core::storage_range().contains(value)) return ValueError{"`" + text + "` does not fit 128 bits"};
  return value;
}

Result read_enumeration(const core::Type& type, const std::string& text) {
  const auto found = std::ranges::find(type.constants, text);
  if (found != type.constants.end()) return Integer(static_cast<unsigned long>(found - type.constants.begin()));
  return ValueError{"`" + text + "` is not a value of " + type.enumeration + suggestion(text, type.constants)};
}

Result read_party(const std::string& text, std::vector<std::string>& parties) {
  if (text.empty()) return ValueError{"expected the name of a party, found nothing"};
  const auto found = std::ranges::find(parties, text);
  const auto index = static_cast<unsigned long>(found - parties.begin());
  if (found == parties.end()) parties.push_back(text);
  return Integer(index);
}

}  // namespace

std::string show(const core::Type& type, const Integer& value, const std::vector<std::string>& parties) {
  if (type.sort == core::Sort::boolean) return value != 0 ? "true" : "false";
  if (type.sort == core::Sort::party) {
    return value >= 0 && value < parties.size() ? parties[value.get_ui()] : "party" + core::to_string(value);
  }
  if (!type.enumeration.empty() && value >= 0 && value < type.constants.size()) return type.constants[value.get_ui()];
  if (counts(type)) return core::to_decimal(value, scale_of(type));
  if (type.dimension == "ratio") return core::to_decimal(value * 100, scale_of(type)) + "%";
  if (type.dimension == "s") return show_seconds(value, scale_of(type));
  return core::to_decimal(value, scale_of(type)) + " " + type.dimension;
}

Result read(const core::Type& type, std::string_view text, std::vector<std::string>& parties) {
  const std::string word = trimmed(text);
  switch (type.sort) {
    case core::Sort::boolean:
      if (word == "true" || word == "false") return Integer(word == "true" ? 1 : 0);
      return ValueError{"expected `true` or `false`, found `" + word + "`"};
    case core::Sort::party: return read_party(word, parties);
    case core::Sort::integer: break;
  }
  return type.enumeration.empty() ? read_number(type, word) : read_enumeration(type, word);
}

}  // namespace surety::scenario
