// feeds_test.cpp -- oracles with several sources: beside a median that is sorted, with every order of reports and ages.
#include <algorithm>

#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;

std::string market(int sources, int quorum) {
  return R"(contract Market {
    param far : ratio @ 2 in 0 .. 100
    oracle mark : ratio @ 0 { range 1 .. 1_000  heartbeat 60s  sources )" +
         std::to_string(sources) + "  quorum " + std::to_string(quorum) + R"(  median  deviation far }
    state seen : ratio @ 0 = 0
    state third : ratio @ 0 = 0
    action look() { seen = mark }
    action look_at_one() { third = mark[1] }
    invariant known: mark >= 1 and mark.time <= now and (mark.agreed or far < 100)
})";
}

struct Report {
  long value, time;
};

/// What the contract should say, computed by sorting.
struct Expected {
  long median = 0, time = 0;
  bool agreed = false;
  void report(const std::vector<Report>& reports, long now, std::size_t quorum, long far) {
    std::vector<long> fresh, times;
    for (const Report& each : reports) {
      if (now - each.time <= 60) fresh.push_back(each.value);
      times.push_back(each.time);
    }
    if (fresh.size() < quorum) return;
    std::ranges::sort(fresh);
    std::ranges::sort(times, std::greater<>());
    median = fresh[(fresh.size() - 1) / 2];
    time = times[quorum - 1];
    agreed = std::ranges::all_of(fresh, [&](long each) { return std::abs(each - median) * 100 <= far * median; });
  }
};

class Random {
 public:
  long below(long end) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<long>((state_ >> 33U) % static_cast<std::uint64_t>(end));
  }

 private:
  std::uint64_t state_ = 7;
};

void beside_a_sort(int sources, int quorum, long far) {
  World w(market(sources, quorum));
  Random random;
  std::vector<Report> reports(static_cast<std::size_t>(sources));
  std::vector<surety::core::Integer> start{0, far};
  for (Report& each : reports) start.emplace_back((each = {90 + random.below(20), 1000}).value);
  start.emplace_back(1000);
  REQUIRE_FALSE(w.engine().execute({0}, start).error);
  Expected expected;
  long now = 1000;
  expected.report(reports, now, static_cast<std::size_t>(quorum), far);
  for (int i = 0; i < 400; ++i) {
    const auto at = static_cast<std::size_t>(random.below(sources));
    reports[at] = {90 + random.below(20), now};
    REQUIRE(w.call("mark[" + std::to_string(at + 1) + "].update", {alice, reports[at].value}) == "ok");
    expected.report(reports, now, static_cast<std::size_t>(quorum), far);
    REQUIRE(w.global("mark") == expected.median);
    REQUIRE(w.global("mark.time") == expected.time);
    REQUIRE((w.global("mark.agreed") == 1) == expected.agreed);
    const long wait = random.below(40);
    REQUIRE(w.call("advance", {alice, wait}) == "ok");
    now += wait;
    const auto fresh = std::ranges::count_if(reports, [&](const Report& each) { return now - each.time <= 60; });
    const std::string error = fresh < quorum ? "StalePrice" : expected.agreed ? "ok" : "PriceDeviation(mark)";
    REQUIRE(w.call("look", {alice}) == error);
    REQUIRE(w.call("look_at_one", {alice}) == (now - reports[0].time <= 60 ? "ok" : "StalePrice"));
    if (error == "ok") REQUIRE(w.global("seen") == expected.median);
  }
}

TEST_CASE("the median, its time and what the sources agree on are those of a sorted list") {
  beside_a_sort(2, 1, 10);
  beside_a_sort(3, 2, 8);
  beside_a_sort(5, 3, 9);
  beside_a_sort(6, 6, 100);
  beside_a_sort(7, 4, 10);
}

TEST_CASE("sources are oracles of their own, whose price is a cell that nobody writes") {
  const World w(market(3, 2));
  std::vector<std::string> steps;
  for (const auto& step : w.contract().steps) steps.push_back(step.name);
  CHECK(steps == std::vector<std::string>{"instantiate", "look", "look_at_one", "mark[1].update", "mark[2].update",
                                          "mark[3].update", "advance"});
  std::vector<std::string> oracles;
  for (const auto& oracle : w.contract().oracles) oracles.push_back(oracle.name);
  CHECK(oracles == std::vector<std::string>{"mark[1]", "mark[2]", "mark[3]"});
}

}  // namespace
