// thresholds.cpp -- the thresholds of bazaar.surety in C++: they find what evaluating every row finds, whatever
// happened.
#include <utility>
#include <vector>

#include "bazaar_compiled.hpp"
#include "tests/bindings/demand.h"
#include "tests/bindings/dice.h"
#include "tests/bindings/opened_bazaar.h"

namespace {

using Bazaar::Contract;
using Bazaar::Side;
using surety::Found;
using surety::Party;
using Dollars = decltype(Bazaar::deposit_arguments::amount);
using Price = decltype(Bazaar::Globals::mark);
using Ether = decltype(Bazaar::parties_arguments::size);

/// A step that gives the party this size, to a contract or a batch.
template <class Target>
decltype(auto) resize(Target& target, Party party, Ether size) {
  return target.parties({.caller = party, .delete_ = Side::Buy, .eager = false, .friend_ = {}, .size = size});
}
void agree(Contract& bazaar) { DEMAND(bazaar.due_find() == bazaar.due()); }
void price(Contract& bazaar, Price value) { bazaar.mark_update({.caller = {}, .value = value}).or_throw(); }

void no_row_and_one() {
  Contract bazaar;
  DEMAND(bazaar.due_find().empty() && bazaar.due_threshold(alice).found == Found::never);
  bazaar = opened();
  DEMAND(bazaar.due_find().empty());
  bazaar.deposit({.caller = alice, .amount = "1_950"}).or_throw();
  DEMAND(bazaar.due_find().empty() && bazaar.due_threshold(alice).found == Found::never);
  resize(bazaar, alice, "-1").or_throw();  // owes an ether, and 2.5 % of it
  DEMAND(bazaar.due_find() == std::vector<Party>({alice}));
  const auto shorts = bazaar.due_threshold(alice);
  DEMAND(shorts.found == Found::from && shorts.at == Price("1_902.4391"));
  price(bazaar, "1_902.439");
  DEMAND(bazaar.due_find().empty() && bazaar.due().empty());
  price(bazaar, "1_902.4391");
  DEMAND(bazaar.due_find() == std::vector<Party>({alice}) && bazaar.due() == std::vector<Party>({alice}));
  DEMAND(bazaar.due_threshold({4'000'000'000}).found == Found::never);
}

/// What a threshold says is what the condition says one step before it and at it.
void each_threshold_is_exact(const Contract& bazaar, std::uint32_t parties) {
  const auto due_at = [&](Party party, Price mark) {
    Contract other = bazaar;
    auto globals = other.globals();
    globals.mark = mark;
    other.set_globals(globals);
    for (const Party found : other.due())
      if (found == party) return true;
    return false;
  };
  int longs = 0;
  int shorts = 0;
  for (std::uint32_t i = 0; i < parties; ++i) {
    const auto threshold = bazaar.due_threshold({i});
    const bool below = threshold.found == Found::below;
    const bool from = threshold.found == Found::from;
    longs += below ? 1 : 0;
    shorts += from ? 1 : 0;
    DEMAND(due_at({i}, "0.01") == (below || threshold.found == Found::always));
    DEMAND(due_at({i}, "1_000_000") == (from || threshold.found == Found::always));
    DEMAND((!below && !from) ||
           (due_at({i}, threshold.at) != below && due_at({i}, threshold.at - Price("0.0001")) == below));
  }
  DEMAND(longs > 5 && shorts > 5);
}

void many_rows(Contract& bazaar, Dice& dice) {
  for (std::uint32_t i = 0; i < 3'000; ++i) {
    bazaar.deposit({.caller = {i}, .amount = dice.amount<Dollars>(4'000'000'000)}).or_throw();
    resize(bazaar, {i}, dice.amount<Ether>(600'000'000) - Ether("3")).or_throw();
    // Longs that owe for what they have.
    if (i % 2 == 1) bazaar.buy({.caller = {i}, .seller = {i - 1}, .size = dice.amount<Ether>(300'000'000)}).or_throw();
    if (i % 500 == 0) agree(bazaar);
  }
  agree(bazaar);
  const std::size_t found = bazaar.due_find().size();
  DEMAND(found > 300 && found < 2'700);
}

void whatever_happened() {
  Contract bazaar = opened();
  Dice dice;
  many_rows(bazaar, dice);
  for (const char* mark : {"1_500", "2_100.5", "1_200", "1_300.0001"}) {
    price(bazaar, Price::parse(mark));
    agree(bazaar);
    for (int i = 0; i < 20; ++i) resize(bazaar, {dice.below(3'000)}, "2").or_throw();  // after the price
    DEMAND(!bazaar.deposit({.caller = {5}, .amount = "-1"}).ok());
    agree(bazaar);
  }
  each_threshold_is_exact(bazaar, 40);
  bazaar.set_fee({.caller = council, .value = "0.1"}).or_throw();
  agree(bazaar);
  bazaar.deposit({.caller = {far}, .amount = "1"}).or_throw();
  resize(bazaar, {far}, "-900").or_throw();
  agree(bazaar);
  DEMAND(bazaar.due_find().back().index == far);

  Bazaar::Batch batch;
  for (int i = 0; i < 700; ++i) resize(batch, {dice.below(3'000)}, dice.amount<Ether>(600'000'000) - Ether("3"));
  batch.mark_update({.caller = {}, .value = "1_700"}).withdraw({.caller = bob, .amount = "1_000_000"});
  batch.deposit({.caller = {far + 5'000}, .amount = "1"});
  DEMAND(bazaar.apply(batch).applied() == 702);
  agree(bazaar);

  auto row = bazaar.Trader({far});
  row.size = {};
  bazaar.set_Trader({far}, row);
  agree(bazaar);
  DEMAND(bazaar.due_find().back().index != far);
}

void copies_go_their_own_way() {
  Contract bazaar = opened();
  resize(bazaar, alice, "-1").or_throw();
  DEMAND(bazaar.due_find().size() == 1);
  Contract copy = bazaar;
  resize(copy, bob, "-1").or_throw();
  DEMAND(copy.due_find().size() == 2 && bazaar.due_find().size() == 1);
  Contract moved = std::move(copy);
  DEMAND(moved.due_find().size() == 2);
  // What was moved from has neither rows nor thresholds.
  resize(copy, bob, "-1").or_throw();
  DEMAND(copy.due_find() == std::vector<Party>({bob}));
  copy.set_Trader(bob, {});
  DEMAND(copy.due_find().empty());
  agree(moved);
}

}  // namespace

int main() {
  no_row_and_one();
  whatever_happened();
  copies_go_their_own_way();
  std::puts("all well");
}
