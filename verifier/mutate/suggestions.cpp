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
    if (trace::search(campaign_.specification, look).counterexample) return;
    truth.proved = std::ranges::all_of(oblige::duties(theory_, id), [&](const oblige::Duty& duty) {
      strategy::ObligationOptions how;
      how.effort = {std::min(options_.resource_limit, resources), seconds};
      return strategy::discharge(theory_, duty, how, stop_).result.verdict == Verdict::proved;
    });
  });
  return truth.proved;
}

bool Suggestions::broken(core::PropertyId claim, const oblige::Theory& theory, const std::set<core::StepId>& changed) {
  return std::ranges::any_of(oblige::duties(theory, claim), [&](const oblige::Duty& duty) {
    if (!changed.contains(duty.step)) return false;
    strategy::ObligationOptions how;
    how.effort = {std::min(options_.resource_limit, resources), seconds};
    return strategy::discharge(theory, duty, how, stop_).result.verdict == Verdict::not_inductive;
  });
}

std::optional<core::PropertyId> Suggestions::find(std::size_t mutant, const core::Contract& mutated,
                                                  const oblige::Theory& theory, const std::set<core::StepId>& changed) {
  for (const std::size_t claim : campaign_.claims_for(mutant)) {
    if (stop_.stopped()) return std::nullopt;
    const core::PropertyId id = campaign_.claims[claim];
    const std::vector<core::PropertyCase>& cases = mutated[id].cases;
    if (std::ranges::none_of(cases, [&](const auto& one) { return changed.contains(one.step); })) continue;
    if (holds(claim) && broken(id, theory, changed)) return id;
  }
  return std::nullopt;
}

}  // namespace surety::verify::mutation
