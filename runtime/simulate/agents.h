// agents.h -- who trades: people of mixed leverage and temper, and keepers who want no position at all.
//
// Agents see the state and answer with the size they would rather have. Chance comes from one seeded generator and all
// arithmetic is on integers, so a seed gives the same run on every machine.
#pragma once

#include <random>
#include <vector>

#include "runtime/simulate/market.h"

namespace surety::simulate {

/// std::mt19937_64 is specified to the bit; the standard's distributions are not, so there are none here.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : generator_(seed) {}
  /// 0 .. count - 1; count >= 1.
  std::uint64_t below(std::uint64_t count) { return generator_() % count; }
  bool one_in(std::uint64_t count) { return below(count) == 0; }
  /// low .. high, small values as likely as large ones at every order of magnitude.
  Integer spread(const Integer& low, const Integer& high);

 private:
  std::mt19937_64 generator_;
};

enum class Temper : std::uint8_t { holder, trend_follower, contrarian, keeper };

struct Agent {
  core::PartyIndex party = 0;
  Temper temper = Temper::holder;
  unsigned leverage = 100;  // hundredths
  int direction = 1;        // of a holder
  bool cautious = false;    // reduces when losses have raised the leverage
  Integer capital;          // at the equity's scale
};

/// What an agent can see of itself and the market.
struct View {
  Integer equity;  // at the equity's scale
  Integer size;
  Integer price;
  int trend = 0;  // sign of the recent move
  bool first_bar = false;
};

/// Traders, then keepers; names are appended to `parties`.
std::vector<Agent> make_agents(const Market& market, std::size_t traders, std::size_t keepers, Chance& chance,
                               std::vector<std::string>& parties);

/// How much the agent wants to buy (negative: sell) now, at the size field's scale; 0 for nothing.
Integer wish(const core::Contract& contract, const Market& market, const Agent& agent, const View& view,
             Chance& chance);

/// A wish that remains to be matched.
struct Order {
  core::PartyIndex party = 0;
  Integer quantity;  // > 0
};
/// In random order: nobody is first by name.
void shuffle(std::vector<Order>& orders, Chance& chance);

}  // namespace surety::simulate
