// proofs.h -- verdicts for verbs other than `prove`: asked for anew, or as the last proof of this very source left
// them.
#pragma once

#include <string>
#include <vector>

#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/verb.h"
#include "verifier/prover.h"

namespace surety::cli {

/// --jobs, --timeout and the cache, with progress on the console and native code to replay on. Borrows both.
verify::Options proof_options(const Arguments& arguments, Console& console, const Interrupt& interrupt);

/// --recheck, which may be given twice, and --z3-npm; each solver is looked for before anything is proved. Throws
/// UsageError, ToolError where one is missing.
void choose_second_solvers(const Arguments& arguments, verify::Options& options);

/// Throws ToolError where a solver that the options name is missing.
void require_second_solvers(const verify::Options& options);

/// The options that cache_directory() reads, and those that say how hard to try.
std::vector<OptionSpec> cache_options();
std::vector<OptionSpec> effort_options();

}  // namespace surety::cli
