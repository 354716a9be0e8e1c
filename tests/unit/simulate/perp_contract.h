// perp_contract.h -- a small perpetual as core text and its market description, so that the simulator is tested alone.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/unit/core/sample_contracts.h"

namespace surety::samples {

/// USD @ 6 balances, ETH @ 2 sizes, a mark at USD/ETH @ 4 that moves at most 5 % an update, 10 % initial and 5 %
/// maintenance margin; the insurance fund takes a fine of 1 USD a liquidation and pays for what is left below zero.
inline constexpr const char* perp = R"core(
(contract Perp
  (asset USD 6 1000000000000)
  (unit ETH)
  (error Undermargined)
  (error Healthy)
  (error "OutOfRange(amount)")
  (error "OutOfRange(Trader.quote)")
  (error "OutOfRange(Trader.size)")
  (error "OutOfRange(insurance)")
  (error "OutOfRange(mark)")
  (error "OutOfRange(vault.USD)")
  (global clock now (s 0) (range 0 100000000000))
  (global role matcher party (range 0 0))
  (global oracle_value mark (USD/ETH 4) (range 1 10000000000))
  (global oracle_time mark.time (s 0) (range 0 100000000000))
  (global vault vault.USD (USD 6) (range 0 1000000000000000000) USD)
  (global pot insurance (USD 6) (range 0 1000000000000000000) USD)
  (table Trader
    (field quote (USD 6) (range -1000000000000000000 1000000000000000000) (balance USD))
    (field size (ETH 2) (range -100000000 100000000)))
  (oracle mark mark mark.time mark.update 60)
  (step instantiate instantiate
    (arguments (caller party) (matcher party)
      (mark (USD/ETH 4) (range 1 10000000000) "OutOfRange(mark)") (now (s 0) (range 0 100000000000) Overflow))
    (write (matcher) matcher Overflow)
    (write (mark) mark "OutOfRange(mark)")
    (write (mark.time) now Overflow)
    (write (now) now Overflow))
  (step action deposit
    (arguments (caller party) (amount (USD 6) (range 0 1000000000000000000) "OutOfRange(amount)"))
    (write (Trader caller quote) (add (get Trader caller quote) amount) "OutOfRange(Trader.quote)")
    (write (vault.USD) (add (get vault.USD) amount) "OutOfRange(vault.USD)")
    (receive USD caller amount))
  (step action trade
    (arguments (caller party) (buyer party) (seller party) (quantity (ETH 2) (range 1 100000000) Overflow)
      (price (USD/ETH 4) (range 1 10000000000) Overflow))
    (locals (value (USD 6)))
    (require (same caller (get matcher)) Unauthorized)
    (require (not (same buyer seller)) Rejected)
    (let value (mul quantity price))
    (write (Trader buyer quote) (sub (get Trader buyer quote) value) "OutOfRange(Trader.quote)")
    (write (Trader seller quote) (add (get Trader seller quote) value) "OutOfRange(Trader.quote)")
    (write (Trader buyer size) (add (get Trader buyer size) quantity) "OutOfRange(Trader.size)")
    (write (Trader seller size) (sub (get Trader seller size) quantity) "OutOfRange(Trader.size)")
    (require (le (mul (abs (get Trader buyer size)) (get mark))
      (mul 10 (add (get Trader buyer quote) (mul (get Trader buyer size) (get mark))))) Undermargined)
    (require (le (mul (abs (get Trader seller size)) (get mark))
      (mul 10 (add (get Trader seller quote) (mul (get Trader seller size) (get mark))))) Undermargined))
  (step action liquidate
    (arguments (caller party) (target party))
    (locals (value (USD 6)) (fine (USD 6)) (gap (USD 6)))
    (require (not (same caller target)) Rejected)
    (require (not (le (mul (abs (get Trader target size)) (get mark))
      (mul 20 (add (get Trader target quote) (mul (get Trader target size) (get mark)))))) Healthy)
    (let value (mul (get Trader target size) (get mark)))
    (write (Trader caller quote) (sub (get Trader caller quote) value) "OutOfRange(Trader.quote)")
    (write (Trader target quote) (add (get Trader target quote) value) "OutOfRange(Trader.quote)")
    (write (Trader caller size) (add (get Trader caller size) (get Trader target size)) "OutOfRange(Trader.size)")
    (write (Trader target size) 0 "OutOfRange(Trader.size)")
    (let fine (min 1000000 (max 0 (get Trader target quote))))
    (write (Trader target quote) (sub (get Trader target quote) fine) "OutOfRange(Trader.quote)")
    (write (insurance) (add (get insurance) fine) "OutOfRange(insurance)")
    (let gap (min (get insurance) (max 0 (neg (get Trader target quote)))))
    (write (Trader target quote) (add (get Trader target quote) gap) "OutOfRange(Trader.quote)")
    (write (insurance) (sub (get insurance) gap) "OutOfRange(insurance)")
    (require (le (mul (abs (get Trader caller size)) (get mark))
      (mul 10 (add (get Trader caller quote) (mul (get Trader caller size) (get mark))))) Undermargined))
  (step oracle_update mark.update
    (arguments (caller party) (value (USD/ETH 4) (range 1 10000000000) "OutOfRange(mark)"))
    (require (le (mul 100 (abs (sub value (get mark)))) (mul 5 (get mark))) PriceStep)
    (write (mark) value "OutOfRange(mark)")
    (write (mark.time) (get now) Overflow))
  (step advance advance
    (arguments (caller party) (seconds (s 0) (range 0 100000000000) TimeRunsBackward))
    (write (now) (add (get now) seconds) Overflow))
  (assume keepers mark.update (forall Trader $2
    (le (mul (abs (get Trader $2 size)) (get mark))
      (mul 20 (add (get Trader $2 quote) (mul (get Trader $2 size) (get mark)))))))
  (invariant no_bad_debt (forall Trader $0
    (le (: (USD 6) 0) (add (get Trader $0 quote) (: (USD 6) (mul (get Trader $0 size) (get mark)))))))
  (invariant balanced_book (eq 0 (sum Trader $0 (get Trader $0 size)))))
)core";

inline nlohmann::json perp_market() {
  return nlohmann::json::parse(R"({
    "schema": "surety.market/1", "oracle": "mark", "size": "size", "healthy": "keepers", "equity": "no_bad_debt",
    "insurance": "insurance", "instantiate": {"matcher": "exchange"},
    "capital": ["100 USD", "10000 USD"], "leverage": [1.5, 9], "keeper_capital": "1000000 USD",
    "deposit": {"call": "deposit", "args": {"amount": "$amount"}},
    "trade": {"call": "trade", "as": "exchange",
              "args": {"buyer": "$buyer", "seller": "$seller", "quantity": "$quantity", "price": "$price"}},
    "liquidate": {"call": "liquidate", "args": {"target": "$target"}}
  })");
}

}  // namespace surety::samples
