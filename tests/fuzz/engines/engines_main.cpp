// engines_main.cpp -- random contracts on all engines: `engines_fuzzer SECONDS [FIRST]`, `engines_fuzzer seeds COUNT
// [FIRST]` or `engines_fuzzer show SEED`.
//
// Without FIRST a timed run begins where the clock says, so that no two runs see the same contracts. The first and the
// last seed are printed; the exit code is 1 where engines differed, and then the contract, made small, is printed too.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>

#include "compiler/core/text.h"
#include "tests/differential/random_contract.h"
#include "tests/fuzz/engines/contenders.h"
#include "tests/fuzz/engines/duel.h"
#include "tests/fuzz/words.h"

namespace {

using Clock = std::chrono::steady_clock;
using namespace surety::testing;

/// Generated code that is wrong may crash; then the seed is all there is to tell.
volatile std::sig_atomic_t crash_line_length = 0;
char crash_line[64];

void crashed(int signal) {
  const auto ignored = write(STDERR_FILENO, crash_line, static_cast<std::size_t>(crash_line_length));
  static_cast<void>(ignored);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void note(std::uint64_t seed) {
  const auto end = fmt::format_to_n(crash_line, sizeof crash_line, "crashed at seed {}\n", seed);
  crash_line_length = static_cast<std::sig_atomic_t>(end.size);
}

struct Plan {
  std::uint64_t first = 1;
  std::uint64_t count = 0;
  double seconds = 0;  // 0: as many as `count`
};

int run(const Plan& plan) {
  const Ring ring{contender_names(), make_contender,
                  [](const surety::core::Contract& contract) { return proofs_of(contract); }};
  Tally tally;
  unsigned differences = 0;
  const Clock::time_point begun = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - begun).count(); };
  std::uint64_t seed = plan.first;
  for (; plan.seconds > 0 ? elapsed() < plan.seconds : seed - plan.first < plan.count; ++seed) {
    note(seed);
    const auto found = duel(seed, ring, tally);
    if (!found) continue;
    ++differences;
    fmt::print("{}\n", report(seed, *found).substr(0, report(seed, *found).find("\n(contract")));
    fmt::print("made small:\n{}\n", report(seed, shrunk(*found, ring)));
    std::fflush(stdout);
    if (differences == 5) {
      fmt::print("that is enough\n");
      ++seed;
      break;
    }
  }
  fmt::print("seeds {} to {}: {}", plan.first, seed - 1, report(tally));
  fmt::print("{} contracts on which engines differ, {:.0f} s\n", differences, elapsed());
  return differences == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  for (const int signal : {SIGSEGV, SIGFPE, SIGILL, SIGBUS, SIGABRT}) std::signal(signal, crashed);
  const surety::test::Words given(count, words, "engines_fuzzer SECONDS [FIRST] | seeds COUNT [FIRST] | show SEED");
  const std::string verb = count > 1 ? words[1] : "20";
  if (verb == "show") {
    const std::uint64_t seed = given.number(2, 1);
    fmt::print("{}\n", surety::core::print(random_contract(seed, varied_options(seed))));
    return 0;
  }
  if (verb == "seeds") {
    const std::uint64_t contracts = given.number(2, 100);
    if (contracts == 0) given.refuse();
    return run({given.number(3, 1), contracts, 0});
  }
  const std::uint64_t seconds = given.number(1, 20);
  if (seconds == 0) given.refuse();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto clock = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
  return run({given.number(2, clock * 1'000), 0, static_cast<double>(seconds)});
}
