// bench_perp1 -- perp-1 as compiled from perp1.surety, called through its C header, against the same by hand in C++,
// over the same transactions. Both must accept the same ones and end in the same state, whose checksum is printed.
//
//   bench_perp1 [--json] [--stream FILE]     FILE receives the transactions, 32 bytes each, for bench_perp1.mjs
//
// The build puts the generated header in front of this file.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "tests/bench/perp1_stream.h"

namespace surety::bench {
namespace {

constexpr std::size_t transactions = 100'000;
constexpr int rounds = 7;

/// CPU time of this thread: other programs on the machine do not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double median_seconds(const std::function<void()>& prepare, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    prepare();
    const double begin = seconds();
    work();
    times.push_back(seconds() - begin);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

class ByHand {
 public:
  ByHand() : accounts_(perp1_accounts), perp_(accounts_.data()) { perp_.price = perp1_price; }
  bool run(const Perp1Record& record) { return perp_.apply(record); }
  std::size_t run_all(const std::vector<Perp1Record>& stream) {
    std::size_t accepted = 0;
    for (const Perp1Record& record : stream) accepted += perp_.apply(record) ? 1 : 0;
    return accepted;
  }
  uint32_t mark_all() { return perp_.mark_all(perp1_accounts); }
  [[nodiscard]] uint64_t checksum() const {
    Checksum sum;
    for (const Signed value : {Signed{perp_.price}, Signed{perp_.deposits}, perp_.open_long, perp_.open_short,
                               Signed{perp_.fees}, Signed{perp_.pool}, Signed{perp_.liquidated}})
      sum.add(value);
    for (const Perp1Account& account : accounts_)
      for (const Signed value : {Signed{account.free}, Signed{account.margin}, account.size, Signed{account.notional}})
        sum.add(value);
    return sum.value();
  }

 private:
  std::vector<Perp1Account> accounts_;
  Perp1 perp_;
};

class Compiled {
 public:
  Compiled() : rows_(perp1_accounts) {
    std::memset(&globals_, 0, sizeof globals_);
    context_ = {&globals_, effects_, 0, perp1_accounts, rows_.data()};
    const Perp1_instantiate_arguments begin{};
    if (Perp1_instantiate(&context_, &begin) != Perp1_ok) throw std::runtime_error("instantiation failed");
  }
  bool run(const Perp1Record& r) {
    const surety_cell account = r.account;
    switch (r.kind) {
      case Perp1Kind::deposit: return call(Perp1_deposit, Perp1_deposit_arguments{account, r.argument});
      case Perp1Kind::open: return call(Perp1_open, Perp1_open_arguments{account, r.argument});
      case Perp1Kind::set_price: return call(Perp1_set_price, Perp1_set_price_arguments{account, r.argument});
      case Perp1Kind::add_margin: return call(Perp1_add_margin, Perp1_add_margin_arguments{account, r.argument});
      case Perp1Kind::remove_margin:
        return call(Perp1_remove_margin, Perp1_remove_margin_arguments{account, r.argument});
      case Perp1Kind::close: return call(Perp1_close, Perp1_close_arguments{account});
      case Perp1Kind::liquidate: return call(Perp1_liquidate, Perp1_liquidate_arguments{0, account});
    }
    return false;
  }
  std::size_t run_all(const std::vector<Perp1Record>& stream) {
    std::size_t accepted = 0;
    for (const Perp1Record& record : stream) accepted += run(record) ? 1 : 0;
    return accepted;
  }
  uint32_t mark_all() {
    uint32_t count = 0;
    for (uint32_t i = 0; i < perp1_accounts; ++i)
      count += call(Perp1_liquidate, Perp1_liquidate_arguments{0, surety_cell{i}}) ? 1 : 0;
    return count;
  }
  [[nodiscard]] uint64_t checksum() const {
    Checksum sum;
    for (const Signed value :
         {Signed{globals_.price}, Signed{globals_.vault_USD}, Signed{globals_.open_long}, Signed{globals_.open_short},
          Signed{globals_.fees}, Signed{globals_.pool}, Signed{globals_.liquidated}})
      sum.add(value);
    for (const Perp1_Trader_row& row : rows_)
      for (const Signed value : {Signed{row.free}, Signed{row.margin}, Signed{row.size}, Signed{row.notional}})
        sum.add(value);
    return sum.value();
  }

 private:
  template <class Arguments>
  bool call(int (*step)(Perp1_context*, const Arguments*), const Arguments& arguments) {
    return step(&context_, &arguments) == Perp1_ok;
  }

  Perp1_globals globals_;
  Perp1_effect effects_[Perp1_max_effects];
  std::vector<Perp1_Trader_row> rows_;
  Perp1_context context_;
};

int main_program(int count, char** words) {
  const std::vector<Perp1Record> stream = perp1_stream(transactions);
  for (int i = 1; i + 1 < count; ++i)
    if (std::strcmp(words[i], "--stream") == 0)
      std::ofstream(words[i + 1], std::ios::binary)
          .write(reinterpret_cast<const char*>(stream.data()),
                 static_cast<std::streamsize>(stream.size() * sizeof(Perp1Record)));
  auto hand = std::make_unique<ByHand>();
  auto compiled = std::make_unique<Compiled>();
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    const bool ok = hand->run(stream[i]);
    if (ok != compiled->run(stream[i])) throw std::runtime_error(fmt::format("transaction {} of kind {}", i, static_cast<int>(stream[i].kind)));
    accepted += ok;
  }
  fmt::print("{} accepted, checksum {:016x} {:016x}\n", accepted, hand->checksum(), compiled->checksum());
  std::size_t sink = 0;
  const double h = median_seconds([&] { hand = std::make_unique<ByHand>(); }, [&] { sink += hand->run_all(stream); });
  const double c = median_seconds([&] { compiled = std::make_unique<Compiled>(); }, [&] { sink += compiled->run_all(stream); });
  if (sink != 14 * accepted) throw std::runtime_error("the runs do not repeat");
  fmt::print("by hand {:.2f} ns, compiled {:.2f} ns, ratio {:.3f}\n", h * 1e9 / transactions, c * 1e9 / transactions, c / h);
  return 0;
}

}  // namespace
}  // namespace surety::bench

int main(int count, char** words) {
  try {
    return surety::bench::main_program(count, words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_perp1: {}\n", error.what());
    return 3;
  }
}
