// simulation.cpp -- see simulation.h.
#include "runtime/simulate/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "compiler/read/interpreter.h"
#include "runtime/simulate/agents.h"
#include "runtime/simulate/feed.h"
#include "runtime/simulate/venue.h"

namespace surety::simulate {

namespace {

constexpr std::size_t trend_bars = 12;
constexpr std::int64_t default_bar_seconds = 3'600;
constexpr std::size_t keepers_asked = 3;  // for one position, before it is given up until the next time
constexpr int smallest_part = 8;          // of a position that a keeper takes over: an eighth

class Simulation {
 public:
  Simulation(const core::Contract& contract, const Market& market, const std::vector<Bar>& bars,
             std::vector<core::Engine*> engines, const Settings& settings)
      : contract_(contract),
        market_(market),
        bars_(bars),
        settings_(settings),
        venue_(contract, std::move(engines)),
        feed_(contract, market),
        chance_(settings.seed) {}

  Result run() {
    result_.money = market_.equity.type;
    for (const core::Assumption& assumption : contract_.assumptions) {
      result_.assumptions.push_back({assumption.name, assumption.text, 0, 0, 0, 0});
    }
    begin();
    for (std::size_t i = 0; i < bars_.size(); ++i) {
      play(i);
      venue_.compare_states();
      if (settings_.progress) settings_.progress(i + 1, bars_.size());
    }
    result_.calls = venue_.calls();
    result_.accounts_liquidated = liquidated_.size();
    result_.accounts_below_zero = below_zero_.size();
    return std::move(result_);
  }

 private:
  // ---- the beginning ----
  void begin() {
    std::vector<std::string> parties = market_.beginning.parties;
    agents_ = make_agents(market_, settings_.traders, settings_.keepers, chance_, parties);
    must(market_.beginning.calls.front(), "instantiation");
    for (const Agent& agent : agents_) {
      Filling filling;
      filling.actor = agent.party;
      filling.amount = agent.capital;
      must(fill(contract_, market_, market_.deposit, filling), "a deposit");
      if (agent.temper == Temper::keeper) keepers_.push_back(agent.party);
    }
  }
  void must(const core::Call& call, std::string_view what) {
    const core::Outcome outcome = venue_.execute(call);
    if (!outcome.error) return;
    throw ContentFault(fmt::format("{} is refused by {}: {}", what, contract_.name, contract_[*outcome.error]));
  }

  // ---- one bar ----
  void play(std::size_t index) {
    const Bar& bar = bars_[index];
    record_ = {};
    record_.time = bar.time;
    publish(bar, index);
    for (const CallTemplate& call : market_.each_bar) venue_.execute(fill(contract_, market_, call, {}));
    measure();
    keepers_act();
    measure();
    trade(index);
    finish();
  }

  void publish(const Bar& bar, std::size_t index) {
    const BarPath path = feed_.path(venue_.state(), bar);
    if (path.beyond_one_update) ++result_.bars_beyond_step;
    if (path.cut_short) ++result_.bars_cut_short;
    const std::int64_t length = length_of(index);
    const auto count = static_cast<std::int64_t>(path.prices.size());
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t wait = length * (i + 1) / count - length * i / count;
      environment({market_.advance, {Integer(0), Integer(wait)}});
      environment({market_.oracle.update, {Integer(0), path.prices[static_cast<std::size_t>(i)]}});
      if (settings_.keepers_act == KeepersAct::each_update && i + 1 < count) keepers_act();
    }
    record_.updates = path.prices.size();
    result_.updates += path.prices.size();
  }
  [[nodiscard]] std::int64_t length_of(std::size_t index) const {
    if (bars_.size() < 2) return default_bar_seconds;
    return index + 1 < bars_.size() ? bars_[index + 1].time - bars_[index].time
                                    : bars_[index].time - bars_[index - 1].time;
  }

  /// An environment step, with the assumptions made about it looked at first.
  void environment(const core::Call& call) {
    std::optional<core::State> state;
    for (std::size_t i = 0; i < contract_.assumptions.size(); ++i) {
      const core::Assumption& assumption = contract_.assumptions[i];
      if (assumption.step != call.step) continue;
      if (!state) state = venue_.state();
      AssumptionRecord& record = result_.assumptions[i];
      ++record.checked;
      if (read::holds(contract_, assumption.condition, *state, nullptr, call.arguments).value_or(false)) continue;
      if (record.broken++ == 0) record.first_broken = record_.time;
      ++record_.broken;
      assumed_ = false;
      if (!unhealthy_position(*state)) continue;
      ++record.unliquidated;
      ++record_.unliquidated;
    }
    venue_.execute(call);
  }

  /// Is there one that a keeper should have taken over? A debt without a position is not: nothing can be done about it.
  [[nodiscard]] bool unhealthy_position(const core::State& state) const {
    const RowReader rows(contract_, state);
    return std::ranges::any_of(state.tables[market_.equity.table.index], [&](const auto& row) {
      return row.second[market_.size.index] != 0 && !rows.holds(market_.healthy, row.first).value_or(true);
    });
  }

  // ---- keepers ----
  void keepers_act() {
    if (keepers_.empty()) return;
    const core::State state = venue_.state();
    const RowReader rows(contract_, state);
    for (const auto& [party, row] : state.tables[market_.equity.table.index]) {
      const Integer size = abs(row[market_.size.index]);
      if (size == 0 || rows.holds(market_.healthy, party).value_or(true)) continue;
      if (!liquidate(party, size, state.globals[market_.oracle.value.index])) ++result_.liquidations_refused;
    }
  }

