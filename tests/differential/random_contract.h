// random_contract.h -- contracts nobody would write, for comparing readings with each other.
//
// Every operation, rounding, expression and statement occurs; rows alias through arguments; ranges run from a handful
// of values to all 128 bits; reverts stand in every place, in and behind both arms of branches. All of it is
// well-sorted (validate() accepts it). Integers are biased toward the small, so that most actions get somewhere before
// they revert.
#pragma once

#include <cstdint>

#include "compiler/core/contract.h"

namespace surety::testing {

struct RandomContractOptions {
  unsigned actions = 3;
  unsigned depth = 3;          // of expressions
  unsigned statements = 5;     // per block, at most
  bool extreme_ranges = true;  // false: everything lies within -8..8, so that all states can be enumerated
  bool varied = false;         // true: declarations differ from contract to contract, and there is an outside world
  bool caller_pays = false;    // true: money is taken from the caller alone, as chains insist
  bool claims = false;         // true: invariants, some of which hold because every write keeps them; and scans
};

/// The contract of a seed: the same on every machine.
core::Contract random_contract(std::uint64_t seed, const RandomContractOptions& options = {});

/// Everything varied, the sizes too.
RandomContractOptions varied_options(std::uint64_t seed);

}  // namespace surety::testing
