// numerals_test.cpp -- numbers, durations and dates that are written otherwise elsewhere.
#include "compiler/syntax/numerals.h"

#include "tests/catch.h"

namespace {

using namespace surety::syntax;

TEST_CASE("a power of ten is written out") {
  CHECK(without_exponent("2", "e3") == "2_000");
  CHECK(without_exponent("2.5", "E3") == "2_500");
  CHECK(without_exponent("1.23456", "e3") == "1_234.56");
  CHECK(without_exponent("0.05", "e2") == "5");
  CHECK(without_exponent("0.05", "e1") == "0.5");
  CHECK(without_exponent("0", "e2") == "0");
  CHECK(without_exponent("1_000", "e0") == "1_000");
  for (const char* word : {"", "e", "e41", "e99999999999", "ex", "USD", "f3"})
    CHECK(without_exponent("2", word).empty());
}

TEST_CASE("thousands with commas are one number") {
  CHECK(thousands_with_commas("2,000")->instead == "2_000");
  CHECK(thousands_with_commas("1,002,000.5 USD")->instead == "1_002_000.5");
  CHECK(thousands_with_commas("x, 12,000, 3")->written == "12,000");
  for (const char* text : {"", "2", "2,00", "2, 000", "2,0000", "2000,000", "1_2,000", ",000", "2,"})
    CHECK_FALSE(thousands_with_commas(text));
}

TEST_CASE("a length of time has its letter") {
  CHECK(as_duration("1", "day") == "1d");
  CHECK(as_duration("30", "minutes") == "30m");
  CHECK(as_duration("1.5", "hours") == "1.5h");
  CHECK(as_duration("2", "weeks") == "14d");
  CHECK(as_duration("1", "year") == "365d");
  CHECK(as_duration("1.5", "weeks").empty());
  CHECK(as_duration("99999999999", "weeks").empty());
  CHECK(as_duration("1", "USD").empty());
}

TEST_CASE("a date is known by its form") {
  const auto date = date_of("2024-06-28");
  REQUIRE(date);
  CHECK(seconds_of(*date) == "1_719_532_800s");
  CHECK(call_of(*date) == "date(month_of(2024, 6), 28)");
  CHECK(seconds_of(*date_of("1970/1/1")) == "0s");
  CHECK(seconds_of(*date_of("2000-02-29")) == "951_782_400s");
  for (const char* text : {"", "2024", "2024-06", "2024-06-31", "2023-02-29", "1969-12-31", "2024-13-01",
                           "2024 - 06 - 28", "2024-06-28-1", "06-28-2024", "2024-06/28", "x-y-z", "--"})
    CHECK_FALSE(date_of(text));
}

}  // namespace
