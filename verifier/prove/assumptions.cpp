// assumptions.cpp -- see assumptions.h.
#include "verifier/prove/assumptions.h"

#include <map>
#include <optional>

namespace surety::verify::strategy {

namespace {

using Names = std::set<std::string>;

class Blame {
 public:
  Blame(const oblige::Theory& theory, const ObligationOptions& how, solver::Interrupter& interrupter)
      : theory_(theory), how_(how), interrupter_(interrupter) {}

  void of(core::StepId step, const Names& names) {
    if (happens(step, names) != true) return;  // something else is in the way
    const std::size_t before = found.size();
    for (const std::string& name : names) {
      Names others = names;
      others.erase(name);
      if (happens(step, others) == false) found.push_back({step, {name}});
    }
    if (found.size() == before) found.push_back({step, fewest(step, names)});
  }

  std::vector<Contradiction> found;

 private:
  Names fewest(core::StepId step, const Names& names) {
    Names needed = names;
    Names spared;
    for (const std::string& name : names) {
      spared.insert(name);
      if (happens(step, spared) == false)
        needed.erase(name);
      else
        spared.erase(name);
    }
    return needed;
  }

  /// Can the step succeed, whether these assumptions hold or not?
  std::optional<bool> happens(core::StepId step, const Names& doubtful) {
    oblige::Duty duty;
    duty.kind = oblige::DutyKind::reach;
    duty.step = step;
    ObligationOptions how = how_;
    how.doubtful.insert(doubtful.begin(), doubtful.end());
    return discharge(theory_, duty, how, interrupter_).reachable;
  }

  const oblige::Theory& theory_;
  const ObligationOptions& how_;
  solver::Interrupter& interrupter_;
};

}  // namespace

std::vector<Contradiction> contradictory_assumptions(const oblige::Theory& theory,
                                                     const std::set<std::uint32_t>& barren,
                                                     const ObligationOptions& how, solver::Interrupter& interrupter) {
  std::map<core::StepId, Names> assumed;
  for (const core::Assumption& assumption : theory.contract.assumptions)
    if (barren.contains(assumption.step.index)) assumed[assumption.step].insert(assumption.name);
  Blame blame(theory, how, interrupter);
  for (const auto& [step, names] : assumed) blame.of(step, names);
  return std::move(blame.found);
}

}  // namespace surety::verify::strategy
