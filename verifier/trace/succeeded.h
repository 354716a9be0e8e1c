// succeeded.h -- which steps the contract's own tests have seen succeed.
//
// Whether a step can succeed at all is a question of existence, and one run answers it for good: every state of a run
// satisfies whatever is proved of all states. A solver may take seconds for what a test shows in a microsecond.
#pragma once

#include <set>

#include "compiler/core/contract.h"

namespace surety::verify::trace {

/// The steps that succeeded at least once when the runs of the contract's tests were played from nothing on the
/// interpreter. A call that an assumption forbids, or that reverts, is left out and the run goes on. Never throws on a
/// valid contract.
std::set<core::StepId> steps_that_succeed_in_tests(const core::Contract& contract);

}  // namespace surety::verify::trace
