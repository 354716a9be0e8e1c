// suggestions.h -- invariants that would close the gap of properties that are not inductive, found and told.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/load.h"
#include "compiler/conjecture/conjecture.h"
#include "verifier/prover.h"

namespace surety::cli {

/// By property: invariants with which it is proved, themselves proved; absent where none were found.
using Suggestions = std::map<std::string, std::vector<conjecture::Conjecture>>;

/// Looks for them for every property of the report that is NOT INDUCTIVE, and fills Step::hint.
Suggestions suggest_invariants(const Source& source, const verify::Options& options, verify::Report& report);

/// Writes them into the file, each once, above the declaration with the property that needs it; at the end of the
/// contract where that is a module's. Returns how many; nullopt, and nothing is written, where the file would not
/// compile with them. Throws UsageError where the file cannot be written.
std::optional<std::size_t> write_suggestions(const Source& source, const Suggestions& suggestions);

}  // namespace surety::cli
