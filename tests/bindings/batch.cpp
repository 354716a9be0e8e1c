// batch.cpp -- a batch of bazaar.surety in C++: the same steps applied together and one by one do the same.
#include <sys/resource.h>

#include <new>
#include <vector>

#include "bazaar_compiled.hpp"
#include "tests/bindings/demand.h"
#include "tests/bindings/dice.h"
#include "tests/bindings/opened_bazaar.h"

namespace {

using Bazaar::Batch;
using Bazaar::Contract;
using Bazaar::Effect;
using Bazaar::Error;
using Bazaar::Outcome;
using Bazaar::Outcomes;
using Bazaar::Side;
using surety::Party;

/// One step, to a contract or to a batch.
template <class Target>
decltype(auto) any_step(Target& target, Dice& dice) {
  using Dollars = decltype(Bazaar::deposit_arguments::amount);
  using Price = decltype(Bazaar::mark_update_arguments::value);
  using Ether = decltype(Bazaar::buy_arguments::size);
  const Party caller = dice.party();
  const auto dollars = [&] { return dice.amount<Dollars>(400'000'000); };
  const auto ether = [&] { return dice.amount<Ether>(1'000'000'000) - Ether("5"); };
  switch (dice.below(10)) {
    case 0: return target.deposit({.caller = caller, .amount = dollars()});
    case 1: return target.withdraw({.caller = caller, .amount = dollars()});
    case 2: {
      const Side side = dice.below(2) == 0 ? Side::Buy : Side::Sell;
      return target.parties({caller, side, dice.below(2) == 0, dice.party(), ether()});
    }
    case 3:
      return target.constructor(
          {caller, decltype(Bazaar::constructor_arguments::wide_amount)("-1.000000000000000001")});
    case 4: return target.globals_2({.caller = caller, .amount = dollars(), .shares = "3"});
    case 5: return target.row({.caller = caller, .amount = dollars(), .shares = "1", .heir = dice.party()});
    case 6: return target.buy({.caller = caller, .seller = dice.party(), .size = ether()});
    case 7: {
      const bool small_move = dice.below(2) == 0;
      return target.mark_update({.caller = {}, .value = small_move ? Price("1_990.5") : Price("0.01")});
    }
    case 8: return target.advance({.caller = {}, .seconds = "30"});
    default: return target.cells({.caller = caller, .apply = dollars()});
  }
}

bool same(std::span<const Effect> a, std::span<const Effect> b) {
  return std::ranges::equal(a, b, [](const Effect& x, const Effect& y) {
    return x.kind == y.kind && x.asset == y.asset && x.party == y.party && x.units == y.units;
  });
}

void demand_same_state(const Contract& a, const Contract& b) {
  DEMAND(a.globals() == b.globals());
  for (std::uint32_t i = 0; i < far + 10; ++i) DEMAND(a.Trader({i}) == b.Trader({i}));
}

void a_batch_does_what_its_steps_do(std::size_t steps) {
  Contract singly = opened();
  Contract together = opened();
  Batch batch;
  Dice dice;
  for (std::size_t i = 0; i < steps; ++i) any_step(batch, dice);
  DEMAND(batch.size() == steps);
  const Outcomes outcomes = together.apply(batch);
  DEMAND(outcomes.size() == steps);
  Dice again;
  std::size_t applied = 0;
  std::size_t refused = 0;
  std::size_t effects = 0;
  for (const Outcome& outcome : outcomes) {
    const Outcome wanted = any_step(singly, again);
    DEMAND(outcome.ok() == wanted.ok() && outcome.error() == wanted.error());
    DEMAND(same(outcome.effects(), wanted.effects()));
    ++(wanted.ok() ? applied : refused);
    effects += wanted.effects().size();
  }
  DEMAND(outcomes.applied() == applied && outcomes.effects().size() == effects);
  DEMAND(steps < 100 || (applied > steps / 4 && refused > steps / 10 && effects > steps / 10));
  demand_same_state(singly, together);
}

void a_batch_is_a_value() {
  Contract bazaar = opened();
  Batch batch;
  batch.deposit({.caller = alice, .amount = "5"}).withdraw({.caller = bob, .amount = "1"}).clear_2({.caller = alice});
  batch.apply_2({.caller = alice, .size = "1"}).close({.caller = alice});
  const Outcomes outcomes = bazaar.apply(batch);
  DEMAND(outcomes.size() == 5 && outcomes.applied() == 3 && outcomes.effects().size() == 1);
  DEMAND(outcomes[0].or_throw()[0].amount() == "5" && outcomes[1].error() == Error::NotYours);
  DEMAND(name(outcomes[4].error()) == "Unauthorized" && outcomes[4].effects().empty());
  DEMAND(bazaar.Trader(alice).size.text() == "-1");
  // It may be applied again, to this contract and to others, and be emptied.
  const Outcomes again = bazaar.apply(batch);
  DEMAND(again.applied() == 3 && bazaar.Trader(alice).quote.text() == "10" && outcomes[0].effects()[0].party == alice);
  Contract before_instantiation;
  DEMAND(before_instantiation.apply(batch)[0].error() == Error::Rejected);
  batch.clear();
  DEMAND(batch.size() == 0 && bazaar.apply(batch).size() == 0 && bazaar.apply(batch).applied() == 0);
  try {
    (void)outcomes[5];
    DEMAND(false);
  } catch (const std::out_of_range&) {
  }
}

template <class Exception, class Callable>
bool throws(Callable callable) {
  try {
    callable();
  } catch (const Exception&) {
    return true;
  }
  return false;
}

void what_cannot_be_done_is_not_begun() {
  Contract bazaar = opened();
  Batch batch;
  batch.deposit({.caller = alice, .amount = "5"});
  DEMAND(throws<std::length_error>([&] { batch.deposit({.caller = {0xffffffff}, .amount = "1"}); }));
  using Amount = decltype(Bazaar::deposit_arguments::amount);
  DEMAND(throws<surety::QuantityError>([&] { batch.deposit({alice, Amount::parse("1.0000001")}); }));
  DEMAND(batch.size() == 1);
  // Rows beyond memory: the first step, which has room, does not run either.
  batch.deposit({.caller = {0x7fffffff}, .amount = "1"});
  const rlimit little{1U << 30, RLIM_INFINITY};
  DEMAND(setrlimit(RLIMIT_AS, &little) == 0);
  DEMAND(throws<std::bad_alloc>([&] { (void)bazaar.apply(batch); }));
  DEMAND(bazaar.globals() == opened().globals() && bazaar.Trader(alice).quote.units() == 0);
  batch.clear();
  DEMAND(bazaar.apply(batch.deposit({.caller = alice, .amount = "5"})).applied() == 1);
}

}  // namespace

int main() {
  for (const std::size_t steps : {0U, 1U, 255U, 256U, 257U, 5'000U}) a_batch_does_what_its_steps_do(steps);
  a_batch_is_a_value();
  what_cannot_be_done_is_not_begun();
  puts("all well");
}
