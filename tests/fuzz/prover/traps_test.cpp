// traps_test.cpp -- every trap gets the verdicts that are right, and brute force agrees.
#include "tests/fuzz/prover/traps.h"

#include <algorithm>

#include "tests/catch.h"
#include "tests/fuzz/prover/soundness.h"

namespace surety::test {
namespace {

void check(const std::vector<Trap>& all, const SoundnessLimits& limits) {
  for (const Trap& trap : all) {
    Tally tally;
    examine_text(trap.name, trap.text, limits, tally);
    INFO(trap.why);
    INFO(report(tally));
    CHECK(tally.errors.empty());
    for (const std::string& verdict : trap.verdicts) {
      INFO(verdict);
      CHECK(std::ranges::count(tally.verdict_lines, trap.name + " " + verdict) == 1);
    }
  }
}

void check_all(const std::vector<Trap>& all) {
  check(all, {});
  SoundnessLimits limits;
  limits.alone = true;
  check(all, limits);
}

TEST_CASE("contracts that a careless prover gets wrong") { check_all(traps()); }

TEST_CASE("lemmas, assertions and tests for all values that a careless prover gets wrong") { check_all(form_traps()); }

}  // namespace
}  // namespace surety::test
