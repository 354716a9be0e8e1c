// duel.h -- one random contract, the same calls on every engine, and what came of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/lockstep.h"
#include "tests/fuzz/engines/shrink.h"

namespace surety::testing {

/// How engines come to be: by contenders.h, or with a mutant among them.
using MakeEngine = std::function<std::unique_ptr<core::Engine>(const std::string& name, const core::Contract&)>;

/// What a run of many seeds has seen.
struct Tally {
  std::uint64_t contracts = 0;
  std::uint64_t calls = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t effects = 0;
  std::uint64_t steps = 0;
  std::uint64_t steps_succeeded = 0;  // steps that succeeded at least once
};

struct Found {
  Case where;              // the calls up to the one on which they differ
  std::string engine;      // that differs from the first of the engines
  std::string difference;  // for people; also where an engine failed
};

/// Makes the contract of a seed, invents calls that are aimed at its state, and runs them on all engines after one
/// another.
std::optional<Found> duel(std::uint64_t seed, const std::vector<std::string>& engines, const MakeEngine& make,
                          Tally& tally);

/// What the two engines differ in when they run a case; nullopt where they agree. Never throws.
std::optional<std::string> difference(const Case& where, const std::string& first, const std::string& second,
                                      const MakeEngine& make);

/// `found` made small, on its two engines alone, with what they differ in now.
Found shrunk(const Found& found, const std::string& first, const MakeEngine& make);

/// A report for people: the difference, the contract in core's text form, the calls.
std::string report(std::uint64_t seed, const Found& found);
std::string report(const Tally& tally);

}  // namespace surety::testing
