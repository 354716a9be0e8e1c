// batch.cpp -- many steps of TinyPerp applied in one call.
#include <iostream>

#include "tiny_perp.hpp"

int main() {
  constexpr TinyPerp::Party exchange{0}, alice{1}, bob{2}, carol{3};
  TinyPerp::Contract perp;
  perp.instantiate({.caller = exchange, .matcher = exchange, .mark = "2_000", .now = "0"}).or_throw();

  TinyPerp::Batch batch;
  for (const TinyPerp::Party party : {alice, bob, carol}) batch.deposit({.caller = party, .amount = "250.5"});
  batch.trade({.caller = exchange, .buyer = alice, .seller = bob, .quantity = "1", .price = "2_000"});
  batch.withdraw({.caller = alice, .amount = "100"});
  batch.withdraw({.caller = carol, .amount = "0.000001"});
  batch.mark_update({.caller = {}, .value = "1_950"});

  const TinyPerp::Outcomes outcomes = perp.apply(batch);
  std::cout << outcomes.applied() << " of " << outcomes.size() << " applied\n";
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (!outcomes[i].ok()) std::cout << "step " << i << ": " << name(outcomes[i].error()) << '\n';
  for (const TinyPerp::Effect& effect : outcomes.effects())
    std::cout << (effect.kind == TinyPerp::EffectKind::receive ? "receive " : "pay ") << effect.amount() << ' '
              << name(effect.asset) << ", party " << effect.party.index << '\n';
}
