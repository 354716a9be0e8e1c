// grounds.h -- what compiled code rests on beside its own checks: the same for the verb that writes code and for those
// that run it, so that what is tested is what is built.
//
// Proofs are those that are remembered of this very contract. Two things are proved anew where nothing is remembered:
// everything, with --prove; and the lemmas of scans that go by a price, without which a build would lack functions.
#pragma once

#include <string>
#include <vector>

#include "cli/load.h"
#include "cli/verb.h"
#include "codegen/options.h"
#include "verifier/verdict/verdict.h"

namespace surety::cli {

struct Grounds {
  verify::Report proof;
  codegen::Options options;
};

/// By --prove, --no-facts, --jobs, --timeout, --cache and --no-cache, as far as the verb has them. Ctrl-C ends the
/// program.
Grounds grounds_of(const Source& source, const Arguments& arguments, Console& console);

/// --no-facts and where proofs are remembered: for verbs that run code.
std::vector<OptionSpec> grounds_options();

/// Says which form of compiled code ran, where it is another than the checks and ranges alone make.
void say_grounds(const core::Contract& contract, const codegen::Options& options, Console& console);

/// The same for JSON: `uses_facts`, `invariants`, `thresholds`.
nlohmann::ordered_json grounds_json(const core::Contract& contract, const codegen::Options& options);

}  // namespace surety::cli
