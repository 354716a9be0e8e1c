// numerals.cpp -- see numerals.h.
#include "compiler/syntax/numerals.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

namespace surety::syntax {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Of at most nine digits; nothing for other texts.
std::optional<int> integer(std::string_view digits) {
  constexpr std::size_t most = 9;
  if (digits.empty() || digits.size() > most || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  int value = 0;
  for (const char digit : digits) value = 10 * value + (digit - '0');
  return value;
}

std::string without_underscores(std::string_view digits) {
  std::string result(digits);
  std::erase(result, '_');
  return result;
}

struct LengthOfTime {
  std::string_view word;
  int count;
  char suffix;
};

constexpr std::array<LengthOfTime, 21> lengths{
    {{"second", 1, 's'},  {"seconds", 1, 's'}, {"sec", 1, 's'},    {"secs", 1, 's'},    {"minute", 1, 'm'},
     {"minutes", 1, 'm'}, {"min", 1, 'm'},     {"mins", 1, 'm'},   {"hour", 1, 'h'},    {"hours", 1, 'h'},
     {"hr", 1, 'h'},      {"hrs", 1, 'h'},     {"day", 1, 'd'},    {"days", 1, 'd'},    {"week", 7, 'd'},
     {"weeks", 7, 'd'},   {"w", 7, 'd'},       {"month", 30, 'd'}, {"months", 30, 'd'}, {"year", 365, 'd'},
     {"years", 365, 'd'}}};

/// The end of `1,000,000` that begins at `begin`, or `begin` where no such number does.
std::size_t end_of_thousands(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == begin || end - begin > 3) return begin;
  bool any = false;
  const auto group = [&] {
    if (end + 3 >= text.size() || text[end] != ',') return false;
    const std::string_view digits = text.substr(end + 1, 3);
    return std::ranges::all_of(digits, is_digit) && (end + 4 == text.size() || !is_digit(text[end + 4]));
  };
  for (; group(); end += 4) any = true;
  if (!any) return begin;
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]))
    for (++end; end < text.size() && is_digit(text[end]);) ++end;
  return end;
}

}  // namespace

std::string grouped(std::string_view digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string result;
  for (std::size_t i = 0; i < point; ++i) {
    if (i > 0 && (point - i) % 3 == 0) result += '_';
    result += digits[i];
  }
  return result + std::string(digits.substr(point));
}

std::string without_exponent(std::string_view digits, std::string_view word) {
  constexpr int largest = 40;
  if (word.empty() || (word.front() != 'e' && word.front() != 'E')) return "";
  const auto exponent = integer(word.substr(1));
  if (!exponent || *exponent > largest) return "";
  std::string number = without_underscores(digits);
  std::size_t point = number.find('.');
  if (point == std::string::npos)
    point = number.size();
  else
    number.erase(point, 1);
  point += static_cast<std::size_t>(*exponent);
  if (number.size() < point) number.append(point - number.size(), '0');
  if (point < number.size()) number.insert(point, ".");
  const std::size_t zeros = std::min(number.find_first_not_of('0'), std::min(number.find('.'), number.size()) - 1);
  return grouped(std::string_view(number).substr(zeros));
}

std::optional<Mended> thousands_with_commas(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    const bool goes_on = begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '_' || text[begin - 1] == '.');
    if (!is_digit(text[begin]) || goes_on) continue;
    const std::size_t end = end_of_thousands(text, begin);
    if (end == begin) continue;
    std::string written(text.substr(begin, end - begin));
    std::string instead = written;
    std::ranges::replace(instead, ',', '_');
    return Mended{std::move(written), std::move(instead)};
  }
  return std::nullopt;
}

std::string as_duration(std::string_view digits, std::string_view word) {
  const auto found = std::ranges::find(lengths, word, &LengthOfTime::word);
  if (found == lengths.end()) return "";
  std::string number(digits);
  if (found->count != 1) {
    constexpr int most = 1'000'000;
    const auto count = integer(without_underscores(digits));
    if (!count || *count > most) return "";
    number = std::to_string(*count * found->count);
  }
  return number + found->suffix;
}

std::optional<CalendarDate> date_of(std::string_view text) {
  const char sign = text.find('-') != std::string_view::npos ? '-' : '/';
  std::vector<int> parts;
  for (std::size_t begin = 0; begin <= text.size() && parts.size() < 4;) {
    const std::size_t end = std::min(text.find(sign, begin), text.size());
    const std::string_view digits = text.substr(begin, end - begin);
    if (digits.size() > (parts.empty() ? 4U : 2U) || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
    const auto part = integer(digits);
    if (!part) return std::nullopt;
    parts.push_back(*part);
    begin = end + 1;
  }
  if (parts.size() != 3 || parts[0] < 1970) return std::nullopt;
  const CalendarDate date{parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2])};
  const std::chrono::year_month_day day{std::chrono::year(date.year), std::chrono::month(date.month),
                                        std::chrono::day(date.day)};
  return day.ok() ? std::optional(date) : std::nullopt;
}

std::string seconds_of(const CalendarDate& date) {
  const std::chrono::sys_days day = std::chrono::year_month_day(
      std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day));
  return grouped(std::to_string(std::chrono::sys_seconds(day).time_since_epoch().count())) + "s";
}

std::string call_of(const CalendarDate& date) {
  return "date(month_of(" + std::to_string(date.year) + ", " + std::to_string(date.month) + "), " +
         std::to_string(date.day) + ")";
}

}  // namespace surety::syntax
