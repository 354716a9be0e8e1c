// suggestions.cpp -- both proofs, with little effort: a claim that is hard to prove is no good advice.
#include "verifier/mutate/suggestions.h"

#include <algorithm>

#include "verifier/mutate/trial.h"
#include "verifier/trace/search.h"

namespace surety::verify::mutation {

namespace {

constexpr std::uint64_t resources = 1'000'000;
constexpr double seconds = 2;
constexpr std::uint64_t steps_of_a_look = 2'000;  // finds most of the false ones, for less than a proof costs
constexpr std::uint64_t steps_to_break = 10'000;
constexpr unsigned most_tried = 30;  // claims for one mutant, nearest first

}  // namespace

Suggestions::Suggestions(const Campaign& campaign, const std::set<std::string>& unproved, const Options& options,
                         solver::Interrupter& stop)
    : campaign_(campaign),
      theory_(trusted_theory(campaign.specification, unproved)),
      options_(options),
      stop_(stop),
      truths_(campaign.claims.size()) {}

bool Suggestions::holds(std::size_t claim) {
  Truth& truth = truths_[claim];
  std::call_once(truth.once, [&] {
    const core::PropertyId id = campaign_.claims[claim];
    trace::Request look;
    look.property = id;
    look.budget.steps = std::min(options_.search_steps, steps_of_a_look);
    look.cancelled = [this] { return stop_.stopped(); };
    if (trace::search(campaign_.specification, look).counterexample) return;
    truth.proved = std::ranges::all_of(oblige::duties(theory_, id), [&](const oblige::Duty& duty) {
      strategy::ObligationOptions how;
      how.effort = {std::min(options_.resource_limit, resources), seconds};
      how.refuted = [] { return true; };  // what the cheap rungs leave open is given up
      return strategy::discharge(theory_, duty, how, stop_).result.verdict == Verdict::proved;
    });
  });
  return truth.proved;
}

/// A run is sought, not a step: what people are advised to say shall be broken by something that can happen.
bool Suggestions::broken(core::PropertyId claim, const core::Contract& mutated) {
  trace::Request look;
  look.property = claim;
  look.budget.steps = std::min(options_.search_steps, steps_to_break);
  look.cancelled = [this] { return stop_.stopped(); };
  return trace::search(mutated, look).counterexample.has_value();
}

std::optional<core::PropertyId> Suggestions::find(std::size_t mutant, const core::Contract& mutated,
                                                  const std::set<core::StepId>& changed) {
  unsigned tried = 0;
  for (const std::size_t claim : campaign_.claims_for(mutant)) {
    if (stop_.stopped() || tried == most_tried) return std::nullopt;
    const core::PropertyId id = campaign_.claims[claim];
    const std::vector<core::PropertyCase>& cases = mutated[id].cases;
    if (std::ranges::none_of(cases, [&](const auto& one) { return changed.contains(one.step); })) continue;
    ++tried;
    // A run costs less than a proof, and most claims are about something else.
    if (broken(id, mutated) && holds(claim)) return id;
  }
  return std::nullopt;
}

}  // namespace surety::verify::mutation
