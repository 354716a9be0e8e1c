// dice.h -- numbers that are the same everywhere: distributions of the standard library are not.
#pragma once

#include <random>

#include "bazaar_compiled.hpp"

constexpr std::uint32_t far = 90'000;

class Dice {
 public:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(engine_() % bound); }
  surety::Party party() { return {below(50) == 0 ? far + below(9) : below(6)}; }
  template <class Amount>
  Amount amount(std::int64_t most) {
    return Amount::of_units(static_cast<std::int64_t>(below(1'000'001)) * most / 1'000'000);
  }

 private:
  std::mt19937 engine_{2026};
};
