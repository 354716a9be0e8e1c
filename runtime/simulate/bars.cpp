// bars.cpp -- see bars.h.
#include "runtime/simulate/bars.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <set>
#include <variant>

namespace surety::simulate {

namespace {

using Cells = std::vector<std::string_view>;

constexpr std::int64_t first_millisecond = 100'000'000'000;  // as seconds this were the year 5138
constexpr std::size_t longest_price = 40;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Cells split(std::string_view line) {
  Cells cells;
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(trimmed(line.substr(0, comma)));
    if (comma == std::string_view::npos) return cells;
    line.remove_prefix(comma + 1);
  }
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A positive decimal as a count of 10^-scale, or why it is none.
std::variant<core::Integer, std::string> read_price(std::string_view text, int scale) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() || !all_digits(whole) || !all_digits(rest)) return "is not a positive decimal number";
  if (text.size() > longest_price) return fmt::format("is longer than {} digits", longest_price);
  std::string digits(whole);
  std::string fraction(rest.substr(0, static_cast<std::size_t>(scale)));
  fraction.resize(static_cast<std::size_t>(scale), '0');
  core::Integer value(digits + fraction, 10);
  if (value > core::storage_range().high) return "does not fit 128 bits";
  const bool none = std::ranges::all_of(text, [](char c) { return c == '0' || c == '.'; });
  if (value == 0) return none ? "is not above zero" : fmt::format("is nothing at the oracle's {} decimals", scale);
  return value;
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "YYYY-MM-DD", then optionally " HH:MM" or "THH:MM", then optionally ":SS" and a final "Z".
std::optional<std::int64_t> read_date(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 10 && text.size() != 16 && text.size() != 19) return std::nullopt;
  constexpr std::string_view pattern = "dddd-dd-dd dd:dd:dd";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool fits = pattern[i] == 'd'   ? c >= '0' && c <= '9'
                      : pattern[i] == ' ' ? c == ' ' || c == 'T'
                                          : c == pattern[i];
    if (!fits) return std::nullopt;
  }
  const auto part = [&](std::size_t at, std::size_t length) {
    return at < text.size() ? read_number<int>(text.substr(at, length)).value_or(0) : 0;
  };
  const std::chrono::year_month_day day{std::chrono::year(part(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(part(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(part(8, 2)))};
  if (!day.ok() || part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  return days * 86'400 + std::int64_t{part(11, 2)} * 3'600 + std::int64_t{part(14, 2)} * 60 + part(17, 2);
}

std::optional<std::int64_t> read_time(std::string_view text) {
  if (const auto date = read_date(text)) return date;
  const std::size_t point = text.find('.');
  const auto number = read_number<std::int64_t>(text.substr(0, point));
  if (!number || *number < 0) return std::nullopt;
  return *number >= first_millisecond ? *number / 1'000 : *number;
}

/// Where the columns stand; open, high and low may be missing. Of several for the time the last counts: exchanges give
/// it in seconds and as a date. One name twice is a mistake.
struct Columns {
  std::size_t count = 0;
  std::string twice;
  std::optional<std::size_t> time, open, high, low, close;
};

Columns columns_of(std::string_view header) {
  Columns columns;
  const Cells cells = split(header);
  columns.count = cells.size();
  std::set<std::string> names;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string name = lower(cells[i]);
    if (!name.empty() && !names.insert(name).second) columns.twice = name;
    if (name == "unix" || name == "time" || name == "timestamp" || name == "date") columns.time = i;
    if (name == "open") columns.open = i;
    if (name == "high") columns.high = i;
    if (name == "low") columns.low = i;
    if (name == "close" || name == "price") columns.close = i;
  }
  return columns;
}

/// One row, or what is wrong with it.
class RowReader {
 public:
  RowReader(Columns columns, int scale) : columns_(columns), scale_(scale) {}

  std::variant<Bar, std::string> read(std::string_view line) {
    const Cells cells = split(line);
    if (cells.size() != columns_.count) {
      return fmt::format("{} columns, the header names {}", cells.size(), columns_.count);
    }
    const std::string_view written = columns_.time ? cells[*columns_.time] : "";
    const auto time = read_time(written);
    if (!time) return fmt::format("`{}` is not a time", written);
    Bar bar;
    bar.time = *time;
    if (auto wrong = price(cells, columns_.close, "close", bar.close)) return *wrong;
    bar.open = bar.high = bar.low = bar.close;
    if (auto wrong = price(cells, columns_.open, "open", bar.open)) return *wrong;
    bar.high = std::max(bar.open, bar.close);
    bar.low = std::min(bar.open, bar.close);
    const core::Integer top = bar.high, bottom = bar.low;
    if (auto wrong = price(cells, columns_.high, "high", bar.high)) return *wrong;
    if (auto wrong = price(cells, columns_.low, "low", bar.low)) return *wrong;
    if (bar.high < top) return std::string("the high is below the open or the close");
    if (bar.low > bottom) return std::string("the low is above the open or the close");
    return bar;
  }

 private:
  std::optional<std::string> price(const Cells& cells, std::optional<std::size_t> column, std::string_view name,
                                   core::Integer& into) const {
    if (!column) return std::nullopt;
    auto value = read_price(cells[*column], scale_);
    if (const auto* wrong = std::get_if<std::string>(&value))
      return fmt::format("{} `{}` {}", name, cells[*column], *wrong);
    into = std::get<core::Integer>(std::move(value));
    return std::nullopt;
  }

  Columns columns_;
  int scale_;
};

std::optional<std::string> unusable(const Columns& columns) {
  if (!columns.twice.empty()) return fmt::format("two columns are called `{}`; leave one", columns.twice);
  if (!columns.time) return "no column for the time; the first line names one `unix`, `time`, `timestamp` or `date`";
  if (!columns.close) return "no column for the price; the first line names one `close` or `price`";
  return std::nullopt;
}

}  // namespace

std::variant<std::vector<Bar>, BarError> read_bars(std::string_view csv, int scale) {
  std::vector<Bar> bars;
  std::optional<RowReader> rows;
  for (std::size_t number = 1; !csv.empty(); ++number) {
    const std::size_t end = csv.find('\n');
    const std::string_view line = trimmed(csv.substr(0, end));
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (line.empty()) continue;
    if (!rows) {
      const Columns columns = columns_of(line.starts_with("\xEF\xBB\xBF") ? line.substr(3) : line);
      if (const auto wrong = unusable(columns)) return BarError{number, *wrong};
      rows.emplace(columns, scale);
      continue;
    }
    auto row = rows->read(line);
    if (const auto* wrong = std::get_if<std::string>(&row)) return BarError{number, *wrong};
    Bar& bar = std::get<Bar>(row);
    if (!bars.empty() && bar.time <= bars.back().time) {
      return BarError{number, "the time is not after that of the row before"};
    }
    bars.push_back(std::move(bar));
  }
  if (!rows) return BarError{1, "the file is empty; a header line and rows of prices were expected"};
  if (bars.empty()) return BarError{1, "there is a header and no row of prices"};
  return bars;
}

std::string show_time(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day day(midnight);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time - midnight).count();
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()), minutes / 60, minutes % 60);
}

}  // namespace surety::simulate
