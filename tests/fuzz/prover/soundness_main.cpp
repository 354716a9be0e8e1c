// soundness_main.cpp -- thousands of tiny contracts: `prover_fuzzer [COUNT [FIRST [alone]]]`, or `prover_fuzzer sums
// COUNT FIRST` for claims about sums, `rows` for claims of several quantifiers (one after the other), or `prover_fuzzer
// show SEED`, or `prover_fuzzer file PATH` for one that stands in a file.
//
// Prints what came of them, and what processor time they took; the exit code is 1 where the prover was wrong.
// SURETY_JOBS contracts are examined at the same time (default: one for each core); the counts do not depend on it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <thread>

#include "tests/fuzz/prover/row_contract.h"
#include "tests/fuzz/prover/soundness.h"
#include "tests/fuzz/prover/sum_contract.h"
#include "tests/fuzz/prover/tiny_contract.h"
#include "tests/fuzz/words.h"

namespace {

struct Range {
  std::uint64_t first = 1;
  std::uint64_t count = 200;
};

unsigned jobs_wanted() {
  const char* wanted = std::getenv("SURETY_JOBS");
  const std::uint64_t jobs = wanted ? std::strtoull(wanted, nullptr, 10) : std::thread::hardware_concurrency();
  return static_cast<unsigned>(std::clamp<std::uint64_t>(jobs, 1, 256));
}

/// Every `jobs`-th contract is one thread's, so that the dear ones are shared out whatever the machine does.
surety::test::Tally examine_all(Range range, const surety::test::SoundnessLimits& limits) {
  const unsigned jobs = jobs_wanted();
  std::vector<surety::test::Tally> parts(jobs);
  std::mutex printing;
  {
    std::vector<std::jthread> threads;
    for (unsigned job = 0; job < jobs; ++job) {
      threads.emplace_back([&, job] {
        surety::test::Tally& tally = parts[job];
        for (std::uint64_t i = job; i < range.count; i += jobs) {
          const std::size_t errors = tally.errors.size();
          surety::test::examine(range.first + i, limits, tally);
          const std::lock_guard lock(printing);
          for (std::size_t e = errors; e < tally.errors.size(); ++e) fmt::print(stderr, "ERROR {}\n", tally.errors[e]);
        }
      });
    }
  }
  surety::test::Tally all;
  for (surety::test::Tally& part : parts) surety::test::add(std::move(part), all);
  return all;
}

void print_cost(std::uint64_t contracts) {
  const double seconds = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  if (contracts == 0) return;
  const double each = seconds / static_cast<double>(contracts);
  fmt::print("processor time {:.1f} s, {:.0f} ms a contract: 10000 take about {:.0f} minutes of one core\n", seconds,
             1000 * each, 10'000 * each / 60);
}

}  // namespace

int main(int count, char** words) {
  const surety::test::Words given(
      count, words,
      "prover_fuzzer [COUNT [FIRST [alone]]] | sums COUNT FIRST | rows COUNT FIRST | show SEED | file PATH");
  if (count == 3 && std::string(words[1]) == "show") {
    fmt::print("{}", surety::test::tiny_contract(given.number(2, 1)));
    return 0;
  }
  surety::test::Tally tally;
  const std::string kind = count > 1 ? words[1] : "";
  if (count == 4 && (kind == "sums" || kind == "rows")) {
    const auto made = kind == "sums" ? surety::test::sum_contract : surety::test::row_contract;
    for (std::uint64_t seed = given.number(3, 1), last = seed + given.number(2, 1); seed < last; ++seed)
      surety::test::examine_text(fmt::format("{} {}", kind, seed), made(seed), {}, tally);
    fmt::print("{}", surety::test::report(tally));
    return tally.errors.empty() ? 0 : 1;
  }
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
  const std::uint64_t contracts = given.number(1, 200);
  if (contracts == 0) given.refuse();
  tally = examine_all({given.number(2, 1), contracts}, limits);
  fmt::print("{}", surety::test::report(tally));
  print_cost(contracts);
  return tally.errors.empty() ? 0 : 1;
}
