#ifndef SURETY_QUANTITY_HPP
#define SURETY_QUANTITY_HPP
// What every generated C++ header shares: exact quantities, parties and the exception for numbers that are none.
#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace surety {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Unsigned128;

inline constexpr Int128 int128_max = static_cast<Int128>(~static_cast<Unsigned128>(0) >> 1);
inline constexpr Int128 int128_min = -int128_max - 1;

/// A text that is no number of its unit, is finer than its scale, or does not fit 128 bits; a sum that does not fit.
struct QuantityError : std::range_error {
  using std::range_error::range_error;
};

/// A text as a template argument.
template <std::size_t Size>
struct Name {
  char text[Size]{};
  consteval Name(const char (&from)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) text[i] = from[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

namespace detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a decimal number, collected one by one below zero, where there is room for the least number too.
struct Digits {
  Int128 value = 0;
  constexpr void take(char digit) {
    const int next = digit - '0';
    if (value < (int128_min + next) / 10) throw QuantityError("a number that does not fit 128 bits");
    value = value * 10 - next;
  }
};

/// "-1_000.5" or "1000.5 USD" as an integer that counts 10^-scale.
constexpr Int128 parse(std::string_view text, std::string_view unit, unsigned scale) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  Digits digits;
  bool point = false;
  bool any = false;
  unsigned decimals = 0;  // behind the point, as far as they count
  unsigned zeros = 0;     // behind the point, not yet taken: trailing ones are of no consequence
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool between = any && is_digit(text[at - 1]) && at + 1 < text.size() && is_digit(text[at + 1]);
    if (is_digit(c)) {
      any = true;
      if (point && c == '0') {
        ++zeros;
        continue;
      }
      if (point && decimals + zeros + 1 > scale)
        throw QuantityError("a number with more decimals than its unit has here");
      for (; zeros > 0; --zeros, ++decimals) digits.take('0');
      digits.take(c);
      if (point) ++decimals;
    } else if (c == '.' && between && !point) {
      point = true;
    } else if (c != '_' || !between) {
      break;
    }
  }
  if (!any) throw QuantityError("not a decimal number, such as 1000.5");
  if (at < text.size() && !unit.empty() && text[at] == ' ' && text.substr(at + 1) == unit) at = text.size();
  if (at < text.size()) throw QuantityError("a decimal number with something behind it that is not its unit");
  for (; decimals < scale; ++decimals) digits.take('0');
  if (negative) return digits.value;
  if (digits.value == int128_min) throw QuantityError("a number that does not fit 128 bits");
  return -digits.value;
}

inline std::string decimal(Int128 units, unsigned scale) {
  std::string backwards;
  Unsigned128 rest = units < 0 ? -static_cast<Unsigned128>(units) : static_cast<Unsigned128>(units);
  for (unsigned place = 0; rest != 0 || place <= scale; ++place, rest /= 10) {
    const char digit = static_cast<char>('0' + static_cast<int>(rest % 10));
    if (place == scale && !backwards.empty()) backwards += '.';
    if (place >= scale || digit != '0' || !backwards.empty()) backwards += digit;
  }
  if (units < 0) backwards += '-';
  return {backwards.rbegin(), backwards.rend()};
}

/// A number into a member of the C structures, which may be narrower.
template <class Member>
void put(Member& member, Int128 value) {
  member = static_cast<Member>(value);
  if (static_cast<Int128>(member) != value) throw QuantityError("a number that its place cannot hold");
}

}  // namespace detail

/// An exact number of a unit: `units()` counts 10^-Scale of it. Quantities of another unit or scale do not mix with it.
template <Name Unit, unsigned Scale>
class Quantity {
 public:
  static constexpr std::string_view unit = Unit.view();
  static constexpr unsigned scale = Scale;

  constexpr Quantity() = default;
  /// A number in the program's text, such as "1_000.5": whether it is one is decided when the program is compiled.
  template <std::size_t Size>
  consteval Quantity(const char (&text)[Size]) : units_(detail::parse({text, Size - 1}, unit, Scale)) {}
  /// A number that is known when the program runs. Throws QuantityError.
  [[nodiscard]] static constexpr Quantity parse(std::string_view text) {
    return of_units(detail::parse(text, unit, Scale));
  }
  [[nodiscard]] static constexpr Quantity of_units(Int128 units) {
    Quantity result;
    result.units_ = units;
    return result;
  }

  [[nodiscard]] constexpr Int128 units() const { return units_; }
  /// "1000.5": exact, without trailing zeros.
  [[nodiscard]] std::string text() const { return detail::decimal(units_, Scale); }
  /// The same number at another scale. Throws QuantityError where it would not be the same.
  template <unsigned To>
  [[nodiscard]] constexpr Quantity<Unit, To> at_scale() const {
    Int128 value = units_;
    for (unsigned s = Scale; s < To; ++s)
      if (__builtin_mul_overflow(value, static_cast<Int128>(10), &value))
        throw QuantityError("a number that does not fit 128 bits");
    for (unsigned s = To; s < Scale; ++s) {
      if (value % 10 != 0) throw QuantityError("a number with more decimals than the scale it is brought to");
      value /= 10;
    }
    return Quantity<Unit, To>::of_units(value);
  }

  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    if (__builtin_add_overflow(a.units_, b.units_, &a.units_)) throw QuantityError("a sum that does not fit 128 bits");
    return a;
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    if (__builtin_sub_overflow(a.units_, b.units_, &a.units_))
      throw QuantityError("a difference that does not fit 128 bits");
    return a;
  }
  friend constexpr Quantity operator-(Quantity a) { return Quantity{} - a; }
  friend constexpr bool operator==(Quantity, Quantity) = default;
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  Int128 units_ = 0;
};

/// Who acts: an index that the program hands out, from 0. A party has a row in each table once it took part in a step.
struct Party {
  std::uint32_t index = 0;
  friend constexpr bool operator==(Party, Party) = default;
  friend constexpr auto operator<=>(Party, Party) = default;
};

namespace detail {

inline void within(Int128 value, Int128 low, Int128 high, const char* name) {
  if (value < low || value > high) throw QuantityError(std::string(name) + " is outside its declared range");
}

/// The fewest rows among which the party has one.
inline std::uint32_t rows_with(Party party) {
  if (party.index == std::numeric_limits<std::uint32_t>::max())
    throw std::length_error("a party beyond the last row that there can be");
  return party.index + 1;
}

/// How many rows a table of `rows` rows is to have so that the party has one: twice as many, if that is enough.
inline std::uint32_t rows_for(Party party, std::uint32_t rows) {
  const std::uint64_t wanted = rows_with(party);
  if (wanted <= rows) return rows;
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(std::max(wanted, 2 * std::uint64_t{rows}), most));
}

}  // namespace detail

}  // namespace surety
#endif
