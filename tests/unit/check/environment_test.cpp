// environment_test.cpp -- instantiation, oracle updates, time, governed params.
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

const std::string market = R"(contract Market {
    asset USD { decimals 2  supply 1_000 }
    param low  : ratio @ 2 in 0 .. 50% governed by council
    param high : ratio @ 2 in 1% .. 100%
    where low < high
    role council
    oracle mark : USD @ 1 { range 0.5 .. 1_000  heartbeat 1m  step high }
    state doubled : USD @ 3 = 2 * mark
    action look() { require mark > 0 }
})";

TEST_CASE("steps and globals stand in the order that everyone relies on") {
  World w(market);
  std::vector<std::string> steps;
  for (const auto& step : w.contract().steps) steps.push_back(step.name);
  CHECK(steps == std::vector<std::string>{"instantiate", "look", "mark.update", "advance", "set_low"});
  std::vector<std::string> globals;
  for (const auto& global : w.contract().globals) globals.push_back(global.name);
  CHECK(globals ==
        std::vector<std::string>{"now", "low", "high", "council", "mark", "mark.time", "vault.USD", "doubled"});
  std::vector<std::string> arguments;
  for (const auto& local : w.contract().steps[0].locals) arguments.push_back(local.name);
  CHECK(arguments == std::vector<std::string>{"caller", "low", "high", "council", "mark", "now"});
}

TEST_CASE("instantiation checks ranges and `where`, and sets everything") {
  World w(market);
  CHECK(w.begin({alice, 51, 90, bob, 100, 7}) == "OutOfRange(low)");
  CHECK(w.begin({alice, 20, 20, bob, 100, 7}) == "WhereViolated");
  CHECK(w.begin({alice, 10, 20, bob, 4, 7}) == "OutOfRange(mark)");
  CHECK(w.begin({alice, 10, 20, bob, 100, -1}) == "OutOfRange(now)");
  CHECK(w.begin({alice, 10, 20, bob, 100, 7}) == "ok");
  CHECK(w.global("mark.time") == 7);
  CHECK(w.global("council") == bob);
  CHECK(w.global("doubled") == 20000);
}

TEST_CASE("an oracle moves by at most a step, exactly") {
  World w(market);
  REQUIRE(w.begin({alice, 10, 25, bob, 100, 0}) == "ok");  // 10.0 USD, a quarter each time
  CHECK(w.call("mark.update", {alice, 126}) == "PriceStep");
  CHECK(w.call("mark.update", {alice, 74}) == "PriceStep");
  CHECK(w.call("mark.update", {alice, 10001}) == "OutOfRange(value)");
  REQUIRE(w.call("advance", {alice, 5}) == "ok");
  CHECK(w.call("mark.update", {alice, 125}) == "ok");
  CHECK(w.global("mark.time") == 5);
  CHECK(w.call("mark.update", {alice, 157}) == "PriceStep");  // 125 + 31.25
  CHECK(w.call("mark.update", {alice, 156}) == "ok");
}

TEST_CASE("time runs forward") {
  World w(market);
  REQUIRE(w.begin({alice, 10, 25, bob, 100, 0}) == "ok");
  CHECK(w.call("advance", {alice, -1}) == "TimeRunsBackward");
  CHECK(w.call("advance", {alice, 60}) == "ok");
  CHECK(w.call("look", {alice}) == "ok");
  CHECK(w.call("advance", {alice, 1}) == "ok");
  CHECK(w.call("look", {alice}) == "StalePrice");
  CHECK(w.call("advance", {alice, 100'000'000'000}) == "OutOfRange(now)");
}

TEST_CASE("a governed param is set by its role, within range and `where`") {
  World w(market);
  REQUIRE(w.begin({alice, 10, 25, bob, 100, 0}) == "ok");
  CHECK(w.call("set_low", {alice, 5}) == "Unauthorized");
  CHECK(w.call("set_low", {bob, 51}) == "OutOfRange(value)");
  CHECK(w.call("set_low", {bob, 25}) == "WhereViolated");
  CHECK(w.call("set_low", {bob, 24}) == "ok");
  CHECK(w.global("low") == 24);
}

}  // namespace
