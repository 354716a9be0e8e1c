// The index of thresholds finds what comparing every threshold finds, whatever was touched in between.
#include "runtime/scan/threshold_index.h"

#include <algorithm>
#include <random>

#include "tests/catch.h"

using surety::runtime::ThresholdIndex;

namespace {

constexpr std::int64_t span = 1'000;
constexpr std::int64_t always = INT64_MAX - 1;

/// docs/scan.md: never, a long, a short, always.
bool found_at(std::int64_t threshold, std::int64_t offset) {
  if (threshold < 0) return offset >= -1 - threshold;
  return offset < threshold;
}

std::int64_t random_threshold(std::mt19937& random) {
  const auto place = static_cast<std::int64_t>(random() % span) + 1;
  switch (random() % 4) {
    case 0: return 0;
    case 1: return place;
    case 2: return -1 - place;
    default: return random() % 8 == 0 ? always : place;
  }
}

}  // namespace

TEST_CASE("the index of thresholds finds what comparing every row finds") {
  std::mt19937 random(5);
  std::vector<std::int64_t> thresholds(300);
  ThresholdIndex index;
  std::size_t computed = 0;
  const auto threshold_of = [&](std::uint32_t row) {
    ++computed;
    return thresholds[row];
  };
  index.touch_all(300);
  std::vector<std::uint32_t> found;
  for (int round = 0; round < 200; ++round) {
    for (int i = 0; i < 20; ++i) {
      const auto row = static_cast<std::uint32_t>(random() % thresholds.size());
      thresholds[row] = random_threshold(random);
      index.touch(row);
      index.touch(row);
    }
    computed = 0;
    const auto offset = static_cast<std::int64_t>(random() % (span + 1));
    index.find(offset, threshold_of, found);
    CHECK(computed <= (round == 0 ? 300U : 20U));  // each row once, and only those touched
    std::ranges::sort(found);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t row = 0; row < thresholds.size(); ++row)
      if (found_at(thresholds[row], offset)) expected.push_back(row);
    REQUIRE(found == expected);
  }
}

TEST_CASE("the most overdue come first, longs before shorts") {
  const std::vector<std::int64_t> thresholds{10, 30, -1 - 5, 20, -1 - 2, 0, always};
  ThresholdIndex index;
  index.touch_all(7);
  std::vector<std::uint32_t> found;
  const auto threshold_of = [&](std::uint32_t row) { return thresholds[row]; };
  index.find(15, threshold_of, found);
  CHECK(found == std::vector<std::uint32_t>{6, 1, 3, 4, 2});
  CHECK(index.size() == 6);
  index.find(1, threshold_of, found);
  CHECK(found == std::vector<std::uint32_t>{6, 1, 3, 0});
}
