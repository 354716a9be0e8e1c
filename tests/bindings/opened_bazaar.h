// opened_bazaar.h -- bazaar.surety, instantiated, and who is in it: where the C++ programs begin.
#pragma once

#include "bazaar_compiled.hpp"

constexpr surety::Party council{1};
constexpr surety::Party alice{2};
constexpr surety::Party bob{3};

inline Bazaar::Contract opened() {
  Bazaar::Contract bazaar;
  bazaar.instantiate({.caller = {}, .fee = "0.025", .council = council, .mark = "2_000", .now = "0"}).or_throw();
  return bazaar;
}
