// trial.cpp -- cheap questions first, the first answer that counts ends it.
#include "verifier/mutate/trial.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "verifier/mutate/graft.h"
#include "verifier/mutate/suggestions.h"
#include "verifier/prove/refute.h"

namespace surety::verify::mutation {

namespace {

// What one mutant may cost: most die of a cheap question, and there are hundreds.
constexpr std::uint64_t cheap_resources = 2'000'000;
constexpr double cheap_seconds = 20;  // a guard; the budget is the resources
constexpr std::uint64_t resources_to_compare = 300'000;
constexpr std::uint64_t short_search = 6'000;
constexpr std::uint64_t long_search = 8'000;  // three times as long where a step is known (refute.cpp)

/// The steps of a property; all that it says depends on them and on the invariants.
bool speaks_of(const core::Property& property, core::StepId step) {
  return std::ranges::any_of(property.scenario, [&](const core::ScenarioStep& one) {
    const auto* call = std::get_if<core::ScenarioCall>(&one.node);
    return call && std::ranges::find(call->steps, step) != call->steps.end();
  });
}

}  // namespace

oblige::Theory trusted_theory(const core::Contract& contract, const std::set<std::string>& unproved) {
  oblige::Theory theory = oblige::theory_of(contract);
  std::erase_if(theory.invariants, [&](const oblige::Invariant& one) { return unproved.contains(one.name); });
  return theory;
}

Trial::Trial(const Campaign& campaign, Original& original, const Probes& probes, Suggestions& suggestions,
             const Options& options, double seconds, solver::Interrupter& stop)
    : campaign_(campaign),
      original_(original),
      probes_(probes),
      suggestions_(suggestions),
      options_(options),
      seconds_(seconds),
      stop_(stop) {}

double Trial::seconds_left() const { return std::max(0.01, seconds_ - (work_seconds() - start_)); }

Options Trial::search_options(std::uint64_t steps) const {
  Options options;
  options.search_steps = std::min(options_.search_steps, steps);
  options.timeout_seconds = seconds_left();
  options.cancelled = [this] { return stop_.stopped(); };
  return options;
}

strategy::ObligationOptions Trial::settings(const strategy::Effort& effort) const {
  strategy::ObligationOptions how;
  how.claims = original_.claims();
  how.doubtful = original_.unproved();
  how.effort = effort;
  return how;
}

Outcome Trial::run(std::size_t mutant) {
  Outcome outcome;
  auto compiled = campaign_.compile(mutant);
  if (auto* reason = std::get_if<std::string>(&compiled)) {
    outcome.fate = Fate::refused;
    outcome.reason = std::move(*reason);
    return outcome;
  }
  const core::Contract& other = std::get<core::Contract>(compiled);
  const auto changed = changed_steps(campaign_.original, other);
  outcome.fate = Fate::undecided;
  if (!changed) {
    outcome.reason = "it has other steps than the original";
    return outcome;
  }
  changed_ = *changed;
  outcome.fate = Fate::equivalent;
  outcome.reason = "the same steps";
  if (changed_.empty()) return outcome;
  contract_ = grafted(campaign_.specification, other, changed_);
  theory_.emplace(trusted_theory(contract_, original_.unproved()));
  outcome.fate = Fate::cancelled;
  outcome.reason.clear();
  const std::vector<core::PropertyId> asked = judges();
  tried_ = try_on(probes_, contract_, changed_, asked, Thoroughness::first_broken, stop_);
  if (killed_by_a_run(outcome) || stop_.stopped()) return outcome;
  for (const core::PropertyId property : asked) {
    if (killed(property, outcome) || stop_.stopped()) return outcome;
  }
  if (killed_after_all(outcome) || stop_.stopped() || killed_by_silence(outcome)) return outcome;
  outcome.property.clear();
  if (campaign_.property && doubts_.empty() && rests_on_what_falls(outcome)) return outcome;
  if (doubts_.empty()) {
    compare(other, outcome);
    if (outcome.fate == Fate::survived && !stop_.stopped())
      outcome.suggestion = suggestions_.find(mutant, contract_, changed_);
    return outcome;
  }
  outcome.fate = Fate::undecided;
  outcome.property = contract_[doubts_.front().property].name;
  outcome.reason = doubts_.front().reason;
  return outcome;
}

bool Trial::killed_by_a_run(Outcome& outcome) const {
  if (tried_.broken.empty()) return false;
  outcome.fate = Fate::killed;
  outcome.property = contract_[tried_.broken.front()].name;
  outcome.verdict = Verdict::violated;
  return true;
}

std::vector<core::PropertyId> Trial::judges() const {
  std::vector<core::PropertyId> result;
  for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
    const core::PropertyId id{i};
    const std::string& name = contract_[id].name;
    const bool claim = std::ranges::find(campaign_.claims, id) != campaign_.claims.end();
    const bool wanted = !campaign_.property || *campaign_.property == name;
    if (!claim && wanted && !original_.unproved().contains(name)) result.push_back(id);
  }
  return result;
}

