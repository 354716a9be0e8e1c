// suggestions.h -- claims that are true of the original and would have noticed a mutant that nothing noticed.
#pragma once

#include <deque>
#include <mutex>
#include <set>

#include "verifier/mutate/campaign.h"
#include "verifier/mutate/original.h"
#include "verifier/mutate/probes.h"
#include "verifier/oblige/theory.h"
#include "verifier/solver/solver.h"

namespace surety::verify::mutation {

/// Shared by all mutants: each claim is proved for the original at most once.
class Suggestions {
 public:
  /// Borrows everything.
  Suggestions(const Campaign& campaign, Original& original, const Probes& probes, const Options& options,
              solver::Interrupter& stop);
  /// The first claim that is proved for the original and broken by a run of `mutated`, which is the specification with
  /// the mutant's steps. nullopt: none is.
  std::optional<core::PropertyId> find(std::size_t mutant, const core::Contract& mutated,
                                       const std::set<core::StepId>& changed);

 private:
  struct Truth {
    std::once_flag once;
    bool proved = false;
  };
  bool holds(std::size_t claim);

  const Campaign& campaign_;
  Original& original_;
  const Probes& probes_;
  oblige::Theory theory_;  // of the specification
  const Options& options_;
  solver::Interrupter& stop_;
  std::deque<Truth> truths_;  // by claim
};

}  // namespace surety::verify::mutation
