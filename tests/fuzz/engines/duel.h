// duel.h -- one random contract, the same calls on every engine, and what came of it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/lockstep.h"
#include "tests/fuzz/engines/proofs.h"
#include "tests/fuzz/engines/shrink.h"

namespace surety::testing {

/// How engines come to be: by contenders.h, or with a mutant among them. Null: not for this contract.
using MakeEngine =
    std::function<std::unique_ptr<core::Engine>(const std::string& name, const core::Contract&, const Proofs&)>;
/// What may be built on in a contract.
using Prove = std::function<Proofs(const core::Contract&)>;

/// Who runs, and by what means.
struct Ring {
  std::vector<std::string> engines;  // the others are compared with the first
  MakeEngine make;
  Prove prove;
};

/// What a run of many seeds has seen.
struct Tally {
  std::uint64_t contracts = 0;
  std::uint64_t calls = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t effects = 0;
  std::uint64_t steps = 0;
  std::uint64_t steps_succeeded = 0;  // steps that succeeded at least once
  std::map<std::string, std::uint64_t> contracts_by_engine;
  std::uint64_t invariants = 0;  // claimed
  std::uint64_t invariants_proved = 0;
  std::uint64_t contracts_with_facts = 0;  // that rest on a proved invariant
  std::uint64_t contracts_with_ids = 0;    // that have rows named by ids
  std::uint64_t known_functions = 0;       // of which something is known (`ensures`)
  std::uint64_t known_functions_proved = 0;
  std::uint64_t scans = 0;
  std::uint64_t scans_by = 0;    // by a price
  std::uint64_t thresholds = 0;  // of those, proved and compiled
  std::uint64_t rows_found = 0;  // by scans, after calls
};

struct Found {
  Case where;              // the calls up to the one on which they differ
  std::string engine;      // that differs from the first of the engines
  std::string difference;  // for people; also where an engine failed
};

/// Makes the contract of a seed, invents calls that are aimed at its state, and runs them on all engines after one
/// another. Every instantiation begins anew, from nothing, and nothing else is called before one succeeds.
std::optional<Found> duel(std::uint64_t seed, const Ring& ring, Tally& tally);

/// What the first engine and another differ in when they run a case; nullopt where they agree. Never throws.
std::optional<std::string> difference(const Case& where, const std::string& engine, const Ring& ring);

/// `found` made small, on its two engines alone, with what they differ in now.
Found shrunk(const Found& found, const Ring& ring);

/// A report for people: the difference, the contract in core's text form, the calls.
std::string report(std::uint64_t seed, const Found& found);
std::string report(const Tally& tally);

}  // namespace surety::testing
