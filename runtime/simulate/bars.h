// bars.h -- price bars from a CSV file: the past that a contract is replayed against.
//
// The first line names the columns, in any order and case: a time (`unix`, `time`, `timestamp` or `date`) and a price
// (`close` or `price`); `open`, `high` and `low` where there are any; other columns are left alone. Times are Unix
// seconds, Unix milliseconds or `YYYY-MM-DD[ HH:MM[:SS]]` in UTC, and rise from row to row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/core/integer.h"

namespace surety::simulate {

/// Prices count 10^-scale of the oracle's unit; low <= open, close <= high, and low >= 1.
struct Bar {
  std::int64_t time = 0;  // seconds since the epoch, UTC
  core::Integer open, high, low, close;
};

/// 1-based line of the file and a sentence for people.
struct BarError {
  std::size_t line = 0;
  std::string message;
};

/// The bars of a CSV text, digits beyond `scale` cut off. At least one bar; the first bad row is an error.
std::variant<std::vector<Bar>, BarError> read_bars(std::string_view csv, int scale);

/// "2020-03-12 10:00", UTC.
std::string show_time(std::int64_t seconds);

}  // namespace surety::simulate
