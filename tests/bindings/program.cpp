// program.cpp -- a program over the C++ header of bazaar.surety: every kind of value goes in and comes out exactly.
#include <utility>

#include "bazaar_compiled.hpp"
#include "tests/bindings/demand.h"
#include "tests/bindings/opened_bazaar.h"

namespace {

using Bazaar::Asset;
using Bazaar::Contract;
using Bazaar::EffectKind;
using Bazaar::Error;
using surety::Party;
using surety::QuantityError;

template <class Callable>
bool throws(Callable callable) {
  try {
    callable();
  } catch (const QuantityError&) {
    return true;
  }
  return false;
}

void money_goes_in_and_out() {
  Contract bazaar = opened();
  const auto paid = bazaar.deposit({.caller = alice, .amount = "200.5"});
  DEMAND(paid.ok() && paid.effects().size() == 1);
  DEMAND(paid.effects()[0].kind == EffectKind::receive && paid.effects()[0].asset == Asset::USD);
  DEMAND(paid.effects()[0].party == alice && paid.effects()[0].amount() == "200.5");
  DEMAND(name(Asset::USD) == "USD" && decimals(Asset::LP) == 6);
  DEMAND(bazaar.Trader(alice).quote.text() == "200.5");
  DEMAND(bazaar.Trader(alice).quote == bazaar.globals().vault_USD.at_scale<12>());
  const auto refused = bazaar.withdraw({.caller = alice, .amount = "200.500001"});
  DEMAND(!refused.ok() && refused.effects().empty());
  DEMAND(refused.error() == Error::InsufficientFunds && name(refused.error()) == "InsufficientFunds");
  DEMAND(bazaar.Trader(alice).quote.text() == "200.5");
  const auto minted = bazaar.globals_2({.caller = bob, .amount = "1", .shares = "0.000001"});
  DEMAND(minted.ok() && minted.effects().size() == 2 && minted.effects()[1].kind == EffectKind::mint);
  const auto burned = bazaar.row({.caller = bob, .amount = "0.25", .shares = "0.000001", .heir = alice}).or_throw();
  DEMAND(burned[0].kind == EffectKind::burn && burned[0].asset == Asset::LP && burned[1].party == alice);
  DEMAND(bazaar.globals().class_.text() == "0.75");
}

void every_kind_of_value() {
  Contract bazaar = opened();
  using Bazaar::Side;
  bazaar.parties({.caller = alice, .delete_ = Side::Sell, .eager = true, .friend_ = {70'000}, .size = "-0.00000001"})
      .or_throw();
  const auto row = bazaar.Trader(alice);
  DEMAND(row.side == Side::Sell && row.eager && row.friend_.index == 70'000 && row.size.units() == -1);
  DEMAND(name(row.side) == "Sell");
  DEMAND(bazaar.globals().favourite == Side::Sell && bazaar.globals().busy);
  bazaar.constructor({.caller = alice, .wide_amount = "-1_000_000_000.000000000000000001"}).or_throw();
  DEMAND(bazaar.globals().wide.text() == "-1000000000.000000000000000001");
  DEMAND(bazaar.globals().mark.text() == "2000" && bazaar.globals().fee.text() == "0.025");
  DEMAND(bazaar.mark_update({.caller = {}, .value = "0.01"}).error() == Error::PriceStep);
  DEMAND(name(Error::OutOfRange_Trader_size) == "OutOfRange(Trader.size)");
  const auto beyond =
      bazaar.parties({.caller = alice, .delete_ = Side::Buy, .eager = false, .friend_ = {}, .size = "1_000.00000001"});
  DEMAND(beyond.error() == Error::OutOfRange_Trader_size);
  try {
    bazaar.close({.caller = alice}).or_throw();
    DEMAND(false && "a stranger closed the bazaar");
  } catch (const Bazaar::Reverted& reverted) {
    DEMAND(reverted.error() == Error::Unauthorized && std::string_view(reverted.what()) == "Unauthorized");
  }
}

void numbers_that_are_none() {
  using Amount = decltype(Bazaar::deposit_arguments::amount);
  static_assert(Amount::scale == 6 && Amount::unit == "USD");
  static_assert(!std::is_convertible_v<decltype(Bazaar::parties_arguments::size), Amount>);
  static_assert(!std::is_convertible_v<double, Amount> && !std::is_convertible_v<int, Amount>);
  for (const char* text :
       {"", "-", "1.", ".5", "1e6", "0x10", "1__0", "_1", "1_", " 1", "1 ", "1.0000001", "5 ETH", "5USD",
        "170141183460469231731687303715884.105728", "999999999999999999999999999999999999999999"})
    DEMAND(throws([&] { (void)Amount::parse(text); }));
  DEMAND(Amount::parse("5 USD") == Amount("5") && Amount::parse("1.50000000").text() == "1.5");
  DEMAND(Amount::parse("-170141183460469231731687303715884.105728").units() == surety::int128_min);
  DEMAND(Amount::parse("-170141183460469231731687303715884.105728").text() ==
         "-170141183460469231731687303715884.105728");
  DEMAND(throws([] { (void)(Amount::of_units(surety::int128_max) + Amount::of_units(1)); }));
  DEMAND(throws([] { (void)-Amount::of_units(surety::int128_min); }));
  DEMAND(throws([] { (void)Amount("0.000001").at_scale<2>(); }));
  DEMAND(Amount("1") < Amount("1.000001") && Amount("3") - Amount("5") == Amount("-2"));
}

void the_state_grows_copies_and_is_restored() {
  Contract bazaar = opened();
  for (std::uint32_t i = 0; i < 100'000; i += 9'999) bazaar.deposit({.caller = {i}, .amount = "1"}).or_throw();
  DEMAND(bazaar.Trader({99'990}).quote.text() == "1" && bazaar.Trader({99'989}).quote.units() == 0);
  DEMAND(bazaar.Trader({4'000'000'000}).quote.units() == 0);
  Contract copy = bazaar;
  copy.deposit({.caller = alice, .amount = "7"}).or_throw();
  DEMAND(bazaar.Trader(alice).quote.units() == 0 && copy.Trader(alice).quote.text() == "7");
  const Contract moved = std::move(copy);
  DEMAND(moved.Trader(alice).quote.text() == "7");
  // What was moved from has no rows, and gets them again.
  DEMAND(copy.Trader(alice).quote.units() == 0);
  copy.deposit({.caller = alice, .amount = "1"}).or_throw();
  DEMAND(copy.Trader(alice).quote.text() == "1");
  Contract restored;
  restored.set_globals(bazaar.globals());
  restored.set_Trader({9'999}, bazaar.Trader({9'999}));
  DEMAND(restored.withdraw({.caller = {9'999}, .amount = "1"}).ok());
  auto row = bazaar.Trader({9'999});
  row.size = "1_000.00000001";
  DEMAND(throws([&] { restored.set_Trader({9'999}, row); }));
  DEMAND(restored.Trader({9'999}).quote.units() == 0);
}

void scans_find_rows() {
  Contract bazaar = opened();
  DEMAND(bazaar.sellers().empty());
  for (std::uint32_t i = 0; i < 3'000; i += 1'000) bazaar.deposit({.caller = {i}, .amount = "1"}).or_throw();
  const Contract& seen = bazaar;
  DEMAND(seen.sellers() == std::vector<Party>({{0}, {1'000}, {2'000}}));
  bazaar.parties({.caller = alice, .delete_ = Bazaar::Side::Buy, .eager = true, .friend_ = bob, .size = "3"})
      .or_throw();
  DEMAND(seen.globals__2() == std::vector<Party>({alice}));
  DEMAND(seen.lopsided().empty());
  bazaar.parties({.caller = alice, .delete_ = Bazaar::Side::Buy, .eager = true, .friend_ = bob, .size = "1"})
      .or_throw();
  try {
    (void)seen.lopsided();
    DEMAND(false);
  } catch (const Bazaar::Reverted& reverted) {
    DEMAND(reverted.error() == Bazaar::Error::DivisionByZero);
  }
}

}  // namespace

int main() {
  money_goes_in_and_out();
  every_kind_of_value();
  numbers_that_are_none();
  the_state_grows_copies_and_is_restored();
  scans_find_rows();
  std::puts("all well");
}
