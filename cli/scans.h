// scans.h -- which scans of a contract may be compiled to thresholds.
#pragma once

#include "cli/console.h"
#include "compiler/core/contract.h"

namespace surety::cli {

/// The scans with `by` whose lemma `NAME.monotone` the prover proves now. Says of each other one that it is built in
/// its plain form, and why.
std::vector<core::ScanId> proved_thresholds(const core::Contract& contract, Console& console);

}  // namespace surety::cli
