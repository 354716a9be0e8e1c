// perp1_stream.h -- the transactions of perp-1, the same on every machine.
//
// One deposit for each account, then a random mix: deposit 20%, open 40% (nine in ten on the account's own side), price
// 5% (half a per cent up or down), add margin 10%, remove margin 10%, close 10%, liquidate 5%. The generator is
// xorshift64*; it knows no state, so about a fifth of what it asks for is refused.
//
//   source  S. Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled (2016)
#pragma once

#include <vector>

#include "tests/bench/perp1_by_hand.h"

namespace surety::bench {

inline constexpr uint32_t perp1_accounts = 10'000;
inline constexpr int64_t perp1_price = 2'000'000'000;  // 2,000 USD

class Xorshift {
 public:
  uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1D;
  }
  int64_t below(uint64_t bound) { return static_cast<int64_t>(next() % bound); }

 private:
  uint64_t state_ = 0x9E3779B97F4A7C15;
};

inline std::vector<Perp1Record> perp1_stream(std::size_t count) {
  constexpr int64_t dollar = 1'000'000;
  constexpr int64_t milli = 1'000'000'000'000'000;  // a thousandth of an ETH
  Xorshift random;
  std::vector<Perp1Record> result;
  int64_t price = perp1_price;
  for (uint32_t i = 0; i < perp1_accounts; ++i)
    result.push_back({Perp1Kind::deposit, i, (1'000 + random.below(9'000)) * dollar});
  while (result.size() < count) {
    const auto account = static_cast<uint32_t>(random.below(perp1_accounts));
    const int64_t dice = random.below(100);
    if (dice < 20) {
      result.push_back({Perp1Kind::deposit, account, (1 + random.below(1'000)) * dollar});
    } else if (dice < 60) {
      const bool own_side = random.below(10) != 0;
      const bool is_long = (account % 2 == 0) == own_side;
      const Signed size = Signed{1 + random.below(5'000)} * milli;
      result.push_back({Perp1Kind::open, account, is_long ? size : -size});
    } else if (dice < 65) {
      price += price * (random.below(101) - 50) / 10'000;
      result.push_back({Perp1Kind::set_price, 0, price});
    } else if (dice < 75) {
      result.push_back({Perp1Kind::add_margin, account, (1 + random.below(200)) * dollar});
    } else if (dice < 85) {
      result.push_back({Perp1Kind::remove_margin, account, (1 + random.below(200)) * dollar});
    } else if (dice < 95) {
      result.push_back({Perp1Kind::close, account, 0});
    } else {
      result.push_back({Perp1Kind::liquidate, account, 0});
    }
  }
  return result;
}

/// FNV-1a over the low 64 bits of what is added.
class Checksum {
 public:
  void add(Signed value) { hash_ = (hash_ ^ low_word(static_cast<Wide>(value))) * 0x100000001b3; }
  [[nodiscard]] uint64_t value() const { return hash_; }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

}  // namespace surety::bench
