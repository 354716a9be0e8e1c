// sample_contracts.h -- hand-written contracts as core text, for tests that do without the front end.
#pragma once

#include <stdexcept>
#include <string>

#include "compiler/core/text.h"

namespace surety::samples {

/// A small margin account: deposits, a mark with a heartbeat, withdrawals that round, a liquidation fee into a pot.
/// Every kind of node of core occurs.
inline constexpr const char* margin = R"core(
(contract Margin
  (asset USD 6 1000000000000)
  (unit ETH)
  (error Undermargined)
  (error "OutOfRange(amount)")
  (error "OutOfRange(Trader.quote)")
  (error "OutOfRange(Trader.size)")
  (error "OutOfRange(insurance)")
  (error "OutOfRange(mark)")
  (error "OutOfRange(vault.USD)")
  (error Fine)
  (global clock now (s 0) (range 0 100000000000))
  (global parameter fee (ratio 4) (range 0 500))
  (global role keeper party (range 0 0))
  (global oracle_value mark (USD/ETH 4) (range 1 10000000000))
  (global oracle_time mark.time (s 0) (range 0 100000000000))
  (global vault vault.USD (USD 6) (range 0 1000000000000) USD)
  (global pot insurance (USD 6) (range 0 1000000000000) USD)
  (global balance float (USD 6) (range -1000000000000 1000000000000) USD)
  (global state phase (enum phase Trading Settled) (range 0 1))
  (global state paused bool (range 0 1))
  (table Trader
    (field quote (USD 6) (range -1000000000000 1000000000000) (balance USD))
    (field held (USD 6) (range 0 1000000000000) (pot USD))
    (field size (ETH 8) (range -1000000 1000000))
    (field friend party (range 0 0)))
  (oracle mark mark mark.time mark.update 60)
  (step instantiate instantiate
    (arguments (caller party) (fee (ratio 4) (range 0 500) Overflow) (keeper party)
      (mark (USD/ETH 4) (range 1 10000000000) "OutOfRange(mark)") (now (s 0) (range 0 100000000000) Overflow))
    (write (fee) fee Overflow)
    (write (keeper) keeper Overflow)
    (write (mark) mark "OutOfRange(mark)")
    (write (mark.time) now Overflow)
    (write (now) now Overflow)
    (require (le (get fee) 400) WhereViolated))
  (step action deposit
    (arguments (caller party) (amount (USD 6) (range 0 1000000000000) "OutOfRange(amount)"))
    (locals (moved (USD 6)))
    (require (not (get paused)) Rejected)
    (let moved amount)
    (write (Trader caller quote) (add (get Trader caller quote) moved) "OutOfRange(Trader.quote)")
    (write (vault.USD) (add (get vault.USD) moved) "OutOfRange(vault.USD)")
    (receive USD caller moved))
  (step action open
    (arguments (caller party) (quantity (ETH 8) (range -1000000 1000000) Overflow))
    (write (Trader caller size) (add (get Trader caller size) quantity) "OutOfRange(Trader.size)")
    (write (Trader caller friend) caller Overflow)
    (require
      (le 0
        (add (get Trader caller quote)
          (: (USD 6) (div_near
            (mul (get Trader caller size)
              (guard (le (sub (get now) (get mark.time)) 60) StalePrice (get mark))) 1000000))))
      Undermargined))
  (step action withdraw
    (arguments (caller party) (amount (USD 6) (range 0 1000000000000) "OutOfRange(amount)"))
    (locals (fine (USD 6)) (bound (USD 6)))
    (let fine (: (USD 6) (div_up (mul amount (get fee)) 10000)))
    (branch (eq (get Trader caller size) 0)
      (then (require (le (add amount fine) (get Trader caller quote)) InsufficientFunds))
      (else (require (if (lt 0 (get Trader caller size)) (le (mul 2 amount) (get Trader caller quote)) false)
        Undermargined)))
    (write (Trader caller quote)
      (bind bound (add amount fine) (sub (get Trader caller quote) bound)) "OutOfRange(Trader.quote)")
    (write (insurance) (add (get insurance) fine) "OutOfRange(insurance)")
    (write (vault.USD) (sub (get vault.USD) amount) InsufficientFunds)
    (use small amount)
    (assert (le 0 fine) Fine)
    (pay USD caller amount))
  (step action shift
    (arguments (caller party) (from party) (to party) (amount (USD 6) (range -1000 1000) "OutOfRange(amount)"))
    (write (Trader from quote) (sub (get Trader from quote) amount) "OutOfRange(Trader.quote)")
    (write (Trader to quote) (add (get Trader to quote) amount) "OutOfRange(Trader.quote)"))
  (step action odds
    (arguments (caller party) (a int (range -1000 1000) Overflow) (b int (range -1000 1000) Overflow))
    (require (not (same caller (get keeper))) Unauthorized)
    (require (lt (neg (abs (max (min a b) (sign a)))) (sqrt (div_down a b))) Rejected))
  (step oracle_update mark.update
    (arguments (caller party) (value (USD/ETH 4) (range 1 10000000000) "OutOfRange(mark)"))
    (write (mark) value "OutOfRange(mark)")
    (write (mark.time) (get now) Overflow))
  (step advance advance
    (arguments (caller party) (seconds (s 0) (range 0 100000000000) TimeRunsBackward))
    (write (now) (add (get now) seconds) Overflow))
  (step set_parameter set_fee
    (arguments (caller party) (value (ratio 4) (range 0 500) Overflow))
    (require (same caller (get keeper)) Unauthorized)
    (write (fee) value Overflow)
    (require (le (get fee) 400) WhereViolated))
  (assume calm mark.update (forall Trader $7 (le 0 (get Trader $7 held))))
  (lemma small (variables (x (USD 6) (range 0 1000000000000) Overflow)) (le 0 (mul x x)))
  (lemma grows (variables (x int (range 0 1000) Overflow) (y int (range 0 1000) Overflow)) (locals (z int))
    (if (le x y) (le (mul x x) (mul y y)) true)
    (let z (mul x y))
    (assert (if (le x y) (le z (mul y y)) true) Rejected)
    (use small (: (USD 6) 5)))
  (conservation "conservation(USD)"
    (eq (get vault.USD)
      (add (add (get insurance) (get float)) (add (sum Trader $0 (get Trader $0 quote))
        (sum Trader $0 (get Trader $0 held))))))
  (invariant bounded (forall Trader $0 (le (abs (get Trader $0 size)) 1000000)))
  (invariant somebody (exists Trader $0 (eq (get Trader $0 size) 0)))
  (invariant few (le (count Trader $0 (lt 0 (get Trader $0 held))) 3))
  (rule pays (after withdraw
    (bind $4 amount (eq (before (get vault.USD)) (add (get vault.USD) $4)))))
  (can exit Trader $0 (le 0 (get Trader $0 quote)) (call withdraw $0 (: (USD 6) 0)))
  (assertion "withdraw.assert#1" withdraw 1)
  (scenario "in and out" (variables (who party) (amount (USD 6) (range 1 1000) Overflow)) (locals (held (USD 6)))
    (not (get paused))
    (let held (get Trader who quote))
    (use small amount)
    (call (deposit) who amount)
    (call (open shift odds) who)
    (reverts (withdraw) who -1)
    (fails InsufficientFunds (withdraw) who (: (USD 6) 1000000000000))
    (succeeds (advance) (party 0) (: (s 0) 5))
    (expect (le held (add (before (get Trader who quote)) 0))))
  (lemma third.ensures (variables (x int (range 0 1000) Overflow)) (locals (result int))
    (bind result (stated third.ensures x (div_down x 3)) (le (mul 3 result) x)))
  (fact third.ensures third.ensures)
  (fact half.ensures (variables (x int (range 0 1000) Overflow)) (locals (result int))
    (if (lt 0 x) (bind result (stated half.ensures x (div_down x 2)) (lt result x)) true))
  (test "deposit and leave" (parties alice bob)
    (call instantiate (party 0) (: (ratio 4) 100) (party 1) (: (USD/ETH 4) 20000000) (: (s 0) 0))
    (call deposit (party 0) (: (USD 6) 5000000))
    (expect (eq (get Trader (party 0) quote) 5000000))
    (fails InsufficientFunds withdraw (party 0) (: (USD 6) 5000000))
    (call withdraw (party 0) 1000001)
    (expect (eq (get insurance) 10001))))
)core";

/// The contract of a text, or a failure that says what is wrong with it.
inline core::Contract contract_of(std::string_view text) {
  auto parsed = core::parse_text(text);
  if (const auto* error = std::get_if<core::TextError>(&parsed)) {
    throw std::runtime_error("line " + std::to_string(error->line) + ": " + error->message);
  }
  auto contract = std::get<core::Contract>(std::move(parsed));
  if (const auto problem = core::validate(contract)) throw std::runtime_error(*problem);
  return contract;
}

}  // namespace surety::samples
