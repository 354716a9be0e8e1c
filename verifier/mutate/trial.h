// trial.h -- one mutant: which property notices it, and if none, whether there is anything to notice.
#pragma once

#include <set>

#include "verifier/mutate/campaign.h"
#include "verifier/mutate/original.h"
#include "verifier/mutate/tryout.h"
#include "verifier/prove/obligation.h"

namespace surety::verify::mutation {

class Suggestions;

/// The invariants of `contract` that may be relied on.
oblige::Theory trusted_theory(const core::Contract& contract, const std::set<std::string>& unproved);

class Trial {
 public:
  /// Borrows everything. `seconds`: for all of it.
  Trial(const Campaign& campaign, Original& original, const Probes& probes, Suggestions& suggestions,
        const Options& options, double seconds, solver::Interrupter& stop);
  Outcome run(std::size_t mutant);

 private:
  /// A property that is not kept, or may not be.
  struct Doubt {
    core::PropertyId property;
    oblige::Duty duty;
    std::string reason;
  };

  [[nodiscard]] std::vector<core::PropertyId> judges() const;
  [[nodiscard]] std::vector<oblige::Duty> affected(core::PropertyId property) const;
  bool killed(core::PropertyId property, Outcome& outcome);
  bool killed(core::PropertyId property, const oblige::Duty& duty, const strategy::Effort& effort, Outcome& outcome);
  bool killed_by_a_run(Outcome& outcome) const;
  bool rests_on_what_falls(Outcome& outcome);
  bool killed_by_silence(Outcome& outcome);
  bool killed_after_all(Outcome& outcome);
  /// Proved: wherever one side succeeds, so does the other, with the same outcome.
  enum class Leader : std::uint8_t { original, mutant };
  bool follows(const core::Contract& mutant, Leader leader);
  bool follows(const core::Contract& mutant, Leader leader, core::StepId step);
  void compare(const core::Contract& mutant, Outcome& outcome);
  [[nodiscard]] std::string assumed() const;
  [[nodiscard]] double seconds_left() const;
  [[nodiscard]] Options search_options(std::uint64_t steps) const;
  /// Nothing rests on what is not proved of the original.
  [[nodiscard]] strategy::ObligationOptions settings(const strategy::Effort& effort) const;

  const Campaign& campaign_;
  Original& original_;
  const Probes& probes_;
  Suggestions& suggestions_;
  const Options& options_;
  double seconds_;
  solver::Interrupter& stop_;
  double start_ = work_seconds();

  std::set<core::StepId> changed_;
  core::Contract contract_;  // the specification with the mutant's steps
  std::optional<oblige::Theory> theory_;
  Tried tried_;
  std::vector<Doubt> doubts_;
  std::set<std::string> rests_on_;    // what proofs for the mutant used
  std::set<std::string> likened_by_;  // what the proof that it is equivalent used
};

}  // namespace surety::verify::mutation
