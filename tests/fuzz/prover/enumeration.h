// enumeration.h -- every reachable state of a tiny contract, by brute force.
//
// Breadth first from every instantiation, with every argument of every step, so the first run that breaks a property is
// a shortest one. Only the clock needs a bound of its own. Where the budget ends before the states do, what was seen
// can still refute; it just does not say that there is no more.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::test {

struct EnumerationLimits {
  core::PartyIndex parties = 3;
  std::uint64_t calls = 20'000;  // executed in all
  long clock = 2;                // seconds that may pass
  unsigned plays = 24;           // of each test for all values, from each state
};

struct Enumeration {
  std::size_t states = 0;
  std::uint64_t calls = 0;
  std::uint64_t calls_in_plays = 0;           // of tests for all values
  bool complete = true;                       // within the clock's bound
  std::map<std::size_t, core::Trace> broken;  // property index: a run that breaks it
  std::set<std::uint32_t> succeeded;          // steps that did
};

/// All states that `limits.parties` parties can bring about.
Enumeration enumerate(const core::Contract& contract, const EnumerationLimits& limits);

}  // namespace surety::test
