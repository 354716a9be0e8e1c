// succeeded.h -- what the contract's own tests have seen happen.
//
// Whether a step can succeed at all, whether an assertion is ever come to, and whether there is ever anything to
// promise are questions of existence, and one run answers them for good: every state of a run satisfies whatever is
// proved of all states. A solver may take seconds for what a test shows in a microsecond.
#pragma once

#include <set>

#include "compiler/core/contract.h"

namespace surety::verify::trace {

struct Seen {
  std::set<core::StepId> steps;  // that succeeded
  /// Assertions in a call that succeeded; each `can` whose condition held; tests for all values that were played.
  std::set<core::PropertyId> properties;
};

/// What happened at least once when the runs of the contract's tests were played from nothing on the interpreter, and,
/// where that leaves a step or a test for all values out, in a few calls from the states they came to; the same calls
/// each time. One that an assumption forbids, or that reverts, counts for nothing. Never throws on a valid contract.
Seen seen_in_tests(const core::Contract& contract);

}  // namespace surety::verify::trace
