// tables_test.cpp -- rows that belong to no party: their ids are compared, stored, and name rows.
#include "compiler/core/ids.h"
#include "tests/unit/check/world.h"

namespace {

using namespace surety;
using namespace surety::check::test;

const char* const vaults = R"(contract C {
    asset USD { decimals 6  supply 1_000_000_000 }
    account Trader { balance cash : USD }
    table Vault[number: id] { pot held : USD  next : id  owner : party }
    state last : id
    fn linked(v: Vault) -> bool = v.next != v.number
    action put(v: id, amount: USD) {
        ref w = Vault[v]
        move amount from caller to w.held
        if w.owner != caller and w.held == amount { w.owner = caller }
        w.next = last
        last   = w.number
        my.cash = my.cash
    }
    action link(v: id, w: id) {
        require v != w and Vault[v] != Vault[w] else Same
        Vault[v].next = Vault[w].number
        require linked(Vault[v])
    }
    invariant owned: forall v in Vault: v.held >= 0
    rule others: after put(v): forall w in Vault where w.number != v: w.held == before(w.held)
    test "by name" {
        alice: put(first, 5 USD)
        bob: put(second, 1 USD)
        alice: put(first, 1 USD)
        bob: link(first, first) reverts Same
        bob: link(first, second)
        expect Vault[first].held == 6 USD and Vault[first].owner == alice and Vault[first].next == second
        expect last == first and Vault[last].number == first and second != first
    }
  })";

std::string without_write(std::string text) {
  const std::string line = "        my.cash = my.cash\n";
  text.erase(text.find(line), line.size());
  return text;
}

TEST_CASE("rows are found by their id") {
  World w(without_write(vaults));
  CHECK(w.tests() == "ok");
  REQUIRE(w.begin({alice, 1000}) == "ok");
  constexpr long seventh = 7;
  REQUIRE(w.call("put", {bob, seventh, 10}) == "ok");
  CHECK(w.global("last") == seventh);
  CHECK(w.engine().state().tables.at(1).at(seventh).at(0) == 10);
  CHECK(w.call("link", {bob, seventh, seventh}) == "Same");
}

TEST_CASE("`my` is of the only account, whatever tables there are") {
  const auto run = check::test::compiled(vaults);
  CHECK(messages(run).find("S0412") == std::string::npos);
}

TEST_CASE("an id is told from a party by its type alone") {
  World w(without_write(vaults));
  const core::Contract& contract = w.contract();
  CHECK(core::is_id(contract.globals.at(core::find_global(contract, "last")->index).type));
  CHECK_FALSE(core::keyed_by_id(contract, {0}));
  CHECK(core::keyed_by_id(contract, {1}));
  const core::Step& put = contract[*core::find_step(contract, "put")];
  CHECK(core::is_id(put.locals.at(1).type));
  CHECK_FALSE(core::is_id(put.locals.at(0).type));
}

}  // namespace
