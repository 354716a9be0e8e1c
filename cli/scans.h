// scans.h -- which scans of a contract may be compiled to thresholds.
#pragma once

#include <vector>

#include "cli/console.h"
#include "compiler/core/contract.h"
#include "verifier/verdict/verdict.h"

namespace surety::cli {

/// The scans with `by` whose lemma `NAME.monotone` is proved in the report, from nothing that is trusted or unproved.
/// Says of each other one that it is built in its plain form, and why.
std::vector<core::ScanId> proved_thresholds(const core::Contract& contract, const verify::Report& report,
                                            Console& console);

}  // namespace surety::cli
