// prover.h -- the verifier as one call.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verifier/verdict/verdict.h"

namespace surety::verify {

/// One const object per run; nothing global.
struct Options {
  std::optional<std::string> property;                 // only this one
  std::set<std::string> properties;                    // only these and `property`; empty: no such limit
  unsigned jobs = 1;                                   // obligations solved at the same time
  std::uint64_t resource_limit = 40'000'000;           // Z3 rlimit per question: the reproducible budget
  double timeout_seconds = 60;                         // outer guard per property; ends in UNKNOWN
  std::uint64_t search_steps = 400'000;                // calls tried per property that is not proved, to break it
  std::optional<std::filesystem::path> smt_directory;  // write each obligation as a self-contained .smt2
  /// The program of a second solver, found in PATH: it is asked again whatever a proof rests on.
  std::optional<std::string> recheck;
  /// The npm package z3-solver is asked too: the folder where it was installed, empty for where Node.js finds it.
  std::optional<std::string> recheck_z3_npm;
  /// Answers of earlier runs are kept in this folder; one that cannot be used remembers nothing. Not read where a
  /// second solver is asked, for that is to hear about everything.
  std::optional<std::filesystem::path> cache_directory;
  /// Also find out which properties say nothing and which step can touch which property. Only where all are asked for.
  bool coverage = true;
  /// Look for a certificate of every proved goal. Nothing is taken from the cache then.
  bool certify = false;
  /// Engines for search and replay beside the interpreter, made anew for each call (the native JIT; tests pass none).
  std::function<std::unique_ptr<core::Engine>(const core::Contract&)> make_engine;
  /// Called on the calling thread when a property is done or an obligation begins; may be empty.
  std::function<void(const std::string& text)> progress;
  /// Polled; true ends the run early with UNKNOWN verdicts (Ctrl-C).
  std::function<bool()> cancelled;
};

/// Verdicts for every property of `contract`, in declaration order. Throws std::runtime_error where a second
/// solver that Options name is missing or is another program.
Report prove(const core::Contract& contract, const Options& options);

/// What earlier runs with the same prover said of this very contract, as far as `options.cache_directory` keeps it.
/// Nothing is proved: a property of which nothing is kept is unknown, with that reason. Of the obligations there are
/// ids, verdicts, hashes and uses.
Report last_proof(const core::Contract& contract, const Options& options);

/// What nothing that runs may rest on: assumptions, what functions are trusted to ensure, properties that are not
/// proved or not in the report, and those whose proof rests on one of these, be it through others. Each by its name,
/// with the name of what is at the bottom of the doubt.
using Doubts = std::map<std::string, std::string>;
Doubts doubts(const core::Contract& contract, const Report& report);

/// Invariants that are proved, by proofs in which nothing of the doubts has a part.
std::vector<core::PropertyId> unconditional(const core::Contract& contract, const Report& report);
/// The scans with `by` whose lemma `NAME.monotone` is proved in that way.
std::vector<core::ScanId> unconditional_scans(const core::Contract& contract, const Report& report);

/// Can this folder, made where it is missing, serve as Options::cache_directory?
bool usable_cache(const std::filesystem::path& directory);

/// "4.8.12"
std::string solver_version();

/// "cvc5 1.0.3": asks the program itself. Throws std::runtime_error with a sentence for people where it is missing.
std::string second_solver_name(const std::string& program);
/// "z3-npm 5.1.0", in the same way; `folder` as in Options::recheck_z3_npm.
std::string z3_npm_name(const std::string& folder);

}  // namespace surety::verify