  /// The next keepers in turn take the position over, in whole or in a part that their own margin allows.
  bool liquidate(core::PartyIndex target, const Integer& size, const Integer& price) {
    for (std::size_t asked = 0; asked < std::min(keepers_asked, keepers_.size()); ++asked) {
      Filling filling;
      filling.actor = keepers_[next_keeper_++ % keepers_.size()];
      filling.target = target;
      filling.price = price;
      if (filling.actor == target) continue;
      for (int part = 1; part <= smallest_part; part *= 2) {
        filling.quantity = core::floor_divide(size, part);
        if (filling.quantity == 0) break;
        const Integer before = insurance();
        if (venue_.execute(fill(contract_, market_, market_.liquidate, filling)).error) continue;
        result_.insurance_drawn += std::max(Integer(0), Integer(before - insurance()));
        result_.liquidated += notional(filling.quantity, price);
        ++result_.liquidations;
        ++record_.liquidations;
        liquidated_.insert(target);
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] Integer notional(const Integer& quantity, const Integer& price) const {
    const int scale =
        contract_.field(market_.equity.table, market_.size).type.scale + contract_[market_.oracle.value].type.scale;
    return rescaled(quantity * price, scale, market_.equity.type.scale);
  }

  // ---- trading ----
  void trade(std::size_t index) {
    const core::State state = venue_.state();
    const RowReader rows(contract_, state);
    View view;
    view.price = state.globals[market_.oracle.value.index];
    view.trend = sgn(bars_[index].close - bars_[index < trend_bars ? 0 : index - trend_bars].close);
    view.first_bar = index == 0;
    std::vector<Order> buyers, sellers;
    for (const Agent& agent : agents_) {
      const auto row = state.tables[market_.equity.table.index].find(agent.party);
      view.size = row == state.tables[market_.equity.table.index].end() ? Integer(0) : row->second[market_.size.index];
      view.equity = rows.value(market_.equity, agent.party).value_or(Integer(0));
      const Integer wanted = wish(contract_, market_, agent, view, chance_);
      if (wanted > 0) buyers.push_back({agent.party, wanted});
      if (wanted < 0) sellers.push_back({agent.party, -wanted});
    }
    shuffle(buyers, chance_);
    shuffle(sellers, chance_);
    match(buyers, sellers, view.price);
  }

  void match(std::vector<Order>& buyers, std::vector<Order>& sellers, const Integer& price) {
    while (!buyers.empty() && !sellers.empty()) {
      Order& buyer = buyers.back();
      Order& seller = sellers.back();
      Filling filling;
      filling.actor = buyer.party;
      filling.buyer = buyer.party;
      filling.seller = seller.party;
      filling.quantity = std::min(buyer.quantity, seller.quantity);
      filling.price = price;
      if (venue_.execute(fill(contract_, market_, market_.trade, filling)).error) {
        ++result_.trades_refused;  // whose fault it was the error does not say: both wait for the next bar
        buyers.pop_back();
        sellers.pop_back();
        continue;
      }
      ++result_.trades;
      result_.volume += notional(filling.quantity, price);
      buyer.quantity -= filling.quantity;
      seller.quantity -= filling.quantity;
      if (buyer.quantity == 0) buyers.pop_back();
      if (seller.quantity == 0) sellers.pop_back();
    }
  }

  // ---- figures ----
  [[nodiscard]] Integer insurance() const { return market_.insurance ? insurance_of(venue_.state()) : Integer(0); }
  [[nodiscard]] Integer insurance_of(const core::State& state) const {
    if (!market_.insurance) return 0;
    return rescaled(state.globals[market_.insurance->index], contract_[*market_.insurance].type.scale,
                    market_.equity.type.scale);
  }

  /// Equity and bad debt of this moment into the record; the worst into the result.
  void measure() {
    const core::State state = venue_.state();
    const RowReader rows(contract_, state);
    record_.equity = 0;
    record_.bad_debt = 0;
    for (const auto& [party, row] : state.tables[market_.equity.table.index]) {
      const Integer equity = rows.value(market_.equity, party).value_or(Integer(0));
      record_.equity += equity;
      if (equity >= 0) continue;
      record_.bad_debt -= equity;
      below_zero_.insert(party);
    }
    record_.price = state.globals[market_.oracle.value.index];
    record_.insurance = insurance_of(state);
    if (record_.bad_debt > result_.worst_bad_debt) {
      result_.worst_bad_debt = record_.bad_debt;
      result_.worst_bad_debt_time = record_.time;
    }
    if (assumed_) result_.bad_debt_while_assumed = std::max(result_.bad_debt_while_assumed, record_.bad_debt);
  }

  void finish() {
    measure();
    result_.bars.push_back(record_);
  }

  const core::Contract& contract_;
  const Market& market_;
  const std::vector<Bar>& bars_;
  const Settings& settings_;
  Venue venue_;
  Feed feed_;
  Chance chance_;
  std::vector<Agent> agents_;
  std::vector<core::PartyIndex> keepers_;
  std::size_t next_keeper_ = 0;
  std::set<core::PartyIndex> liquidated_, below_zero_;
  bool assumed_ = true;  // no assumption was broken so far
  BarRecord record_;
  Result result_;
};

}  // namespace

Result simulate(const core::Contract& contract, const Market& market, const std::vector<Bar>& bars,
                std::vector<core::Engine*> engines, const Settings& settings) {
  return Simulation(contract, market, bars, std::move(engines), settings).run();
}

}  // namespace surety::simulate
