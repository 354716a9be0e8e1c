// refute.h -- what to say of a property that was not proved: a run that breaks it, or the step that would.
#pragma once

#include <mutex>
#include <vector>

#include "verifier/prove/obligation.h"
#include "verifier/prover.h"

namespace surety::verify::strategy {

/// A short search for a run, without hints: worth its tenth of a second before a solver is asked what may take many.
/// The first who asks searches, the others wait for the answer. Borrows both arguments.
class FirstLook {
 public:
  FirstLook(const core::Contract& contract, core::PropertyId property, const Options& options)
      : contract_(contract), property_(property), options_(options) {}
  bool finds_run();
  /// It was made, and found one.
  [[nodiscard]] bool found() const { return found_; }

 private:
  const core::Contract& contract_;
  core::PropertyId property_;
  const Options& options_;
  std::once_flag once_;
  bool found_ = false;
};

/// Searches for a run with the candidates of `outcomes` as hints and completes `result`: VIOLATED with the run; else
/// NOT INDUCTIVE with the step where the interpreter confirmed one; else UNKNOWN with the reason. `run_is_known`: the
/// first look found one. `seconds` is the longest that the search may take, in the processor time of this thread.
void refute(const core::Contract& contract, core::PropertyId property, const std::vector<ObligationOutcome>& outcomes,
            const Options& options, bool run_is_known, double seconds, PropertyResult& result);

}  // namespace surety::verify::strategy
