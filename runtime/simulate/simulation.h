// simulation.h -- past prices against a contract: who is liquidated, who pays, and which assumptions were broken.
//
// A proof says "no bad debt while the assumptions hold". The simulator measures the other half: how often the past
// broke them, given that keepers act only once a bar, and what that cost. Everything goes through the Engine interface.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runtime/simulate/bars.h"
#include "runtime/simulate/market.h"

namespace surety::simulate {

enum class KeepersAct : std::uint8_t { each_bar, each_update };

struct Settings {
  std::size_t traders = 100;
  std::size_t keepers = 5;
  std::uint64_t seed = 1;
  KeepersAct keepers_act = KeepersAct::each_bar;
  /// Called after each bar with how many are done; may be empty.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Money is at the equity's scale throughout.
struct BarRecord {
  std::int64_t time = 0;
  Integer price;   // the mark at the end of the bar
  Integer equity;  // sum over all accounts
  Integer insurance;
  Integer bad_debt;  // what accounts below zero lack
  std::size_t updates = 0;
  std::size_t broken = 0;        // assumptions found broken before an environment step of this bar
  std::size_t unliquidated = 0;  // of these, while a position that should have been liquidated was open
  std::size_t liquidations = 0;
};

struct AssumptionRecord {
  std::string name;
  std::string text;
  std::size_t checked = 0;
  std::size_t broken = 0;
  std::size_t unliquidated = 0;   // broken while an unhealthy position was open, not by debts from before alone
  std::int64_t first_broken = 0;  // time of the bar; meaningful where broken > 0
};

struct Result {
  std::vector<BarRecord> bars;
  std::vector<AssumptionRecord> assumptions;
  std::size_t bars_beyond_step = 0;
  std::size_t bars_cut_short = 0;
  std::size_t updates = 0;
  std::size_t calls = 0;
  std::size_t trades = 0;
  std::size_t trades_refused = 0;
  Integer volume;  // one side's notional
  std::size_t liquidations = 0;
  std::size_t liquidations_refused = 0;
  std::size_t accounts_liquidated = 0;
  Integer liquidated;  // notional
  Integer insurance_drawn;
  Integer worst_bad_debt;
  std::int64_t worst_bad_debt_time = 0;
  std::size_t accounts_below_zero = 0;
  Integer bad_debt_while_assumed;  // the worst while no assumption had been broken yet
  core::Type money;                // of the equity: dimension and scale
};

/// Runs all bars. Throws EnginesDiffer, and ContentFault where the contract refuses what the description calls for.
struct ContentFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};
Result simulate(const core::Contract& contract, const Market& market, const std::vector<Bar>& bars,
                std::vector<core::Engine*> engines, const Settings& settings);

}  // namespace surety::simulate
