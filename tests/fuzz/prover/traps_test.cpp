// traps_test.cpp -- every trap gets the verdicts that are right, and brute force agrees.
#include "tests/fuzz/prover/traps.h"

#include <algorithm>

#include "tests/catch.h"
#include "tests/fuzz/prover/soundness.h"

namespace surety::test {
namespace {

TEST_CASE("contracts that a careless prover gets wrong") {
  for (const Trap& trap : traps()) {
    Tally tally;
    examine_text(trap.name, trap.text, {}, tally);
    INFO(trap.why);
    INFO(report(tally));
    CHECK(tally.errors.empty());
    for (const std::string& verdict : trap.verdicts) {
      INFO(verdict);
      CHECK(std::ranges::count(tally.verdict_lines, trap.name + " " + verdict) == 1);
    }
  }
}

}  // namespace
}  // namespace surety::test
