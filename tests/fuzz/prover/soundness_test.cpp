// soundness_test.cpp -- a fixed set of tiny contracts: the prover is never wrong, and the set is worth something.
#include "tests/fuzz/prover/soundness.h"

#include "tests/catch.h"

namespace surety::test {
namespace {

constexpr std::uint64_t fixed_set = 60;

/// Each contract briefly: brute force finds most of what breaks in its first calls.
SoundnessLimits brief() {
  SoundnessLimits limits;
  limits.calls = 1'000;
  limits.search_steps = 400;
  limits.resource_limit = 100'000;
  return limits;
}

TEST_CASE("what is PROVED of tiny contracts holds in every state, and what is VIOLATED breaks on replay") {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= fixed_set; ++seed) examine(seed, brief(), tally);
  INFO(report(tally));
  CHECK(tally.errors.empty());
  CHECK(tally.contracts == fixed_set);
  CHECK(tally.verdicts[verify::Verdict::proved] > fixed_set);
  CHECK(tally.verdicts[verify::Verdict::violated] > fixed_set);
  CHECK(tally.capped < fixed_set);
  for (const std::string& form : expected_forms()) {
    INFO(form);
    CHECK(tally.census[form] > 0);
  }
}

TEST_CASE("the same seed gives the same verdicts") {
  Tally first;
  Tally second;
  examine(7, {}, first);
  examine(7, {}, second);
  CHECK(!first.verdict_lines.empty());
  CHECK(first.verdict_lines == second.verdict_lines);
}

}  // namespace
}  // namespace surety::test
