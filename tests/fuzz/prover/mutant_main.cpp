// mutant_main.cpp -- is a broken prover noticed? Linked with a prover of which one line was changed.
//
// `unsound`: brute force must catch it in a plain error, on a trap or on the fixed set. `weak`: it proves too little,
// and a known verdict must change. Exit code 0 where the mutant is noticed.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "tests/fuzz/prover/soundness.h"
#include "tests/fuzz/prover/traps.h"

namespace {

using namespace surety::test;

constexpr std::uint64_t fixed_set = 60;

std::vector<Trap> all_traps() {
  std::vector<Trap> all = traps();
  all.insert(all.end(), form_traps().begin(), form_traps().end());
  return all;
}

/// A contract that does not compile says nothing of the prover: whoever wrote it is to mend it.
bool noticed(const Tally& tally) {
  if (tally.errors.empty()) return false;
  if (tally.errors.front().find("does not compile") != std::string::npos) throw std::logic_error(tally.errors.front());
  return true;
}

bool caught_by_traps_in(const SoundnessLimits& limits) {
  Tally tally;
  for (const Trap& trap : all_traps()) {
    examine_text(trap.name, trap.text, limits, tally);
    if (!noticed(tally)) continue;
    fmt::print("caught by `{}`: {}\n{}\n", trap.name, trap.why, tally.errors.front());
    return true;
  }
  return false;
}

bool caught_by_fuzz() {
  SoundnessLimits alone;
  alone.alone = true;
  if (caught_by_traps_in({}) || caught_by_traps_in(alone)) return true;
  Tally tally;
  for (std::uint64_t seed = 1; seed <= fixed_set; ++seed) {
    examine(seed, {}, tally);
    if (!noticed(tally)) continue;
    fmt::print("caught by contract {}\n{}\n", seed, tally.errors.front());
    return true;
  }
  fmt::print("{}", report(tally));
  return false;
}

bool caught_by_traps() {
  bool caught = false;
  for (const Trap& trap : all_traps()) {
    Tally tally;
    examine_text(trap.name, trap.text, {}, tally);
    for (const std::string& verdict : trap.verdicts) {
      if (std::ranges::count(tally.verdict_lines, trap.name + " " + verdict) == 1) continue;
      fmt::print("{}: not `{}`\n", trap.name, verdict);
      caught = true;
    }
  }
  return caught;
}

}  // namespace

int main(int count, char** words) {
  const bool unsound = count == 2 && std::string(words[1]) == "unsound";
  const bool caught = unsound ? caught_by_fuzz() : caught_by_traps();
  if (!caught) fmt::print("the mutant was not noticed\n");
  return caught ? 0 : 1;
}
