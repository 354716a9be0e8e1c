// suggestions.cpp -- both proofs, with little effort: a claim that is hard to prove is no good advice.
#include "verifier/mutate/suggestions.h"

#include <algorithm>

#include "verifier/mutate/trial.h"
#include "verifier/mutate/tryout.h"
#include "verifier/trace/search.h"

namespace surety::verify::mutation {

namespace {

constexpr std::uint64_t resources = 1'000'000;
constexpr double seconds = 2;
constexpr std::uint64_t steps_of_a_look = 2'000;  // finds most of the false ones, for less than a proof costs
constexpr unsigned most_proofs = 12;              // for one mutant, of the nearest claims

}  // namespace

Suggestions::Suggestions(const Campaign& campaign, Original& original, const Probes& probes, const Options& options,
                         solver::Interrupter& stop)
    : campaign_(campaign),
      original_(original),
      probes_(probes),
      theory_(trusted_theory(campaign.specification, original.unproved())),
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
      how.claims = original_.claims();
      how.effort = {std::min(options_.resource_limit, resources), seconds};
      how.refuted = [] { return true; };  // what the cheap rungs leave open is given up
      return strategy::discharge(theory_, duty, how, stop_).result.verdict == Verdict::proved;
    });
  });
  return truth.proved;
}

/// A run must break it, not a step: what people are advised to say shall be broken by something that can happen.
std::optional<core::PropertyId> Suggestions::find(std::size_t mutant, const core::Contract& mutated,
                                                  const std::set<core::StepId>& changed) {
  std::vector<std::size_t> near;
  std::vector<core::PropertyId> asked;
  for (const std::size_t claim : campaign_.claims_for(mutant)) {
    const core::PropertyId id = campaign_.claims[claim];
    const std::vector<core::PropertyCase>& cases = mutated[id].cases;
    if (std::ranges::none_of(cases, [&](const auto& one) { return changed.contains(one.step); })) continue;
    near.push_back(claim);
    asked.push_back(id);
  }
  const Tried tried = try_on(probes_, mutated, changed, asked, Thoroughness::all_broken, stop_);
  const std::set<core::PropertyId> broken(tried.broken.begin(), tried.broken.end());
  unsigned proofs = 0;
  for (const std::size_t claim : near) {
    if (stop_.stopped() || proofs == most_proofs) return std::nullopt;
    if (!broken.contains(campaign_.claims[claim])) continue;
    ++proofs;
    if (holds(claim)) return campaign_.claims[claim];
  }
  return std::nullopt;
}

}  // namespace surety::verify::mutation
