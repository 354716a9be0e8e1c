// lots.cpp -- lists of every kind over the C++ header: bools, enums, parties and amounts, and names that C++ keeps for
// itself.
#include "lots_compiled.hpp"
#include "tests/bindings/demand.h"

namespace {

using Lots::Contract;
using Lots::Error;
using Lots::Kind;
using Lots::Lot;
using surety::Party;

constexpr Party ann{1};
constexpr Party bob{2};
constexpr Party cleo{3};
constexpr Party dan{4};

/// The contract's own test.
void all_of_them() {
  Contract lots;
  lots.instantiate({.caller = {}, .now = "0"}).or_throw();
  lots.allot({.caller = ann,
              .lots = {{.delete_ = bob, .kind = Kind::Large, .urgent = true, .price = "1.5"},
                       {.delete_ = bob, .kind = Kind::Small, .urgent = false, .price = "2"}},
              .friends = {cleo, dan, cleo},
              .tips = {"0.5"}})
      .or_throw();
  // Two actions take lots: it is the same structure.
  const surety::List<Lot, 1> only{{dan, Kind::Large, true, "0"}};
  lots.only({.caller = ann, .lots = only}).or_throw();
  DEMAND(lots.Owner(bob).cash.text() == "3.5" && lots.Owner(bob).large.text() == "1" && !lots.Owner(bob).urgent);
  DEMAND(lots.Owner(cleo).large.text() == "20" && lots.Owner(dan).large.text() == "11" && lots.Owner(dan).urgent);
  DEMAND(lots.Owner(ann).cash.text() == "0.5");
}

void ranges_are_the_contracts() {
  Contract lots;
  lots.instantiate({.caller = {}, .now = "0"}).or_throw();
  DEMAND(lots.allot({.caller = ann, .tips = {"1", "-1"}}).error() == Error::Rejected);
  DEMAND(lots.allot({.caller = ann, .tips = {"1", "2", "1_000_000_001"}}).error() == Error::OutOfRange_tips);
}

}  // namespace

int main() {
  all_of_them();
  ranges_are_the_contracts();
  std::puts("all well");
}
