// hand_written_perp.cpp -- see hand_written_perp.h.
#include "tests/bench/hand_written_perp.h"

#include <algorithm>
#include <cstdlib>

namespace surety::bench {

namespace {

constexpr std::int64_t supply = 1'000'000'000'000'000'000;  // 10^-6 USD
constexpr std::int64_t fine_scale = 1'000'000;              // 10^-12 USD in one 10^-6 USD
constexpr Money limit = Money{supply} * fine_scale;
constexpr std::int64_t max_size = 100'000'000'000'000;
constexpr std::int64_t max_index = 100'000'000'000;

bool in_limit(Money value) { return -limit <= value && value <= limit; }

Money divide_up(Money n, std::int64_t d) { return n / d + (n % d > 0 ? 1 : 0); }

struct Product {  // 256 bits
  Wide high;
  Wide low;
};
Product multiply(Wide a, Wide b) {
  const auto a_low = static_cast<std::uint64_t>(a);
  const auto a_high = static_cast<std::uint64_t>(a >> 64);
  const auto b_low = static_cast<std::uint64_t>(b);
  const auto b_high = static_cast<std::uint64_t>(b >> 64);
  const Wide low = Wide{a_low} * b_low;
  const Wide left = Wide{a_high} * b_low;
  const Wide right = Wide{a_low} * b_high;
  const Wide middle = (low >> 64) + static_cast<std::uint64_t>(left) + static_cast<std::uint64_t>(right);
  return {Wide{a_high} * b_high + (left >> 64) + (right >> 64) + (middle >> 64),
          (middle << 64) | static_cast<std::uint64_t>(low)};
}

/// a * b >= c * d, where b and d are not negative.
bool product_at_least(Money a, Money b, Money c, Money d) {
  if ((a < 0) != (c < 0)) return a >= 0 || (b == 0 && (c == 0 || d == 0));
  const Product left = multiply(static_cast<Wide>(a < 0 ? -a : a), static_cast<Wide>(b));
  const Product right = multiply(static_cast<Wide>(c < 0 ? -c : c), static_cast<Wide>(d));
  const bool magnitude_at_least = left.high != right.high ? left.high > right.high : left.low >= right.low;
  const bool same = left.high == right.high && left.low == right.low;
  return a < 0 ? !magnitude_at_least || same : magnitude_at_least;
}

/// floor(a * b / c) for a >= 0, b >= 0, c > 0, where the result is known to fit.
Money multiply_divide(Money a, std::int64_t b, std::int64_t c) {
  const auto divisor = static_cast<std::uint64_t>(c);
  const Product product = multiply(static_cast<Wide>(a), static_cast<Wide>(b));
  if (product.high == 0) return static_cast<Money>(product.low / divisor);
  const Wide first = (product.high << 64) | (product.low >> 64);  // a * b < 2^192
  const Wide rest = ((first % divisor) << 64) | static_cast<std::uint64_t>(product.low);
  return static_cast<Money>(((first / divisor) << 64) + rest / divisor);
}

}  // namespace

bool HandWrittenPerp::settle(Trader& t, Money& pool, std::int64_t index) {
  const Money due = Money{t.size} * (index - t.entry_index);
  t.quote -= due;
  pool += due;
  t.entry_index = index;
  return in_limit(t.quote) && in_limit(pool);
}

bool HandWrittenPerp::deposit(std::uint32_t caller, std::int64_t amount) {
  if (amount < 0 || amount > supply) return false;
  Trader& trader = traders_[caller];
  const Money quote = trader.quote + Money{amount} * fine_scale;
  if (!in_limit(quote) || vault_ > supply - amount) return false;
  trader.quote = quote;
  vault_ += amount;
  payment_ = {caller, amount};
  return true;
}

bool HandWrittenPerp::withdraw(std::uint32_t caller, std::int64_t amount) {
  if (amount < 0 || amount > supply || amount > vault_) return false;
  Trader after = traders_[caller];
  after.quote -= Money{amount} * fine_scale;
  if (!in_limit(after.quote)) return false;
  if (after.size == 0) {
    if (after.quote < 0) return false;
  } else if (!fresh() || !margined(after)) {
    return false;
  }
  traders_[caller] = after;
  vault_ -= amount;
  payment_ = {caller, -amount};
  return true;
}

bool HandWrittenPerp::acceptable(const Trader& after, Money equity_before, Money notional_before) const {
  if (margined(after)) return true;
  const Money smaller = notional(after);
  return smaller < notional_before && product_at_least(equity(after), notional_before, equity_before, smaller);
}

bool HandWrittenPerp::trade(std::uint32_t caller, std::uint32_t buyer, std::uint32_t seller, std::int64_t quantity,
                            std::int64_t price) {
  if (caller != parameters_.matcher || quantity <= 0 || price <= 0 || buyer == seller || !fresh()) return false;
  Trader b = traders_[buyer];
  Trader s = traders_[seller];
  const Money buyer_equity = equity(b);
  const Money buyer_notional = notional(b);
  const Money seller_equity = equity(s);
  const Money seller_notional = notional(s);

  Money pool = funding_pool_;
  if (!settle(b, pool, funding_index_) || !settle(s, pool, funding_index_)) return false;
  const Money cost = Money{quantity} * price;
  Money fee = 0;
  if (cost > 2 * limit || quantity > 2 * max_size) return false;
  fee = divide_up(parameters_.trading_fee * cost, 10'000);
  b.quote -= cost;
  s.quote += cost;
  if (!in_limit(b.quote) || !in_limit(s.quote)) return false;
  b.size += quantity;
  s.size -= quantity;
  if (b.size > max_size || s.size < -max_size) return false;
  b.quote -= fee;
  s.quote -= fee;
  const Money insurance = insurance_ + 2 * fee;
  if (!in_limit(b.quote) || !in_limit(s.quote) || !in_limit(insurance)) return false;
  if (!acceptable(b, buyer_equity, buyer_notional) || !acceptable(s, seller_equity, seller_notional)) return false;

  traders_[buyer] = b;
  traders_[seller] = s;
  funding_pool_ = pool;
  insurance_ = insurance;
  return true;
}

bool HandWrittenPerp::liquidate(std::uint32_t caller, std::uint32_t target, std::int64_t quantity) {
  if (target == caller || !fresh()) return false;
  Trader t = traders_[target];
  if (maintained(t) || quantity <= 0 || quantity > std::abs(t.size)) return false;
  Trader my = traders_[caller];
  Money pool = funding_pool_;
  if (!settle(t, pool, funding_index_) || !settle(my, pool, funding_index_)) return false;

  const Money share = multiply_divide(std::max<Money>(equity(t), 0), quantity, std::abs(t.size));
  const Money full = parameters_.penalty * (Money{quantity} * mark_) / 10'000;
  const Money fine = std::min(full, share);
  const Money bonus = fine * parameters_.keeper_share / 10'000;

  const std::int64_t closed = t.size < 0 ? -quantity : quantity;
  const Money price = Money{closed} * mark_;
  my.quote -= price;
  t.quote += price;
  if (!in_limit(my.quote) || !in_limit(t.quote)) return false;
  my.size += closed;
  t.size -= closed;
  if (std::abs(my.size) > max_size) return false;
  Money insurance = insurance_ + (fine - bonus);
  t.quote -= fine;
  my.quote += bonus;
  if (t.size == 0) {
    const Money cover = std::min(std::max<Money>(-equity(t), 0), insurance);
    insurance -= cover;
    t.quote += cover;
  }
  if (!in_limit(my.quote) || !in_limit(t.quote) || !in_limit(insurance) || !margined(my)) return false;

  traders_[target] = t;
  traders_[caller] = my;
  funding_pool_ = pool;
  insurance_ = insurance;
  return true;
}

bool HandWrittenPerp::accrue_funding(std::uint32_t caller, std::int64_t rate) {
  if (caller != parameters_.matcher || rate > 100'000'000 || rate < -100'000'000) return false;
  if (std::abs(rate) > parameters_.max_funding * 10'000 || funded_until_ >= mark_time_ || !fresh()) return false;
  const Money index = funding_index_ + Money{rate} * mark_ / 100'000'000;  // toward zero
  if (index > max_index || index < -max_index) return false;
  funding_index_ = static_cast<std::int64_t>(index);
  funded_until_ = mark_time_;
  return true;
}

bool HandWrittenPerp::update_mark(std::int64_t value) {
  if (value < 100 || value > 10'000'000'000) return false;
  if (std::abs(value - mark_) * 10'000 > parameters_.max_step * mark_) return false;
  mark_ = value;
  mark_time_ = now_;
  return true;
}

bool HandWrittenPerp::advance(std::int64_t seconds) {
  if (seconds < 0 || seconds > 100'000'000'000 - now_) return false;
  now_ += seconds;
  return true;
}

}  // namespace surety::bench
