// interval_soundness_test.cpp -- what happens lies within what the Interval reading says may happen.
#include <algorithm>
#include <map>

#include "compiler/core/text.h"
#include "compiler/read/interval_domain.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/domain_engine.h"
#include "tests/differential/random_contract.h"

using namespace surety;
using core::Integer;
using read::Concrete;
using read::Interval;
using read::IntervalDomain;

namespace {

using Ranges = std::map<const core::Expr*, Interval>;

/// The Interval reading, noting the range of every arithmetic result; an operation met twice gets both ranges.
class Recording : public IntervalDomain {
 public:
  using IntervalDomain::IntervalDomain;
  void computing(const core::Expr* expr) {
    now_ = expr;
    IntervalDomain::computing(expr);
  }
  Int narrow(const Int& value, const core::Range& range) {
    Int result = IntervalDomain::narrow(value, range);
    if (!now_) return result;
    const auto [entry, added] = ranges.try_emplace(now_, result.range);
    if (!added) entry->second = read::interval::join(entry->second, result.range);
    return result;
  }
  Ranges ranges;

 private:
  const core::Expr* now_ = nullptr;
};

/// Concrete, compared with the recorded ranges.
class Compared : public Concrete {
 public:
  using Concrete::Concrete;
  void computing(const core::Expr* expr) { now = expr; }
  Int narrow(const Int& value, const core::Range&) {
    if (!now) return value;
    const auto range = ranges->find(now);
    ++*compared;
    if (range == ranges->end() || !range->second.contains(value.integer())) ++*outside;
    return value;
  }
  void require(bool condition, core::ErrorId error) {
    if (!condition && now) ++(*reverts)[{error, now}];
    Concrete::require(condition, error);
  }
  const core::Expr* now = nullptr;
  const Ranges* ranges = nullptr;
  std::size_t* compared = nullptr;
  std::size_t* outside = nullptr;
  std::map<std::pair<core::ErrorId, const core::Expr*>, std::size_t>* reverts = nullptr;
};

struct Tally {
  std::string first;  // of the unforeseen
  std::size_t compared = 0, outside = 0, unforeseen = 0, reverted = 0, foreseen_nothing = 0, steps = 0;
};

void compare(std::uint64_t seed, Tally& tally) {
  const core::Contract contract = testing::random_contract(seed);
  std::vector<Recording> recordings;
  for (std::uint32_t step = 0; step < contract.steps.size(); ++step) {
    Recording& recording = recordings.emplace_back(contract, step == 0);
    std::vector<IntervalDomain::Value> arguments;
    for (std::uint32_t i = 0; i < contract.steps[step].argument_count; ++i) {
      const core::Local& local = contract.steps[step].locals[i];
      arguments.push_back(recording.unknown(local.type.sort, local.range));
    }
    core::Semantics<Recording>(contract, recording, core::Mode::step).run({step}, arguments);
    ++tally.steps;
    if (recording.possible_reverts.empty()) ++tally.foreseen_nothing;
  }
  std::map<std::pair<core::ErrorId, const core::Expr*>, std::size_t> reverts;
  const Recording* current = nullptr;
  testing::DomainEngine<Compared> engine(contract, "compared", [&](Compared& domain) {
    domain.ranges = &current->ranges;
    domain.compared = &tally.compared;
    domain.outside = &tally.outside;
    domain.reverts = &reverts;
  });
  testing::AimedInputs inputs(contract, seed);
  for (std::uint32_t call = 0; call < 60; ++call) {
    // Instantiation runs on zeros alone, so it is called once.
    const std::uint32_t step = call == 0 ? 0 : 1 + call % static_cast<std::uint32_t>(contract.steps.size() - 1);
    current = &recordings[step];
    reverts.clear();
    std::vector<Integer> arguments = inputs.arguments({step}, engine.state());
    if (call == 0) {
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        const core::Local& local = contract.steps[0].locals[i];
        if (local.type.sort == core::Sort::integer) {
          arguments[i] = std::clamp(arguments[i], local.range.low, local.range.high);
        }
      }
    }
    engine.execute({step}, arguments);
    for (const auto& [key, count] : reverts) {
      ++tally.reverted;
      const auto index = static_cast<std::uint32_t>(key.second - contract.exprs.data());
      const bool foreseen = std::ranges::any_of(current->possible_reverts, [&](const read::PossibleRevert& one) {
        return one.expr.index == index && core::error_id(one.error) == key.first;
      });
      if (!foreseen) {
        tally.first =
            "seed " + std::to_string(seed) + ": " + core::print(contract, {index}) + " " + contract[key.first];
        ++tally.unforeseen;
      }
    }
  }
}

}  // namespace

TEST_CASE("no concrete result leaves its interval, and every arithmetic revert was foreseen") {
  Tally tally;
  for (std::uint64_t seed = 0; seed < 300; ++seed) compare(seed, tally);
  INFO(tally.first);
  INFO(tally.compared << " results, " << tally.reverted << " arithmetic reverts, " << tally.foreseen_nothing << " of "
                      << tally.steps << " steps cannot revert so");
  CHECK(tally.outside == 0);
  CHECK(tally.unforeseen == 0);
  CHECK(tally.compared > 10'000);
  CHECK(tally.reverted > 300);
  CHECK(tally.foreseen_nothing > tally.steps / 10);
}
