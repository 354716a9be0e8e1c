// bench_perp1 -- perp-1 as compiled from perp1.surety, called through its C header, against the same by hand in C++,
// over the same transactions. Both must accept the same ones and end in the same state, whose checksum is printed.
//
//   bench_perp1 [--stream FILE]     prints one line of JSON; FILE receives the transactions for bench_perp1.mjs
//
// The build puts the generated header in front of this file.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/perp1_stream.h"

namespace surety::bench {
namespace {

constexpr std::size_t transactions = 100'000;
constexpr int rounds = 31;

/// CPU time of this thread: other programs on the machine do not count.
double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// What is measured against each other, each with what it needs before.
struct Contender {
  std::function<void()> prepare;
  std::function<void()> work;
};

/// The median seconds of each. They take turns, so that what else the machine does meets all of them.
std::vector<double> median_seconds(const std::vector<Contender>& contenders) {
  std::vector<std::vector<double>> times(contenders.size());
  for (int i = 0; i < rounds; ++i)
    for (std::size_t each = 0; each < contenders.size(); ++each) {
      contenders[each].prepare();
      const double begin = seconds();
      contenders[each].work();
      times[each].push_back(seconds() - begin);
    }
  std::vector<double> medians;
  for (std::vector<double>& of : times) {
    std::sort(of.begin(), of.end());
    medians.push_back(of[of.size() / 2]);
  }
  return medians;
}

void require(bool condition, const std::string& sentence) {
  if (!condition) throw std::runtime_error(sentence);
}

class ByHand {
 public:
  ByHand() : accounts_(perp1_accounts), perp_(accounts_.data()) { perp_.price = perp1_price; }
  void begin() {
    std::fill(accounts_.begin(), accounts_.end(), Perp1Account{});
    perp_ = Perp1(accounts_.data());
    perp_.price = perp1_price;
  }
  bool run(const Perp1Record& record) { return perp_.apply(record); }
  std::size_t run_all(const std::vector<Perp1Record>& stream) {
    std::size_t accepted = 0;
    for (const Perp1Record& record : stream) accepted += perp_.apply(record) ? 1 : 0;
    return accepted;
  }
  uint32_t mark_all() { return perp_.mark_all(perp1_accounts); }
  void set_price(Signed price) { require(perp_.apply({Perp1Kind::set_price, 0, price}), "a price was refused"); }
  [[nodiscard]] Signed price() const { return perp_.price; }
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

/// The compiled contract. Its records are made before the clock starts, as the hand-written program's are.
class Compiled {
 public:
  Compiled() : rows_(perp1_accounts), effects_(1024 * Perp1_max_effects) { begin(); }
  void begin() {
    std::memset(&globals_, 0, sizeof globals_);
    std::fill(rows_.begin(), rows_.end(), Perp1_Trader_row{});
    context_ = {&globals_, effects_.data(), 0, perp1_accounts, rows_.data()};
    const Perp1_instantiate_arguments nothing{};
    if (Perp1_instantiate(&context_, &nothing) != Perp1_ok) throw std::runtime_error("instantiation failed");
  }
  static Perp1_record record_of(const Perp1Record& r) {
    const auto call = [&](int step, uint32_t caller, Signed argument) {
      Perp1_record record{};
      record.cells[0] = Perp1_call(step, caller);
      record.cells[1] = argument;
      return record;
    };
    switch (r.kind) {
      case Perp1Kind::deposit: return call(Perp1_step_deposit, r.account, r.argument);
      case Perp1Kind::open: return call(Perp1_step_open, r.account, r.argument);
      case Perp1Kind::set_price: return call(Perp1_step_set_price, r.account, r.argument);
      case Perp1Kind::add_margin: return call(Perp1_step_add_margin, r.account, r.argument);
      case Perp1Kind::remove_margin: return call(Perp1_step_remove_margin, r.account, r.argument);
      case Perp1Kind::close: return call(Perp1_step_close, r.account, 0);
      case Perp1Kind::liquidate: return call(Perp1_step_liquidate, 0, r.account);
    }
    throw std::runtime_error("a record of no kind");
  }
  /// One call from outside for each.
  std::size_t run_singly(const std::vector<Perp1_record>& records) {
    std::size_t accepted = 0;
    for (const Perp1_record& record : records) accepted += run(record) ? 1 : 0;
    return accepted;
  }
  bool run(const Perp1_record& r) {
    switch (static_cast<uint64_t>(r.cells[0] >> 64)) {
      case Perp1_step_deposit: return Perp1_deposit(&context_, &r.deposit) == Perp1_ok;
      case Perp1_step_open: return Perp1_open(&context_, &r.open) == Perp1_ok;
      case Perp1_step_set_price: return Perp1_set_price(&context_, &r.set_price) == Perp1_ok;
      case Perp1_step_add_margin: return Perp1_add_margin(&context_, &r.add_margin) == Perp1_ok;
      case Perp1_step_remove_margin: return Perp1_remove_margin(&context_, &r.remove_margin) == Perp1_ok;
      case Perp1_step_close: return Perp1_close(&context_, &r.close) == Perp1_ok;
      case Perp1_step_liquidate: return Perp1_liquidate(&context_, &r.liquidate) == Perp1_ok;
    }
    return false;
  }
  /// All by the batch entry point.
  std::size_t run_batch(const std::vector<Perp1_record>& records, std::vector<int32_t>& statuses) {
    const auto room = static_cast<uint32_t>(effects_.size());
    for (std::size_t done = 0; done < records.size();)
      done += Perp1_batch(&context_, records.data() + done, static_cast<uint32_t>(records.size() - done),
                          statuses.data() + done, room);
    return static_cast<std::size_t>(std::count(statuses.begin(), statuses.end(), Perp1_ok));
  }
  uint32_t mark_all() {
    uint32_t count = 0;
    for (uint32_t i = 0; i < perp1_accounts; ++i) {
      const Perp1_liquidate_arguments arguments{0, surety_cell{i}};
      count += Perp1_liquidate(&context_, &arguments) == Perp1_ok ? 1 : 0;
    }
    return count;
  }
  void set_price(Signed price) {
    const Perp1_set_price_arguments arguments{0, price};
    if (Perp1_set_price(&context_, &arguments) != Perp1_ok) throw std::runtime_error("a price was refused");
  }
  [[nodiscard]] Signed price() const { return globals_.price; }
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
  Perp1_globals globals_;
  std::vector<Perp1_Trader_row> rows_;
  std::vector<Perp1_effect> effects_;
  Perp1_context context_;
};

/// A hundred times: the price falls by a per mille, and every account is looked at. Nanoseconds an account.
template <class Program>
double mark_all_nanoseconds(Program& program, std::size_t& liquidated) {
  constexpr int marks = 100;
  liquidated = 0;
  const double begin = seconds();
  for (int i = 0; i < marks; ++i) {
    program.set_price(program.price() - program.price() / 1'000);
    liquidated += program.mark_all();
  }
  return (seconds() - begin) * 1e9 / (marks * double{perp1_accounts});
}

nlohmann::json measured() {
  const std::vector<Perp1Record> stream = perp1_stream(transactions);
  std::vector<Perp1_record> records;
  records.reserve(stream.size());
  for (const Perp1Record& record : stream) records.push_back(Compiled::record_of(record));
  std::vector<int32_t> statuses(stream.size());
  ByHand hand;
  Compiled single;
  Compiled batch;
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    const bool ok = hand.run(stream[i]);
    require(ok == single.run(records[i]), fmt::format("transaction {}: the two programs disagree", i));
    accepted += ok ? 1 : 0;
  }
  require(batch.run_batch(records, statuses) == accepted, "the batch accepts other transactions");
  const uint64_t checksum = hand.checksum();
  require(checksum == single.checksum() && checksum == batch.checksum(), "the programs end in different states");
  std::size_t by_hand_liquidated = 0;
  std::size_t liquidated = 0;
  const double by_hand_mark = mark_all_nanoseconds(hand, by_hand_liquidated);
  const double mark = mark_all_nanoseconds(single, liquidated);
  const uint64_t marked = single.checksum();
  require(hand.checksum() == marked && by_hand_liquidated == liquidated, "the marks end in different states");

  std::size_t sink = 0;
  const double scale = 1e9 / static_cast<double>(stream.size());
  const std::vector<double> times =
      median_seconds({{[&] { hand.begin(); }, [&] { sink += hand.run_all(stream); }},
                      {[&] { single.begin(); }, [&] { sink += single.run_singly(records); }},
                      {[&] { batch.begin(); }, [&] { sink += batch.run_batch(records, statuses); }}});
  require(sink == 3 * rounds * accepted, "the runs do not repeat");
  return {{"transactions", stream.size()},
          {"accepted", accepted},
          {"checksum", fmt::format("{:016x}", checksum)},
          {"checksum_marked", fmt::format("{:016x}", marked)},
          {"liquidated", liquidated},
          {"by_hand_ns", scale * times[0]},
          {"calls_ns", scale * times[1]},
          {"batch_ns", scale * times[2]},
          {"by_hand_mark_ns", by_hand_mark},
          {"calls_mark_ns", mark}};
}

int main_program(int count, char** words) {
  for (int i = 1; i + 1 < count; ++i) {
    if (std::strcmp(words[i], "--stream") != 0) continue;
    const std::vector<Perp1Record> stream = perp1_stream(transactions);
    std::ofstream(words[i + 1], std::ios::binary)
        .write(reinterpret_cast<const char*>(stream.data()),
               static_cast<std::streamsize>(stream.size() * sizeof(Perp1Record)));
  }
  fmt::print("{}\n", measured().dump());
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
