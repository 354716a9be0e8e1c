// keeper.cpp -- who of LinearPerp may be liquidated, and at which prices each position would be.
#include <iostream>

#include "linear_perp.hpp"

int main() {
  constexpr LinearPerp::Party exchange{0}, alice{1}, bob{2};
  LinearPerp::Contract perp;
  perp.instantiate({.caller = exchange,
                    .initial = "0.1",
                    .maintenance = "0.05",
                    .penalty = "0.01",
                    .keeper_share = "0.5",
                    .trading_fee = "0.0005",
                    .max_step = "0.04",
                    .max_funding = "0.005",
                    .matcher = exchange,
                    .mark = "20_000",
                    .now = "0"})
      .or_throw();
  for (const auto party : {alice, bob}) perp.deposit({.caller = party, .amount = "300"}).or_throw();
  perp.trade({.caller = exchange, .buyer = alice, .seller = bob, .quantity = "0.1", .price = "20_000"}).or_throw();

  for (const auto party : {alice, bob}) {
    const auto [found, at] = perp.due_threshold(party);
    std::cout << "party " << party.index << " is due " << (found == surety::Found::below ? "below " : "from ")
              << at.text() << '\n';
  }
  for (const auto price : {"19_200", "18_500", "17_800"}) {
    perp.mark_update({.caller = {}, .value = decltype(LinearPerp::Globals::mark)::parse(price)}).or_throw();
    std::cout << "at " << price << ": " << perp.due_find().size() << " due\n";
  }
}
