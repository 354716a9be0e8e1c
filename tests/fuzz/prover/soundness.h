// soundness.h -- the prover against brute force: what it says of random contracts, held against all that can happen.
//
// An error of the prover is a PROVED property that some run breaks, or a VIOLATED one whose run does not break it.
// A broken property that is called NOT INDUCTIVE or UNKNOWN is a weakness of the search, and only counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/fuzz/prover/forms.h"
#include "verifier/verdict/verdict.h"

namespace surety::test {

struct Tally {
  unsigned contracts = 0;
  unsigned capped = 0;  // their states were too many to visit all
  std::uint64_t states = 0;
  std::uint64_t calls = 0;
  std::map<verify::Verdict, unsigned> verdicts;
  std::map<verify::Verdict, unsigned> broken;  // of these, seen broken
  double proving_seconds = 0;
  double enumerating_seconds = 0;
  Census census;
  std::vector<std::string> errors;         // of the prover, with the contract and the run
  std::vector<std::string> weak;           // "seed 7, i0 (unknown)": broken, and no run was given
  std::vector<std::string> verdict_lines;  // "7 i0 proved", …: what a mutant of the prover may change
};

struct SoundnessLimits {
  std::uint64_t calls = 12'000;            // of the enumeration, for each number of parties
  std::uint64_t search_steps = 3'000;      // of the prover's search for a run
  std::uint64_t resource_limit = 400'000;  // of the solver, a question
  bool alone = false;                      // each property by itself, as with --property
};

/// Proves and enumerates the contract of that seed and adds what came of it.
void examine(std::uint64_t seed, const SoundnessLimits& limits, Tally& tally);
/// The same for a text; `name` is shown in errors.
void examine_text(const std::string& name, const std::string& text, const SoundnessLimits& limits, Tally& tally);

/// Adds the counts of `part` to `all`; lists are sorted, so that it does not matter who counted what.
void add(Tally part, Tally& all);
/// The tally for people.
std::string report(const Tally& tally);

}  // namespace surety::test