/// Where instantiation differs other parameters are allowed, and everything may be different.
std::vector<oblige::Duty> Trial::affected(core::PropertyId property) const {
  std::vector<oblige::Duty> duties = oblige::duties(*theory_, property);
  if (changed_.contains(core::StepId{0})) return duties;
  std::erase_if(duties, [&](const oblige::Duty& duty) {
    const bool elsewhere =
        std::ranges::any_of(changed_, [&](core::StepId step) { return speaks_of(contract_[property], step); });
    return !changed_.contains(duty.step) && !elsewhere;
  });
  return duties;
}

bool Trial::killed(core::PropertyId property, Outcome& outcome) {
  if (contract_[property].kind == core::PropertyKind::lemma) return false;
  for (const oblige::Duty& duty : affected(property)) {
    const strategy::Effort effort{std::min(options_.resource_limit, cheap_resources),
                                  std::min(seconds_left(), cheap_seconds)};
    if (killed(property, duty, effort, outcome)) return true;
    if (stop_.stopped()) return false;
    if (!doubts_.empty() && doubts_.back().property == property) return false;
  }
  return false;
}

bool Trial::killed(core::PropertyId property, const oblige::Duty& duty, const strategy::Effort& effort,
                   Outcome& outcome) {
  strategy::ObligationOptions how = settings(effort);
  const Options look = search_options(short_search);
  strategy::FirstLook first(contract_, property, look);
  how.refuted = [&first] { return first.finds_run(); };
  const strategy::ObligationOutcome found = strategy::discharge(*theory_, duty, how, stop_);
  if (found.result.verdict == Verdict::proved || stop_.stopped()) {
    rests_on_.insert(found.result.uses.begin(), found.result.uses.end());
    return false;
  }
  PropertyResult result;
  result.verdict = found.result.verdict;
  strategy::refute(contract_, property, {found}, search_options(first.found() ? short_search : long_search),
                   first.found(), seconds_left(), result);
  outcome.property = contract_[property].name;
  outcome.verdict = result.verdict;
  if (result.verdict == Verdict::violated || result.verdict == Verdict::not_inductive) {
    outcome.fate = Fate::killed;
    return true;
  }
  doubts_.push_back({property, duty, found.result.reason});
  return false;
}

/// Nothing has killed it, and something could not be proved cheaply: the same with all that a proof may cost.
bool Trial::killed_after_all(Outcome& outcome) {
  std::vector<Doubt> doubts = std::exchange(doubts_, {});
  for (const Doubt& doubt : doubts) {
    const strategy::Effort effort{options_.resource_limit, seconds_left()};
    if (killed(doubt.property, doubt.duty, effort, outcome)) return true;
  }
  return false;
}

