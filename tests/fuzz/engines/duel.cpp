// duel.cpp -- see duel.h.
#include "tests/fuzz/engines/duel.h"

#include <fmt/format.h>

#include <exception>
#include <set>

#include "tests/differential/aimed_inputs.h"
#include "tests/differential/random_contract.h"

namespace surety::testing {

namespace {

using core::Call;
using core::Contract;

/// Longer runs seldom find more: what matters is compiled once, and states are rich after some dozen calls.
constexpr std::uint32_t calls_per_step = 60;

/// Engines over one contract, run call by call.
class Arena {
 public:
  Arena(const Contract& contract, const std::vector<std::string>& names, const MakeEngine& make) {
    std::vector<core::Engine*> pointers;
    for (const std::string& name : names) {
      current_ = name;
      engines_.push_back(make(name, contract));
      pointers.push_back(engines_.back().get());
    }
    lockstep_.emplace(contract, pointers);
  }
  runtime::Lockstep& lockstep() { return *lockstep_; }
  [[nodiscard]] const std::string& current() const { return current_; }

 private:
  std::string current_;
  std::vector<std::unique_ptr<core::Engine>> engines_;
  std::optional<runtime::Lockstep> lockstep_;
};

std::string words(const runtime::Disagreement& found) { return fmt::format("call {}: {}", found.call + 1, found.what); }

}  // namespace

std::optional<Found> duel(std::uint64_t seed, const std::vector<std::string>& engines, const MakeEngine& make,
                          Tally& tally) {
  const Contract contract = random_contract(seed, varied_options(seed));
  std::vector<Call> calls;
  try {
    Arena arena(contract, engines, make);
    AimedInputs inputs(contract, seed);
    RandomSource order(seed);
    std::set<core::StepId> succeeded;
    const auto steps = static_cast<std::uint32_t>(contract.steps.size());
    ++tally.contracts;
    tally.steps += steps;
    for (std::uint32_t i = 0; i < steps * calls_per_step; ++i) {
      // Instantiation first, and seldom again: it would undo what the others built up.
      const bool anew = i == 0 || order.one_in(std::size_t{40});
      const core::StepId step{anew ? 0 : 1 + static_cast<std::uint32_t>(order.below(steps - 1))};
      calls.push_back({step, inputs.arguments(step, arena.lockstep().state())});
      const core::Outcome outcome = arena.lockstep().execute(calls.back());
      ++tally.calls;
      tally.effects += outcome.effects.size();
      if (!outcome.error) {
        ++tally.succeeded;
        tally.steps_succeeded += succeeded.insert(step).second ? 1 : 0;
      }
      if (const auto& found = arena.lockstep().disagreement())
        return Found{{contract, calls}, found->engine_b, words(*found)};
    }
  } catch (const std::exception& failure) {
    // Which engine failed is found by asking each of them.
    for (const std::string& engine : engines)
      if (auto what = difference({contract, calls}, engines.front(), engine, make))
        return Found{{contract, calls}, engine, *what};
    return Found{{contract, calls}, "all together", failure.what()};
  }
  return std::nullopt;
}

std::optional<std::string> difference(const Case& where, const std::string& first, const std::string& second,
                                      const MakeEngine& make) {
  try {
    Arena arena(where.contract, {first, second}, make);
    for (const Call& call : where.calls) {
      arena.lockstep().execute(call);
      if (const auto& found = arena.lockstep().disagreement()) return words(*found);
    }
  } catch (const std::exception& failure) {
    return fmt::format("{} or {} failed: {}", first, second, failure.what());
  }
  return std::nullopt;
}

Found shrunk(const Found& found, const std::string& first, const MakeEngine& make) {
  const auto differs = [&](const Case& candidate) {
    return difference(candidate, first, found.engine, make).has_value();
  };
  Found result = found;
  if (!differs(found.where)) return result;  // it takes all engines together, or does not come again
  result.where = shrink(found.where, differs);
  result.difference = difference(result.where, first, found.engine, make).value_or(found.difference);
  return result;
}

std::string report(std::uint64_t seed, const Found& found) {
  return fmt::format("seed {}: {} differs\n{}\n{}", seed, found.engine, found.difference, text(found.where));
}

std::string report(const Tally& tally) {
  const auto percent = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  return fmt::format(
      "{} contracts, {} calls ({:.0f}% succeeded), {} effects, {} steps ({:.0f}% succeeded at least once)\n",
      tally.contracts, tally.calls, percent(tally.succeeded, tally.calls), tally.effects, tally.steps,
      percent(tally.steps_succeeded, tally.steps));
}

}  // namespace surety::testing
