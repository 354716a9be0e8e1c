// agents.cpp -- see agents.h.
#include "runtime/simulate/agents.h"

#include <fmt/format.h>

#include <utility>

namespace surety::simulate {

namespace {

constexpr std::uint64_t bars_between_decisions = 6;
constexpr std::uint64_t bars_before_return = 24;  // of a holder who was liquidated

/// The size at which the agent's notional is `leverage` times its equity.
Integer full_size(const core::Contract& contract, const Market& market, const Agent& agent, const View& view) {
  if (view.equity <= 0 || view.price <= 0) return 0;
  const int size_scale = contract.field(market.equity.table, market.size).type.scale;
  const int price_scale = contract[market.oracle.value].type.scale;
  const Integer scaled = rescaled(view.equity * agent.leverage, market.equity.type.scale, size_scale + price_scale);
  return core::floor_divide(scaled, view.price * 100);
}

/// Has loss raised the leverage by more than half?
bool overstretched(const Integer& size, const Integer& full) { return 2 * abs(size) > 3 * full; }

int direction_of(const Agent& agent, const View& view, Chance& chance) {
  if (agent.temper == Temper::holder) return agent.direction;
  const int trend = view.trend != 0 ? view.trend : (chance.one_in(2) ? 1 : -1);
  return agent.temper == Temper::trend_follower ? trend : -trend;
}

bool decides_now(const Agent& agent, const View& view, Chance& chance) {
  if (view.first_bar) return true;
  if (agent.temper != Temper::holder) return chance.one_in(bars_between_decisions);
  return view.size == 0 && chance.one_in(bars_before_return);
}

}  // namespace

Integer Chance::spread(const Integer& low, const Integer& high) {
  std::uint64_t doublings = 1;
  for (Integer top = low * 2; top < high; top *= 2) ++doublings;
  const Integer bottom = low << below(doublings);
  const Integer width = (bottom * 2 < high ? Integer(bottom * 2) : high) - bottom;
  constexpr std::uint64_t steps = 1'000'000;
  return bottom + core::floor_divide(width * Integer(below(steps + 1)), Integer(steps));
}

std::vector<Agent> make_agents(const Market& market, std::size_t traders, std::size_t keepers, Chance& chance,
                               std::vector<std::string>& parties) {
  std::vector<Agent> agents;
  const auto add = [&](std::string name) -> Agent& {
    Agent& agent = agents.emplace_back();
    agent.party = static_cast<core::PartyIndex>(parties.size());
    parties.push_back(std::move(name));
    return agent;
  };
  for (std::size_t i = 0; i < traders; ++i) {
    Agent& agent = add(fmt::format("trader{}", i + 1));
    const std::uint64_t temper = chance.below(10);
    agent.temper = temper < 4 ? Temper::holder : temper < 7 ? Temper::trend_follower : Temper::contrarian;
    agent.leverage =
        market.least_leverage + static_cast<unsigned>(chance.below(market.most_leverage - market.least_leverage + 1));
    agent.direction = chance.one_in(2) ? 1 : -1;
    agent.cautious = chance.one_in(2);
    agent.capital = chance.spread(market.least_capital, market.most_capital);
  }
  for (std::size_t i = 0; i < keepers; ++i) {
    Agent& agent = add(fmt::format("keeper{}", i + 1));
    agent.temper = Temper::keeper;
    agent.capital = market.keeper_capital;
  }
  return agents;
}

Integer wish(const core::Contract& contract, const Market& market, const Agent& agent, const View& view,
             Chance& chance) {
  if (agent.temper == Temper::keeper) return -view.size;
  const Integer full = full_size(contract, market, agent, view);
  if (decides_now(agent, view, chance)) return direction_of(agent, view, chance) * full - view.size;
  if (agent.cautious && view.size != 0 && overstretched(view.size, full)) {
    return sgn(view.size) * full - view.size;
  }
  return 0;
}

void shuffle(std::vector<Order>& orders, Chance& chance) {
  for (std::size_t i = orders.size(); i > 1; --i) std::swap(orders[i - 1], orders[chance.below(i)]);
}

}  // namespace surety::simulate
