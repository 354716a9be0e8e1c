// perp1_by_hand.h -- perp1.surety as an expert writes it in C++: accounts in one flat array, everything checked before
// anything is written, 128-bit arithmetic by hand.
//
// The same limits as the contract, so that both refuse the same transactions. Freestanding: wasm compiles it too.
#pragma once

#include "tests/bench/wide_by_hand.h"

namespace surety::bench {

enum class Perp1Kind : uint32_t { deposit, open, set_price, add_margin, remove_margin, close, liquidate };

/// One transaction. `argument`: an amount, a signed size or a price.
struct Perp1Record {
  Perp1Kind kind;
  uint32_t account;
  alignas(16) Signed argument;
};
static_assert(sizeof(Perp1Record) == 32);

/// Sizes count 10^-18 ETH, prices and money 10^-6 USD.
struct Perp1Account {
  Signed size;
  int64_t free;
  int64_t margin;
  int64_t notional;
};

class Perp1 {
 public:
  /// The array stays the caller's; accounts named by records are below its size.
  explicit Perp1(Perp1Account* accounts) : accounts_(accounts) {}

  /// true: done. false: nothing happened.
  bool apply(const Perp1Record& record) {
    Perp1Account& account = accounts_[record.account];
    switch (record.kind) {
      case Perp1Kind::deposit: return deposit(account, record.argument);
      case Perp1Kind::open: return open(account, record.argument);
      case Perp1Kind::set_price: return set_price(record.argument);
      case Perp1Kind::add_margin: return add_margin(account, record.argument);
      case Perp1Kind::remove_margin: return remove_margin(account, record.argument);
      case Perp1Kind::close: return close(account);
      case Perp1Kind::liquidate: return liquidate(account);
    }
    return false;
  }
  /// The number of accounts liquidated, which are all below maintenance.
  uint32_t mark_all(uint32_t accounts) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < accounts; ++i) count += liquidate(accounts_[i]) ? 1 : 0;
    return count;
  }

  int64_t price = 0;
  int64_t deposits = 0;
  Signed open_long = 0;
  Signed open_short = 0;
  int64_t fees = 0;
  int64_t pool = 0;
  int64_t liquidated = 0;

 private:
  static constexpr int64_t supply = 1'000'000'000'000'000'000;
  static constexpr int64_t max_price = 1'000'000'000'000;
  static constexpr Signed max_size = Signed{1'000'000} * 1'000'000'000'000'000'000;
  static constexpr Signed max_open = max_size * 1'000'000;
  static constexpr Divisor unit{1'000'000'000'000'000'000};

  static int64_t fee_of(int64_t value) { return static_cast<int64_t>(static_cast<uint64_t>(value) / 2'000); }
  static int64_t tenth(int64_t value) { return static_cast<int64_t>(static_cast<uint64_t>(value) / 10); }
  static int64_t twentieth(int64_t value) { return static_cast<int64_t>(static_cast<uint64_t>(value) / 20); }
  static int64_t gain(Signed size, int64_t value, int64_t cost) { return size > 0 ? value - cost : cost - value; }

  /// Requires size <= max_size.
  [[nodiscard]] int64_t worth(Wide size) const {
    const auto price_word = static_cast<uint64_t>(price);
    const Wide product =
        multiply_words(low_word(size), price_word) + (static_cast<Wide>(high_word(size) * price_word) << 64);
    return static_cast<int64_t>(divide(product, unit));
  }

  bool deposit(Perp1Account& a, Signed amount) {
    if (amount <= 0 || amount > supply - deposits || a.free + static_cast<int64_t>(amount) > supply) return false;
    a.free += static_cast<int64_t>(amount);
    deposits += static_cast<int64_t>(amount);
    return true;
  }

  bool open(Perp1Account& a, Signed change) {
    if (change == 0 || change > max_size || change < -max_size) return false;
    if (a.size != 0 && (a.size > 0) != (change > 0)) return reduce(a, change);
    const int64_t value = worth(magnitude(change));
    const int64_t fee = fee_of(value);
    const int64_t margin = tenth(value);
    const Signed size = a.size + change;
    Signed& open = change > 0 ? open_long : open_short;
    const Signed grown = open + (change > 0 ? change : -change);
    if (a.free < margin + fee || size > max_size || size < -max_size || a.notional + value > supply ||
        grown > max_open || fees + fee > supply || a.margin + margin > supply)
      return false;
    a.free -= margin + fee;
    a.margin += margin;
    a.size = size;
    a.notional += value;
    open = grown;
    fees += fee;
    return true;
  }

  bool reduce(Perp1Account& a, Signed change) {
    const Wide by = magnitude(change);
    const Wide whole = magnitude(a.size);
    if (by > whole) return false;
    const auto cost = static_cast<int64_t>(share(static_cast<uint64_t>(a.notional), by, whole));
    const auto margin = static_cast<int64_t>(share(static_cast<uint64_t>(a.margin), by, whole));
    return settle(a, by, cost, margin);
  }

  bool close(Perp1Account& a) { return a.size != 0 && settle(a, magnitude(a.size), a.notional, a.margin); }

  /// Takes `by` from the position, with its share of cost and margin.
  bool settle(Perp1Account& a, Wide by, int64_t cost, int64_t margin) {
    const int64_t value = worth(by);
    const int64_t fee = fee_of(value);
    const int64_t profit = gain(a.size, value, cost);
    const int64_t payout = margin + profit - fee;
    if (payout < 0 || a.free + margin > supply || a.free + margin + profit > supply || fees + fee > supply ||
        pool - profit > supply || pool - profit < -supply)
      return false;
    const auto signed_by = static_cast<Signed>(by);
    (a.size > 0 ? open_long : open_short) -= signed_by;
    a.free += payout;
    a.margin -= margin;
    a.notional -= cost;
    a.size -= a.size > 0 ? signed_by : -signed_by;
    fees += fee;
    pool -= profit;
    return true;
  }

  bool set_price(Signed next) {
    if (next <= 0 || next > max_price) return false;
    const auto value = static_cast<int64_t>(next);
    const int64_t step = value > price ? value - price : price - value;
    if (step * 10 > price) return false;
    price = value;
    return true;
  }

  bool add_margin(Perp1Account& a, Signed amount) {
    if (a.size == 0 || amount <= 0 || amount > a.free || a.margin + static_cast<int64_t>(amount) > supply) return false;
    a.free -= static_cast<int64_t>(amount);
    a.margin += static_cast<int64_t>(amount);
    return true;
  }

  bool remove_margin(Perp1Account& a, Signed amount) {
    if (a.size == 0 || amount <= 0 || amount > a.margin || a.free + static_cast<int64_t>(amount) > supply) return false;
    const int64_t value = worth(magnitude(a.size));
    if (a.margin - static_cast<int64_t>(amount) + gain(a.size, value, a.notional) < tenth(value)) return false;
    a.margin -= static_cast<int64_t>(amount);
    a.free += static_cast<int64_t>(amount);
    return true;
  }

  bool liquidate(Perp1Account& a) {
    if (a.size == 0) return false;
    const int64_t value = worth(magnitude(a.size));
    if (a.margin + gain(a.size, value, a.notional) >= twentieth(value) || pool + a.margin > supply ||
        liquidated == 1'000'000'000)
      return false;
    (a.size > 0 ? open_long : open_short) -= static_cast<Signed>(magnitude(a.size));
    pool += a.margin;
    a.margin = 0;
    a.size = 0;
    a.notional = 0;
    ++liquidated;
    return true;
  }

  Perp1Account* accounts_;
};

}  // namespace surety::bench
