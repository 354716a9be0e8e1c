// hand_written_perp.h -- examples/linear_perp written by hand in C++, as the yardstick for compiled contracts.
//
// What a careful programmer would ship: 64-bit fields where the range allows, money in __int128, all-or-nothing by
// computing on copies and storing at the end, range checks where a value is stored. It does the same arithmetic, rounds
// the same way and refuses the same transactions; it does not say which of 44 errors it was.
#pragma once

#include <cstdint>
#include <vector>

namespace surety::bench {

__extension__ using Money = __int128;  // 10^-12 USD
__extension__ using Wide = unsigned __int128;

struct Trader {
  Money quote = 0;
  std::int64_t size = 0;         // 10^-8 BTC
  std::int64_t entry_index = 0;  // 10^-4 USD/BTC
};

struct Payment {
  std::uint32_t party = 0;
  std::int64_t amount = 0;  // 10^-6 USD, negative: to be paid out
};

class HandWrittenPerp {
 public:
  struct Parameters {
    std::int64_t initial, maintenance, penalty, keeper_share, trading_fee, max_step, max_funding;  // 10^-4
    std::uint32_t matcher;
  };

  HandWrittenPerp(const Parameters& parameters, std::int64_t mark, std::size_t traders)
      : parameters_(parameters), mark_(mark), traders_(traders) {}

  bool deposit(std::uint32_t caller, std::int64_t amount);
  bool withdraw(std::uint32_t caller, std::int64_t amount);
  bool trade(std::uint32_t caller, std::uint32_t buyer, std::uint32_t seller, std::int64_t quantity,
             std::int64_t price);
  bool liquidate(std::uint32_t caller, std::uint32_t target, std::int64_t quantity);
  bool accrue_funding(std::uint32_t caller, std::int64_t rate);
  bool update_mark(std::int64_t value);
  bool advance(std::int64_t seconds);

  [[nodiscard]] const std::vector<Trader>& traders() const { return traders_; }
  [[nodiscard]] Money insurance() const { return insurance_; }
  [[nodiscard]] Money funding_pool() const { return funding_pool_; }
  [[nodiscard]] std::int64_t vault() const { return vault_; }
  [[nodiscard]] const Payment& last_payment() const { return payment_; }

 private:
  [[nodiscard]] bool fresh() const { return now_ - mark_time_ <= 60; }
  [[nodiscard]] Money owed(const Trader& t) const { return Money{t.size} * (funding_index_ - t.entry_index); }
  [[nodiscard]] Money equity(const Trader& t) const { return t.quote + Money{t.size} * mark_ - owed(t); }
  [[nodiscard]] Money notional(const Trader& t) const { return Money{t.size < 0 ? -t.size : t.size} * mark_; }
  [[nodiscard]] bool maintained(const Trader& t) const {
    return equity(t) * 10'000 >= parameters_.maintenance * notional(t);
  }
  [[nodiscard]] bool margined(const Trader& t) const { return equity(t) * 10'000 >= parameters_.initial * notional(t); }
  [[nodiscard]] bool acceptable(const Trader& after, Money equity_before, Money notional_before) const;
  static bool settle(Trader& t, Money& pool, std::int64_t index);

  Parameters parameters_;
  std::int64_t now_ = 0;
  std::int64_t mark_;
  std::int64_t mark_time_ = 0;
  std::int64_t funding_index_ = 0;
  std::int64_t funded_until_ = 0;
  std::int64_t vault_ = 0;
  Money insurance_ = 0;
  Money funding_pool_ = 0;
  Payment payment_;
  std::vector<Trader> traders_;
};

}  // namespace surety::bench
