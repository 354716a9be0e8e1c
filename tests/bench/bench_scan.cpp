// bench_scan -- what it costs to find the accounts below maintenance, per account: by calling the predicate of a
// contract written by hand in C++, by the compiled plain form, by thresholds, and by thresholds kept in order; and what
// keeping them up to date costs a transaction. The contract is tests/bench/perp1.surety, whose margin test rounds
// twice.
//
// All ways must find the same accounts. The build puts the generated header in front of this file.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "runtime/scan/threshold_index.h"
#include "tests/bench/wide_by_hand.h"

namespace surety::bench {
namespace {

using Row = Perp1_Trader_row;
constexpr int rounds = 7;
constexpr std::uint32_t deposit_step = 1;  // of the header: instantiate is 0
constexpr std::int64_t first_price = 2'000'000'000;

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Nanoseconds for each of `items`, the median of seven rounds of `repeat` runs.
double nanoseconds(std::size_t items, int repeat, const std::function<void()>& work) {
  std::vector<double> times;
  work();
  for (int i = 0; i < rounds; ++i) {
    const double begin = seconds();
    for (int j = 0; j < repeat; ++j) work();
    times.push_back((seconds() - begin) * 1e9 / repeat / static_cast<double>(items));
  }
  std::ranges::sort(times);
  return times[rounds / 2];
}

/// The margin test as perp1_by_hand.h has it, on the compiled contract's rows.
bool due_by_hand(const Row& row, std::uint64_t price) {
  static constexpr Divisor unit{1'000'000'000'000'000'000};
  if (row.size == 0) return false;
  const Wide size = magnitude(row.size);
  const Wide product = multiply_words(low_word(size), price) + (static_cast<Wide>(high_word(size) * price) << 64);
  const auto value = static_cast<std::int64_t>(divide(product, unit));
  const std::int64_t gain = row.size > 0 ? value - row.notional : row.notional - value;
  return row.margin + gain < static_cast<std::int64_t>(static_cast<std::uint64_t>(value) / 20);
}

/// Accounts as perp-1 leaves them: four of five hold a position of up to ten units at ten times leverage or less.
class Market {
 public:
  explicit Market(std::uint32_t accounts) : rows(accounts), found(accounts), thresholds_(accounts) {
    std::mt19937_64 random(accounts);
    for (Row& row : rows) {
      row.free = static_cast<std::int64_t>(random() % 1'000'000'000);
      if (random() % 5 == 0) continue;
      open(row, random);
    }
    globals.price = first_price;
    context = {&globals, effects_, 0, accounts, rows.data()};
    column.thresholds = thresholds_.data();
  }
  static void open(Row& row, std::mt19937_64& random) {
    const auto size = static_cast<Signed>(random() % 10'000'000 + 1) * 1'000'000'000'000;
    const auto entry = static_cast<std::int64_t>(1'900'000'000 + random() % 200'000'000);
    row.size = random() % 2 == 0 ? size : -size;
    row.notional = static_cast<std::int64_t>(size * entry / 1'000'000'000'000'000'000);
    row.margin = row.notional / 10 + static_cast<std::int64_t>(random() % 2'000'000'000);
  }

  std::span<const std::uint32_t> by_hand() {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
      if (due_by_hand(rows[i], static_cast<std::uint64_t>(globals.price))) found[count++] = i;
    return {found.data(), count};
  }
  std::span<const std::uint32_t> plain() {
    return result(Perp1_due(&context, 0, static_cast<std::uint32_t>(rows.size()), found.data()));
  }
  std::span<const std::uint32_t> by_threshold() { return result(Perp1_due_find(&context, &column, found.data())); }
  /// In ascending order, as the others find them.
  std::vector<std::uint32_t> by_index() {
    std::vector<std::uint32_t> in_order;
    search_index(in_order);
    std::ranges::sort(in_order);
    return in_order;
  }
  void search_index(std::vector<std::uint32_t>& to) {
    index.find(globals.price, [&](std::uint32_t row) { return Perp1_due_threshold(&context, row); }, to);
  }

  std::vector<Row> rows;
  std::vector<std::uint32_t> found;
  Perp1_globals globals{};
  Perp1_context context{};
  Perp1_due_column column{};
  runtime::ThresholdIndex index;

 private:
  std::span<const std::uint32_t> result(std::int64_t count) {
    return {found.data(), static_cast<std::size_t>(std::max<std::int64_t>(count, 0))};
  }
  std::vector<std::int64_t> thresholds_;
  Perp1_effect effects_[Perp1_max_effects]{};
};

void demand_equal(Market& market) {
  constexpr std::array<std::int64_t, 6> prices{1'000'000,     1'700'000'000, 1'900'000'000,
                                               2'000'000'000, 2'100'000'000, 2'500'000'000};
  for (const std::int64_t price : prices) {
    market.globals.price = price;
    const auto hand = market.by_hand();
    const std::vector<std::uint32_t> expected(hand.begin(), hand.end());
    if (!std::ranges::equal(market.plain(), expected) || !std::ranges::equal(market.by_threshold(), expected) ||
        market.by_index() != expected) {
      fmt::print(stderr, "bench_scan: the ways disagree at price {}\n", price);
      std::exit(1);
    }
  }
  market.globals.price = first_price;
}

void measure(std::uint32_t accounts) {
  Market market(accounts);
  market.index.touch_all(accounts);
  demand_equal(market);
  const int repeat = accounts > 100'000 ? 10 : 1'000;
  // A price at which few are due, as it is when all of them were liquidated after the last one.
  const std::size_t due = market.by_hand().size();
  const auto row = [&](const char* name, double ns) {
    fmt::print("| {} | {} | {} | {:.3f} |\n", accounts, due, name, ns);
  };
  const double hand = nanoseconds(accounts, repeat, [&] { market.by_hand(); });
  row("predicate by hand in C++", hand);
  row("compiled, plain form", nanoseconds(accounts, repeat, [&] { market.plain(); }));
  row("compiled, thresholds", nanoseconds(accounts, repeat, [&] { market.by_threshold(); }));
  std::vector<std::uint32_t> in_order;
  row("thresholds in order", nanoseconds(accounts, repeat, [&] { market.search_index(in_order); }));
}

/// A write marks a row; the next search works its threshold out.
void measure_upkeep() {
  constexpr std::uint32_t accounts = 10'000;
  Market market(accounts);
  market.index.touch_all(accounts);
  demand_equal(market);
  const Perp1_deposit_arguments arguments{.caller = 77, .amount = 1};
  const std::uint32_t written = 500;
  const double clean = nanoseconds(1, 1'000, [&] { market.by_threshold(); });
  const auto touch_all = [&] {
    for (std::uint32_t i = 0; i < written; ++i) Perp1_due_touch(&market.column, i * 20);
  };
  fmt::print("| marking one row after a write | {:.1f} |\n", nanoseconds(written, 1'000, touch_all));
  fmt::print("| the same after a step, by its arguments | {:.1f} |\n", nanoseconds(1, 100'000, [&] {
               Perp1_due_after(&market.context, &market.column, deposit_step, &arguments);
             }));
  const double dirty = nanoseconds(1, 1'000, [&] {
    touch_all();
    market.by_threshold();
  });
  fmt::print("| working out one threshold in a search | {:.1f} |\n", (dirty - clean) / written);
  fmt::print("| one threshold by itself, all rows in turn | {:.1f} |\n", nanoseconds(accounts, 20, [&] {
               std::int64_t sum = 0;
               for (std::uint32_t i = 0; i < accounts; ++i) sum ^= Perp1_due_threshold(&market.context, i);
               market.found[0] = static_cast<std::uint32_t>(sum);
             }));
  std::vector<std::uint32_t> in_order;
  fmt::print("| one row renewed in the ordered index | {:.1f} |\n", nanoseconds(written, 200, [&] {
               for (std::uint32_t i = 0; i < written; ++i) {
                 market.rows[i * 20].margin ^= 1;
                 market.index.touch(i * 20);
               }
               market.search_index(in_order);
             }));
}

}  // namespace
}  // namespace surety::bench

int main() {
  fmt::print("| accounts | due | way | ns an account |\n|---|---|---|---|\n");
  surety::bench::measure(10'000);
  surety::bench::measure(1'000'000);
  fmt::print("\n| upkeep | ns |\n|---|---|\n");
  surety::bench::measure_upkeep();
  return 0;
}
