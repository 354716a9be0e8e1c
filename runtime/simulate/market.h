// market.h -- a market description (surety.market/1): what a contract's actions are for, so that agents can trade it.
//
// The simulator is not written for one contract. A small JSON file beside the contract names the action that deposits,
// the one that trades and the one that liquidates, says where their arguments come from (`"$quantity"`), and which
// properties tell who is healthy and what a position is worth. docs/simulate.md has the format.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/simulate/row_value.h"

namespace surety::simulate {

using core::Integer;

/// A value that the agents supply, at the scale named.
enum class Slot : std::uint8_t {
  amount,    // scale of the equity
  quantity,  // scale of the size field
  price,     // scale of the oracle
  buyer,
  seller,
  target,
};

/// How to call an action. `caller` is a fixed party, or the agent that acts.
struct CallTemplate {
  core::StepId step;
  std::optional<core::PartyIndex> caller;
  std::vector<std::variant<Integer, Slot>> arguments;  // without the caller
};

/// What fills a template's slots; those that a template does not name are not looked at.
struct Filling {
  core::PartyIndex actor = 0;
  Integer amount, quantity, price;
  core::PartyIndex buyer = 0, seller = 0, target = 0;
};

struct Market {
  core::Oracle oracle;
  core::StepId advance;
  RowCondition healthy;
  RowDifference equity;
  core::FieldId size;
  std::optional<core::GlobalId> insurance;
  CallTemplate deposit, trade, liquidate;
  std::vector<CallTemplate> each_bar;
  Integer least_capital, most_capital;  // of a trader, at the equity's scale
  Integer keeper_capital;               // at the equity's scale
  unsigned least_leverage = 100;        // in hundredths
  unsigned most_leverage = 500;
  core::Trace beginning;  // the instantiation; parties named so far
};

/// `path` is a JSON pointer to the offending place.
struct MarketError {
  std::string path;
  std::string message;
};

/// Reads a description for `contract`; `first_price` and `first_time` complete the instantiation.
std::variant<Market, MarketError> read_market(const core::Contract& contract, const nlohmann::json& document,
                                              const Integer& first_price, std::int64_t first_time);

/// A template with its slots filled, amounts brought to the arguments' scales (rounded down).
core::Call fill(const core::Contract& contract, const Market& market, const CallTemplate& call, const Filling& filling);

/// value * 10^(to - from), rounded down.
Integer rescaled(const Integer& value, int from, int to);

}  // namespace surety::simulate
