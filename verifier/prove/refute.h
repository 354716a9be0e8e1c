// refute.h -- what to say of a property that was not proved: a run that breaks it, or the step that would.
#pragma once

#include <vector>

#include "verifier/prove/obligation.h"
#include "verifier/prover.h"

namespace surety::verify::strategy {

/// Searches for a run with the candidates of `outcomes` as hints and completes `result`: VIOLATED with the run; else
/// NOT INDUCTIVE with the step where the interpreter confirmed one; else UNKNOWN with the reason.
void refute(const core::Contract& contract, core::PropertyId property, const std::vector<ObligationOutcome>& outcomes,
            const Options& options, PropertyResult& result);

}  // namespace surety::verify::strategy
