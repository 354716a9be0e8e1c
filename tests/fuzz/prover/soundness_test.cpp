// soundness_test.cpp -- a fixed set of tiny contracts: the prover is never wrong, and the set is worth something.
#include "tests/fuzz/prover/soundness.h"

#include "tests/catch.h"
#include "tests/fuzz/prover/row_contract.h"
#include "tests/fuzz/prover/sum_contract.h"

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

/// Contracts `first` to `first + fixed_set - 1`; nothing may be wrong with any of them.
Tally examined(std::uint64_t first) {
  Tally tally;
  for (std::uint64_t seed = first; seed < first + fixed_set; ++seed) examine(seed, brief(), tally);
  INFO(report(tally));
  CHECK(tally.errors.empty());
  CHECK(tally.contracts == fixed_set);
  CHECK(tally.verdicts[verify::Verdict::proved] > fixed_set);
  CHECK(tally.verdicts[verify::Verdict::violated] > fixed_set);
  CHECK(tally.capped < fixed_set);
  return tally;
}

TEST_CASE("what is PROVED of tiny contracts holds in every state, and what is VIOLATED breaks on replay") {
  Tally tally = examined(1);
  INFO(report(tally));
  for (const std::string& form : expected_forms()) {
    INFO(form);
    CHECK(tally.census[form] > 0);
  }
}

// Three hundred in all, in parts that run side by side.
TEST_CASE("tiny contracts 61 to 120") { examined(61); }
TEST_CASE("tiny contracts 121 to 180") { examined(121); }
TEST_CASE("tiny contracts 181 to 240") { examined(181); }
TEST_CASE("tiny contracts 241 to 300") { examined(241); }

/// More than `proved` properties of each contract are PROVED, on average: a prover that gives up is wrong of nothing.
void examine_made(const std::string& kind, std::string (*made)(std::uint64_t), std::uint64_t contracts,
                  std::size_t proved) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= contracts; ++seed)
    examine_text(kind + " " + std::to_string(seed), made(seed), brief(), tally);
  INFO(report(tally));
  CHECK(tally.errors.empty());
  CHECK(tally.verdicts[verify::Verdict::proved] > proved * contracts);
  CHECK(tally.broken[verify::Verdict::violated] > 2 * contracts);
}

TEST_CASE("no claim about sums that was made to fool the prover does") { examine_made("sums", sum_contract, 24, 3); }
TEST_CASE("no claim of several quantifiers that was made to fool the prover does") {
  examine_made("rows", row_contract, 20, 2);
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
