// scan.h -- scans by the interpreter, and what ranges say of them.
#pragma once

#include "compiler/core/state.h"

namespace surety::read {

/// The rows of `state` of which the scan's condition holds, by evaluating it for each: what every other way to find
/// them is compared with.
core::Found scan(const core::Contract& contract, core::ScanId scan, const core::State& state);

/// May the condition hold of a row of zeros, as far as the ranges of the globals (zero included) tell?
bool may_find_zero_row(const core::Contract& contract, const core::Scan& scan);

}  // namespace surety::read
