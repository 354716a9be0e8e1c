// numerals.h -- numbers, durations and dates as they are written elsewhere, and how they are written here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace surety::syntax {

/// "1719532800" -> "1_719_532_800". What is after a point stays as it is.
std::string grouped(std::string_view digits);
/// "2", "e3" -> "2_000"; nothing where `word` is no power of ten.
std::string without_exponent(std::string_view digits, std::string_view word);
/// The first number in `text` that has commas between its thousands, "1,000,000.5", and the same written here.
struct Mended {
  std::string written;
  std::string instead;
};
std::optional<Mended> thousands_with_commas(std::string_view text);
/// "2", "weeks" -> "14d"; nothing where `word` is no word for a length of time. Of months and years the usual number of
/// days.
std::string as_duration(std::string_view digits, std::string_view word);

struct CalendarDate {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
};
/// "2024-06-28", also with `/`; nothing where `text` is not wholly a date since 1970.
std::optional<CalendarDate> date_of(std::string_view text);
/// Midnight at its beginning, as seconds since 1970: "1_719_532_800s".
std::string seconds_of(const CalendarDate& date);
/// The same as a call of the library: "date(month_of(2024, 6), 28)".
std::string call_of(const CalendarDate& date);

}  // namespace surety::syntax
