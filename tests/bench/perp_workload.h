// perp_workload.h -- the transactions of the benchmark: deposits first, then a mix in which prices move, positions go
// under water and are liquidated, and about a quarter of what is asked is refused.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace surety::bench {

enum class Kind : std::uint8_t { deposit, withdraw, trade, liquidate, accrue_funding, update_mark, advance };

/// a, b: parties; x, y: numbers of the step, in its order. The matcher is party 0.
struct Transaction {
  Kind kind;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::int64_t x = 0;
  std::int64_t y = 0;
};

inline constexpr std::uint32_t traders = 10'000;
inline constexpr std::int64_t first_mark = 20'000'000;  // 2,000 USD/ETH

/// The same on every machine: mt19937_64 and integer arithmetic only.
inline std::vector<Transaction> perp_workload(std::size_t count) {
  std::mt19937_64 random(20'260'101);
  const auto below = [&](std::uint64_t bound) { return static_cast<std::int64_t>(random() % bound); };
  const auto party = [&] { return static_cast<std::uint32_t>(below(traders)); };
  std::vector<Transaction> result;
  std::int64_t mark = first_mark;
  std::int64_t step = 0;
  for (std::uint32_t i = 0; i < traders; ++i)
    result.push_back({Kind::deposit, i, 0, 1'000'000'000 + below(9'000'000'000), 0});  // 1,000 to 10,000 USD
  while (result.size() < count) {
    const std::int64_t dice = below(1000);
    if (dice < 200) {
      result.push_back({Kind::deposit, party(), 0, below(1'000'000'000), 0});
    } else if (dice < 300) {
      result.push_back({Kind::withdraw, party(), 0, below(4'000'000'000), 0});
    } else if (dice < 750) {
      result.push_back({Kind::trade, party(), party(), 1 + below(800'000'000), mark - mark / 500 + below(mark / 250)});
    } else if (dice < 980) {
      result.push_back({Kind::liquidate, party(), party(), 1 + below(300'000'000), 0});
    } else if (dice < 985) {
      result.push_back({Kind::accrue_funding, 0, 0, below(200'001) - 100'000, 0});
    } else {
      step = step / 2 + below(mark / 50) - mark / 100;  // a drifting walk, at most 4% a step
      mark = std::min<std::int64_t>(std::max<std::int64_t>(mark + step, first_mark / 2), first_mark * 2);
      result.push_back({Kind::advance, 0, 0, 5, 0});
      result.push_back({Kind::update_mark, 0, 0, mark, 0});
    }
  }
  return result;
}

}  // namespace surety::bench
