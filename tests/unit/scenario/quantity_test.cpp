// quantity_test.cpp -- quantities as people write them.
#include "compiler/scenario/quantity.h"

#include <random>

#include "tests/catch.h"

using namespace surety;
using core::Integer;

namespace {
core::Type number(const char* dimension, int scale) {
  core::Type type;
  type.dimension = dimension;
  type.scale = scale;
  return type;
}
core::Type side() {
  core::Type type;
  type.enumeration = "Side";
  type.constants = {"Long", "Short"};
  return type;
}
core::Type sort(core::Sort sort) {
  core::Type type;
  type.sort = sort;
  return type;
}
std::string read(const core::Type& type, const std::string& text) {
  std::vector<std::string> parties{"alice"};
  const auto result = scenario::read(type, text, parties);
  if (const auto* error = std::get_if<scenario::ValueError>(&result)) return error->message;
  return core::to_string(std::get<Integer>(result));
}
}  // namespace

TEST_CASE("quantities are shown exactly, with their unit") {
  using scenario::show;
  CHECK(show(number("USD", 6), 100'000'000) == "100 USD");
  CHECK(show(number("USD", 6), -1) == "-0.000001 USD");
  CHECK(show(number("USD/ETH", 4), 20'005'000) == "2000.5 USD/ETH");
  CHECK(show(number("USD", 6), 0) == "0 USD");
  CHECK(show(number("ratio", 4), 250) == "2.5%");
  CHECK(show(number("ratio", 4), 5) == "0.05%");
  CHECK(show(number("ratio", 0), 2) == "2");
  CHECK(show(number("s", 0), 60) == "60s");
  CHECK(show(number("s", 0), 300) == "5m");
  CHECK(show(number("s", 0), 3'600 * 8) == "8h");
  CHECK(show(number("s", 0), 86'400 * 7) == "7d");
  CHECK(show(number("s", 3), 500) == "0.5s");
  CHECK(show(number("", 0), -7) == "-7");
  CHECK(show(side(), 1) == "Short");
  CHECK(show(side(), 2) == "2");
  CHECK(show(sort(core::Sort::boolean), 1) == "true");
  CHECK(show(sort(core::Sort::party), 1, {"alice", "bob"}) == "bob");
  CHECK(show(sort(core::Sort::party), 2, {"alice", "bob"}) == "party2");
}

TEST_CASE("quantities are read with or without their unit") {
  CHECK(read(number("USD", 6), "100 USD") == "100000000");
  CHECK(read(number("USD", 6), " 1_000.5USD ") == "1000500000");
  CHECK(read(number("USD", 6), "-0.000001") == "-1");
  CHECK(read(number("USD/ETH", 4), "2_000 USD / ETH") == "20000000");
  CHECK(read(number("ratio", 4), "2.5%") == "250");
  CHECK(read(number("ratio", 4), "30bps") == "30");
  CHECK(read(number("ratio", 4), "0.05") == "500");
  CHECK(read(number("s", 0), "8h") == "28800");
  CHECK(read(number("s", 0), "60") == "60");
  CHECK(read(number("s", 0), "0.5m") == "30");
  CHECK(read(number("", 0), "42") == "42");
  CHECK(read(side(), "Short") == "1");
  CHECK(read(sort(core::Sort::boolean), "false") == "0");
  CHECK(read(sort(core::Sort::party), "bob") == "1");
  CHECK(read(sort(core::Sort::party), "alice") == "0");
}

TEST_CASE("what cannot be read is explained") {
  CHECK(read(number("USD", 6), "1 EUR") ==
        "expected an amount of USD, such as `100 USD`, found the unit `EUR` in `1 EUR`");
  CHECK(read(number("USD", 6), "0.0000001 USD") ==
        "`0.0000001 USD` has digits finer than 0.000001 USD, the smallest step here");
  CHECK(read(number("ratio", 4), "1 bp") ==
        "expected a ratio, such as `2.5%`, `30bps` or `0.025`, found the unit `bp` in `1 bp`");
  CHECK(read(number("s", 0), "0.5s") == "`0.5s` has digits finer than 1s, the smallest step here");
  CHECK(read(number("", 0), "many") == "expected a whole number without a unit, such as `42`, found `many`");
  CHECK(read(number("ratio", 0), "many") == "expected a whole number without a unit, such as `42`, found `many`");
  CHECK(read(number("ratio", 0), "300%") == "3");
  CHECK(read(number("", 0), "1__0").starts_with("expected a whole number"));
  CHECK(read(number("", 0), "1.") != "1");
  CHECK(read(number("", 0), "").starts_with("expected a whole number"));
  CHECK(read(number("", 0), "-") != "0");
  CHECK(read(number("USD", 6), "170141183460469231731687303715884105727").ends_with("does not fit 128 bits"));
  CHECK(read(number("USD", 6), std::string(100'000, '9')).starts_with("expected an amount"));
  CHECK(read(side(), "Shor") == "`Shor` is not a value of Side; did you mean `Short`?");
  CHECK(read(side(), "xyzzy") == "`xyzzy` is not a value of Side; expected one of `Long`, `Short`");
  CHECK(read(sort(core::Sort::boolean), "yes") == "expected `true` or `false`, found `yes`");
  CHECK(read(sort(core::Sort::party), "") == "expected the name of a party, found nothing");
}

TEST_CASE("what is shown reads back") {
  std::mt19937_64 random(7);
  const std::vector<core::Type> types{number("USD", 6), number("ratio", 4), number("ratio", 0), number("s", 0),
                                      number("s", 2),   number("", 0),      number("1/s", 18),  number("USD/ETH", 4)};
  for (int round = 0; round < 2000; ++round) {
    const core::Type& type = types[random() % types.size()];
    Integer value = static_cast<unsigned long>(random() >> (random() % 64));
    if (random() % 4 == 0) value *= core::power_of_ten(static_cast<unsigned>(random() % 15));
    if (random() % 2 == 0) value = -value;
    const std::string text = scenario::show(type, value);
    INFO(text);
    CHECK(read(type, text) == core::to_string(value));
  }
}
