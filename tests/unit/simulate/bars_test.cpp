#include "runtime/simulate/bars.h"

#include "tests/catch.h"

using namespace surety::simulate;

namespace {

std::vector<Bar> good(std::string_view csv, int scale = 2) {
  auto read = read_bars(csv, scale);
  REQUIRE(std::holds_alternative<std::vector<Bar>>(read));
  return std::get<std::vector<Bar>>(read);
}

BarError bad(std::string_view csv) {
  auto read = read_bars(csv, 2);
  REQUIRE(std::holds_alternative<BarError>(read));
  return std::get<BarError>(read);
}

}  // namespace

TEST_CASE("columns are found by name, in any order and case") {
  const auto bars = good("volume,Close,LOW,High,open,Unix\n7,10.5,9,12,10,3600\n8,11,10.25,11,10.5,7200\n");
  REQUIRE(bars.size() == 2);
  CHECK(bars[0].time == 3600);
  CHECK(bars[0].open == 1000);
  CHECK(bars[0].high == 1200);
  CHECK(bars[0].low == 900);
  CHECK(bars[0].close == 1050);
  CHECK(bars[1].low == 1025);
}

TEST_CASE("a close is enough, digits beyond the scale are cut, line ends and a byte order mark do not matter") {
  const auto bars = good(
      "\xEF\xBB\xBF"
      "date,price\r\n2020-03-12,7934.579\r\n\r\n2020-03-13 10:30,5000\r\n");
  REQUIRE(bars.size() == 2);
  CHECK(bars[0].time == 1583971200);
  CHECK(bars[0].open == 793457);
  CHECK(bars[0].high == 793457);
  CHECK(bars[1].time == 1583971200 + 86400 + 37800);
  CHECK(show_time(bars[1].time) == "2020-03-13 10:30");
}

TEST_CASE("milliseconds are told from seconds") {
  CHECK(good("timestamp,close\n1583971200000,1\n")[0].time == 1583971200);
}

TEST_CASE("bad rows are errors with their line") {
  CHECK(bad("").message.find("empty") != std::string::npos);
  CHECK(bad("unix,open\n").message.find("price") != std::string::npos);
  CHECK(bad("close\n").message.find("time") != std::string::npos);
  CHECK(bad("unix,close\n").message.find("no row") != std::string::npos);
  CHECK(bad("unix,close\n1,2\n2,3,4\n").line == 3);
  CHECK(bad("unix,close\n1,2\n2,-3\n").line == 3);
  CHECK(bad("unix,close\n1,0\n").line == 2);
  CHECK(bad("unix,close\n1,1e5\n").message == "close `1e5` is not a positive decimal number");
  CHECK(bad("unix,close\n1,0.00\n").message == "close `0.00` is not above zero");
  CHECK(bad("unix,close\n1,0.009\n").message == "close `0.009` is nothing at the oracle's 2 decimals");
  CHECK(bad("unix,close\n1,2000000000000000000000000000000000000\n").message.find("128 bits") != std::string::npos);
  CHECK(bad("unix,close,Close\n1,2,3\n").message == "two columns are called `close`; leave one");
  CHECK(bad("unix,close\nyesterday,5\n").message.find("yesterday") != std::string::npos);
  CHECK(bad("date,close\n2020-13-01,5\n").line == 2);
  CHECK(bad("unix,close\n2,5\n2,5\n").message.find("after") != std::string::npos);
  CHECK(bad("unix,open,high,low,close\n1,5,4,3,5\n").message.find("high") != std::string::npos);
  CHECK(bad("unix,open,high,low,close\n1,5,6,5.5,5\n").message.find("low") != std::string::npos);
}
