// recheck.h -- what proofs rest on, put to other solvers.
//
// A proof rests on questions that Z3 answered with `unsat`, as it was asked them: simplified, with the hypotheses of
// the rung that answered, one for each leaf of a case split. The other solver gets the same formulas over the same
// numbers, so its `sat` contradicts Z3: one of the two is wrong, or the text says something else than what Z3 was
// given.
#pragma once

#include <memory>
#include <vector>

#include "verifier/prove/obligation.h"
#include "verifier/prover.h"
#include "verifier/solver/second_solver.h"

namespace surety::verify::strategy {

using SecondSolvers = std::vector<std::unique_ptr<solver::SecondSolver>>;

/// A property and its obligations' outcomes in the same order; not owned.
struct ToRecheck {
  PropertyResult* result = nullptr;
  const std::vector<ObligationOutcome>* outcomes = nullptr;
};

/// Fills ObligationResult::recheck of every proved obligation and PropertyResult::rechecked_by of every proof confirmed
/// as a whole. A property with a disagreement becomes UNKNOWN. Where Options::smt_directory is set, the questions are
/// written there. Returns a sentence for each disagreement.
std::vector<std::string> recheck(const std::vector<ToRecheck>& proofs, const SecondSolvers& seconds,
                                 const Options& options, solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
