// engines_rows.h -- a contract in which rows coincide, arms write, and a step fails after it wrote and paid.
#pragma once

#include <random>

#include "tests/unit/core/sample_contracts.h"

namespace surety::differential {

inline constexpr const char* rows_text = R"core(
(contract Rows
  (asset USD 6 1000000000000)
  (error Late) (error Low)
  (global state total int (range -100000 100000))
  (global state huge int (range -170141183460469231731687303715884105728 170141183460469231731687303715884105727))
  (global role owner party (range 0 0))
  (global state open bool (range 0 1))
  (table A (field x int (range -1000 1000)) (field y int (range -170141183460469231731687303715884105728 1000))
    (field seen bool (range 0 1)) (field peer party (range 0 0)))
  (table B (field x int (range 0 50)))
  (step instantiate instantiate (arguments (caller party) (first party)) (write (owner) first Late))
  (step action swap (arguments (caller party) (a party) (b party))
    (locals (p int) (q int))
    (let p (get A a x)) (let q (get A b x))
    (write (A a x) (add q (get A b x)) Low)
    (write (A b x) (sub (add p (get A a x)) (get A b x)) Low)
    (write (A (get owner) x) (add (get A a x) 1) Low)
    (write (B caller x) (add (get B a x) (get A caller x)) Low))
  (step action pay (arguments (caller party) (a party) (amount int (range -1000 1000) Low))
    (receive USD caller (abs amount))
    (write (A a x) (add (get A a x) amount) Low)
    (branch (lt amount 0)
      (then (pay USD a (neg amount)) (write (A caller y) (mul amount 3) Low) (require (not (get open)) Late)
        (write (total) (add (get total) amount) Low))
      (else (write (open) (not (get open)) Low) (write (A caller seen) true Low)
        (branch (eq amount 7) (then (pay USD caller 7) (require false Late)) (else (write (A a peer) caller Low)))))
    (pay USD caller (max 0 (get A a x)))
    (require (le (get A caller x) 900) Late)
    (write (total) (add (get total) (get A a x)) Low)
    (require (if (get A (get A a peer) seen) (lt (get total) 5000) true) Low))
  (step action arms (arguments (caller party) (a int (range -1000 1000) Low) (b int (range -1000 1000) Low))
    (branch (lt a 0)
      (then (require (lt b 0) Late) (write (total) (sub 0 a) Low))
      (else (require (lt 10 b) Low) (write (A caller x) (min a b) Low)))
    (branch (lt (get total) 700)
      (then (write (total) (add (get total) (add a b)) Low))
      (else (write (total) (div_down (get total) 3) Low)))
    (write (A caller y) (if (lt 0 b) (sub (get A caller x) b) (add (get A caller x) (get total))) Low)
    (require (if (lt a 0) true (le (max a b) 900)) Late))
  (step action grow (arguments (caller party)
      (k int (range -170141183460469231731687303715884105728 170141183460469231731687303715884105727) Low))
    (pay USD caller (mul k k))
    (write (huge) (add (get huge) k) Low)
    (write (A caller y) (sub (get huge) k) Late))
  (step action alike (arguments (caller party) (a int (range -1000 1000) Low))
    (write (total) (mul (if (lt a 5) (add a 1) (add a 1)) 3) Low)
    (branch (lt 100 a)
      (then (write (A caller x) a Low) (write (A caller seen) true Low))
      (else (write (A caller x) a Low)))
    (require (lt 100 (get A caller x)) Late)))
)core";

inline const core::Contract& rows_contract() {
  static const core::Contract contract = samples::contract_of(rows_text);
  return contract;
}

/// `count` calls by few parties, with every argument at, beside or far from the ends of its range.
inline std::vector<core::Call> random_calls(const core::Contract& contract, int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto pick = [&](std::initializer_list<core::Integer> values) {
    return values.begin()[random() % values.size()];
  };
  std::vector<core::Call> calls;
  for (int n = 0; n < count; ++n) {
    core::Call call{core::StepId{static_cast<std::uint32_t>(random() % contract.steps.size())}, {}};
    if (n == 0) call.step = core::StepId{0};
    const core::Step& step = contract[call.step];
    for (std::uint32_t i = 0; i < step.argument_count; ++i) {
      const core::Range& range = step.locals[i].range;
      if (step.locals[i].type.sort == core::Sort::party)
        call.arguments.push_back(pick({0, 1, 1, 2, 3, 40}));
      else if (step.locals[i].type.sort == core::Sort::boolean)
        call.arguments.push_back(pick({0, 1}));
      else if (range == core::storage_range())
        call.arguments.push_back(pick({0, 1, -1, 1'000'000, range.low, range.high, range.high / 3}));
      else
        call.arguments.push_back(pick({0, 1, -1, 7, -7, 20, 61, 100, 300, 999'999, 1'000'001, range.low, range.high,
                                       range.high + 1, range.low - 1}));
    }
    if (n == 0 && contract.name == "Margin") call.arguments = {0, 100, 1, 20'000'000, 0};
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace surety::differential
