// random_scans.h -- scans for contracts nobody would write: plain ones of any condition, and some that go by a price.
//
// A few of the latter are monotone for a reason that a prover finds, a few are by luck, a few are not: which get
// thresholds is for the prover to say.
#pragma once

#include "compiler/core/contract.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

/// Adds up to three, none of which finds a row of zeros. `price` is a global that thresholds may go by.
void random_scans(core::Contract& contract, RandomSource& random, core::GlobalId price);

}  // namespace surety::testing
