// soundness.cpp -- see soundness.h.
#include "tests/fuzz/prover/soundness.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "compiler/check/compile.h"
#include "compiler/scenario/scenario.h"
#include "tests/fuzz/prover/enumeration.h"
#include "tests/fuzz/prover/judge.h"
#include "tests/fuzz/prover/tiny_contract.h"
#include "verifier/prover.h"

namespace surety::test {

namespace {

using verify::Verdict;

double since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class Examination {
 public:
  Examination(const std::string& name, const std::string& text, const SoundnessLimits& limits, Tally& tally)
      : name_(name), text_(text), limits_(limits), tally_(tally) {}

  void run() {
    check::Compiled compiled = check::compile_text(name_ + ".surety", text_, {});
    if (!compiled.contract) {
      tally_.errors.push_back(fmt::format("{}: the generated contract does not compile\n{}\n{}", name_,
                                          source::render(compiled.sources, compiled.sink, false), text_));
      return;
    }
    const core::Contract& contract = *compiled.contract;
    ++tally_.contracts;
    take_census(contract, tally_.census);
    const verify::Report report = prove(contract);
    enumerate_all(contract);
    for (std::size_t i = 0; i < report.properties.size(); ++i) compare(contract, i, report.properties[i]);
    check_notes(contract, report);
  }

 private:
  verify::Report prove(const core::Contract& contract) {
    const auto start = std::chrono::steady_clock::now();
    verify::Options options;
    options.resource_limit = limits_.resource_limit;
    options.search_steps = limits_.search_steps;
    verify::Report report;
    if (!limits_.alone) {
      report = verify::prove(contract, options);
    } else {
      for (const core::Property& property : contract.properties) {
        options.property = property.name;
        std::ranges::move(verify::prove(contract, options).properties, std::back_inserter(report.properties));
      }
    }
    tally_.proving_seconds += since(start);
    return report;
  }

  void enumerate_all(const core::Contract& contract) {
    const auto start = std::chrono::steady_clock::now();
    bool complete = true;
    for (const core::PartyIndex parties : {2U, 3U}) {
      const Enumeration seen = enumerate(contract, {parties, limits_.calls, 2});
      tally_.states += seen.states;
      tally_.calls += seen.calls;
      complete = complete && seen.complete;
      broken_.insert(seen.broken.begin(), seen.broken.end());
      succeeded_.insert(seen.succeeded.begin(), seen.succeeded.end());
    }
    if (!complete) ++tally_.capped;
    tally_.enumerating_seconds += since(start);
  }

  void compare(const core::Contract& contract, std::size_t index, const verify::PropertyResult& result) {
    ++tally_.verdicts[result.verdict];
    tally_.verdict_lines.push_back(fmt::format("{} {} {}", name_, result.name, verify::word(result.verdict)));
    const auto run = broken_.find(index);
    if (result.verdict == Verdict::violated) {
      if (const auto problem = replay_problem(contract, contract.properties[index], *result.counterexample)) {
        error(contract, result.name, "is called VIOLATED, but " + *problem, result.counterexample->trace);
      }
    }
    if (run == broken_.end()) return;
    ++tally_.broken[result.verdict];
    if (result.verdict == Verdict::proved) error(contract, result.name, "is called PROVED and is broken", run->second);
    if (result.verdict == Verdict::vacuous)
      error(contract, result.name, "is called vacuous and is broken", run->second);
    if (result.verdict == Verdict::not_inductive || result.verdict == Verdict::unknown) {
      tally_.weak.push_back(fmt::format("{}, {} ({}, a run of {} calls): {}", name_, result.name,
                                        verify::word(result.verdict), run->second.calls.size() - 1, result.reason));
    }
  }

  /// Steps that "can never succeed" do not; that may rest on invariants, so only where those are proved.
  void check_notes(const core::Contract& contract, const verify::Report& report) {
    for (const verify::PropertyResult& result : report.properties) {
      const bool invariant = result.kind == "invariant" || result.kind == "conservation";
      if (invariant && result.verdict != Verdict::proved) return;
    }
    for (const std::string& note : report.notes) {
      for (const std::uint32_t step : succeeded_) {
        if (!note.starts_with("`" + contract.steps[step].name + "` can never succeed")) continue;
        error(contract, contract.steps[step].name, "is said never to succeed, and does", {});
      }
    }
  }

  void error(const core::Contract& contract, const std::string& what, const std::string& how,
             const core::Trace& trace) {
    std::string text = fmt::format("{}: `{}` {}\n", name_, what, how);
    for (const core::Call& call : trace.calls) {
      const bool told = call.arguments.size() == contract[call.step].argument_count;
      text += "  " + (told ? scenario::describe(contract, trace, call) : "undefined arguments") + "\n";
    }
    tally_.errors.push_back(text + text_);
  }

  const std::string& name_;
  const std::string& text_;
  const SoundnessLimits& limits_;
  Tally& tally_;
  std::map<std::size_t, core::Trace> broken_;
  std::set<std::uint32_t> succeeded_;
};

}  // namespace

void examine_text(const std::string& name, const std::string& text, const SoundnessLimits& limits, Tally& tally) {
  Examination(name, text, limits, tally).run();
}

void examine(std::uint64_t seed, const SoundnessLimits& limits, Tally& tally) {
  examine_text(fmt::format("seed {}", seed), tiny_contract(seed), limits, tally);
}

void add(Tally part, Tally& all) {
  all.contracts += part.contracts;
  all.capped += part.capped;
  all.states += part.states;
  all.calls += part.calls;
  all.proving_seconds += part.proving_seconds;
  all.enumerating_seconds += part.enumerating_seconds;
  for (const auto& [verdict, count] : part.verdicts) all.verdicts[verdict] += count;
  for (const auto& [verdict, count] : part.broken) all.broken[verdict] += count;
  for (const auto& [name, count] : part.census) all.census[name] += count;
  for (auto list : {&Tally::errors, &Tally::weak, &Tally::verdict_lines}) {
    std::ranges::move(part.*list, std::back_inserter(all.*list));
    std::ranges::sort(all.*list);
  }
}

std::string report(const Tally& tally) {
  std::string text = fmt::format(
      "{} contracts ({} not enumerated to the end), {} states, {} calls\nproving {:.1f} s, enumerating {:.1f} s\n",
      tally.contracts, tally.capped, tally.states, tally.calls, tally.proving_seconds, tally.enumerating_seconds);
  for (const auto& [verdict, count] : tally.verdicts) {
    const auto broken = tally.broken.find(verdict);
    text += fmt::format("{:<14}{:>7}, seen broken {}\n", verify::word(verdict), count,
                        broken == tally.broken.end() ? 0 : broken->second);
  }
  for (const std::string& line : tally.weak) text += "  weak: " + line + "\n";
  for (const auto& [name, count] : tally.census) text += fmt::format("  {:<28}{:>7}\n", name, count);
  text += fmt::format("{} errors\n", tally.errors.size());
  for (const std::string& line : tally.errors) text += "ERROR " + line + "\n";
  return text;
}

}  // namespace surety::test