/// One property alone was asked about: what its proofs for the mutant rest on must hold of the mutant too.
bool Trial::rests_on_what_falls(Outcome& outcome) {
  std::set<std::string> looked_at{*campaign_.property};
  for (bool more = true; more && !stop_.stopped();) {
    more = false;
    for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
      const std::string name = contract_.properties[i].name;
      if (!rests_on_.contains(name) || !looked_at.insert(name).second) continue;
      more = true;
      Outcome support;
      if (!killed(core::PropertyId{i}, support) && doubts_.empty()) continue;
      doubts_.clear();
      outcome.fate = Fate::undecided;
      outcome.property = *campaign_.property;
      outcome.reason = "its proof rests on `" + name + "`, which is not proved of the mutant";
      return true;
    }
  }
  return false;
}

/// A rule about steps that can no longer succeed says nothing; `surety prove` calls that VACUOUS.
bool Trial::killed_by_silence(Outcome& outcome) {
  if (!doubts_.empty()) return false;
  std::set<core::StepId> barren;
  for (const core::StepId step : changed_) {
    oblige::Duty duty;
    duty.kind = oblige::DutyKind::reach;
    duty.step = step;
    const strategy::ObligationOptions how = settings({cheap_resources, std::min(seconds_left(), cheap_seconds)});
    if (strategy::discharge(*theory_, duty, how, stop_).reachable == false) barren.insert(step);
  }
  for (const core::PropertyId id : judges()) {
    const core::Property& property = contract_[id];
    if (property.kind != core::PropertyKind::rule || property.cases.empty()) continue;
    if (!std::ranges::all_of(property.cases, [&](const auto& one) { return barren.contains(one.step); })) continue;
    outcome.property = property.name;
    outcome.verdict = Verdict::vacuous;
    outcome.fate = Fate::killed;
    return true;
  }
  return false;
}

/// No property speaks against the mutant: what does it do?
void Trial::compare(const core::Contract& mutant, Outcome& outcome) {
  const bool nothing_new = !tried_.does_other && follows(mutant, Leader::mutant);
  const bool nothing_lost = nothing_new && !tried_.lacks && follows(mutant, Leader::original);
  outcome.fate = nothing_new && nothing_lost ? Fate::equivalent : Fate::survived;
  outcome.stricter = nothing_new && !nothing_lost;
  if (outcome.fate == Fate::equivalent) outcome.reason = "proved: the same outcome from every state" + assumed();
}

/// Which assumptions the proof that both do the same rests on.
std::string Trial::assumed() const {
  std::vector<std::string> names;
  for (const core::Trusted& one : core::trusted(campaign_.original)) {
    if (likened_by_.contains(one.name)) names.push_back("`" + one.name + "`");
  }
  return names.empty() ? "" : fmt::format(" in which what is assumed holds ({})", fmt::join(names, ", "));
}

bool Trial::follows(const core::Contract& mutant, Leader leader) {
  return std::ranges::all_of(changed_, [&](core::StepId step) { return follows(mutant, leader, step); });
}

bool Trial::follows(const core::Contract& mutant, Leader leader, core::StepId step) {
  const core::Contract both = with_twin(campaign_.original, mutant, step);
  const oblige::Theory theory = trusted_theory(both, original_.unproved());
  oblige::Duty duty;
  duty.kind = oblige::DutyKind::same;
  duty.id = "equivalent/" + both[step].name;
  duty.step = step;
  duty.twin = core::StepId{static_cast<std::uint32_t>(both.steps.size() - 1)};
  duty.twin_first = leader == Leader::mutant;
  const strategy::Effort effort{std::min(options_.resource_limit, resources_to_compare),
                                std::min(seconds_left(), cheap_seconds)};
  const ObligationResult result = strategy::discharge(theory, duty, settings(effort), stop_).result;
  likened_by_.insert(result.uses.begin(), result.uses.end());
  return result.verdict == Verdict::proved;
}

}  // namespace surety::verify::mutation
