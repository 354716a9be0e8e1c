// probes.h -- states that the original reaches, and calls worth trying there.
//
// Most mistakes show at once where they are looked for: in a state that the contract really reaches, by a call at the
// very limit of what it accepts, by another party than it asks for, with nothing, or with one unit more. Such states
// and calls are found once, by exploring the original, and every mutant is tried on all of them: what takes a search
// of its own a second takes this some hundredths.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verifier/prover.h"
#include "verifier/solver/solver.h"
#include "verifier/trace/explore.h"

namespace surety::verify::mutation {

/// A state that a run of the original leads to, and calls of one step from there.
struct Probe {
  std::vector<core::Call> path;  // path[0] instantiates
  core::State state;             // after the path
  std::uint32_t parties = 2;
  std::vector<core::Call> calls;
  std::vector<std::optional<core::State>> outcomes;  // by call: the original's state after it; nullopt: refused
};

class Probes {
 public:
  /// Explores `original` with a budget in counted steps, so the same contract gives the same probes. `unproved`:
  /// properties that guide nobody. Borrows nothing afterwards.
  Probes(const core::Contract& original, const std::set<std::string>& unproved, const solver::Interrupter& stop);

  [[nodiscard]] const std::vector<Probe>& of(core::StepId step) const { return probes_[step.index]; }
  /// Runs of the original through many shapes of states, each without calls to try.
  [[nodiscard]] const std::vector<Probe>& runs() const { return runs_; }

 private:
  void explore(const core::Contract& original, core::PropertyId guide, bool first, const solver::Interrupter& stop);
  void reach_what_is_rare(const core::Contract& original, const solver::Interrupter& stop);
  void search_for(const core::Contract& guided, core::PropertyId guide, core::StepId step,
                  const solver::Interrupter& stop);
  void aim_at_instantiation(const core::Contract& original, core::PropertyId any);
  [[nodiscard]] std::vector<Probe> where_it_happened(const core::Contract& original, trace::Runner& runner,
                                                     core::StepId step) const;
  void aim(const core::Contract& original, core::PropertyId any, core::StepId step, const solver::Interrupter& stop);

  std::vector<std::vector<core::Call>> written_;
  std::vector<Probe> runs_;
  std::vector<std::vector<Probe>> probes_;  // by step
};

}  // namespace surety::verify::mutation
