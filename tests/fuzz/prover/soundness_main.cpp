// soundness_main.cpp -- thousands of tiny contracts: `prover_fuzzer [COUNT [FIRST [alone]]]`, or `prover_fuzzer show
// SEED`, or `prover_fuzzer file PATH` for one that stands in a file.
//
// Prints what came of them; the exit code is 1 where the prover was wrong.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/prover/soundness.h"
#include "tests/fuzz/prover/tiny_contract.h"

int main(int count, char** words) {
  const auto number = [&](int i, std::uint64_t otherwise) {
    return i < count ? std::strtoull(words[i], nullptr, 10) : otherwise;
  };
  if (count == 3 && std::string(words[1]) == "show") {
    fmt::print("{}", surety::test::tiny_contract(number(2, 1)));
    return 0;
  }
  surety::test::Tally tally;
  if (count == 3 && std::string(words[1]) == "file") {
    std::ifstream file(words[2]);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    surety::test::examine_text(words[2], text, {}, tally);
    for (const std::string& line : tally.verdict_lines) fmt::print("{}\n", line);
    fmt::print("{}", surety::test::report(tally));
    return tally.errors.empty() ? 0 : 1;
  }
  surety::test::SoundnessLimits limits;
  limits.alone = count == 4 && std::string(words[3]) == "alone";
  const std::uint64_t contracts = number(1, 200);
  const std::uint64_t first = number(2, 1);
  for (std::uint64_t i = 0; i < contracts; ++i) {
    const std::size_t errors = tally.errors.size();
    surety::test::examine(first + i, limits, tally);
    for (std::size_t e = errors; e < tally.errors.size(); ++e) fmt::print(stderr, "ERROR {}\n", tally.errors[e]);
  }
  fmt::print("{}", surety::test::report(tally));
  return tally.errors.empty() ? 0 : 1;
}
