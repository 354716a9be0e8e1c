// exchange.cpp -- TinyPerp in a C++20 program.
#include <iostream>

#include "tiny_perp.hpp"

int main() {
  constexpr TinyPerp::Party exchange{0}, alice{1}, bob{2};
  TinyPerp::Contract perp;
  perp.instantiate({.caller = exchange, .matcher = exchange, .mark = "2_000", .now = "0"}).or_throw();
  perp.deposit({.caller = alice, .amount = "200"}).or_throw();
  perp.deposit({.caller = bob, .amount = "1_000.50"}).or_throw();
  perp.trade({.caller = exchange, .buyer = alice, .seller = bob, .quantity = "0.75", .price = "2_000"}).or_throw();

  // A step that the contract refuses changes nothing, and says why.
  const auto refused = perp.withdraw({.caller = alice, .amount = "100"});
  std::cout << "alice withdraws 100: " << name(refused.error()) << '\n';

  for (const auto& effect : perp.withdraw({.caller = alice, .amount = "12.345678"}).or_throw())
    std::cout << "pay " << effect.amount() << ' ' << name(effect.asset) << " to party " << effect.party.index << '\n';
  std::cout << "alice holds " << perp.Trader(alice).quote.text() << " USD and " << perp.Trader(alice).size.text()
            << " ETH\n";
}
