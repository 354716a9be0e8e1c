// search.h -- from a broken property to a run of transactions that shows it.
//
// A solver's model of a failed induction step is a state that may never be reached and a call that breaks the property
// there. People believe a run: instantiate, then calls, each of which the contract accepts, and at the end the property
// is false. This room looks for such a run with concrete execution, in the way of a coverage-guided fuzzer: states are
// kept by their shape, calls are tried with telling values, arguments are driven to the exact boundary where the
// contract still accepts them, and the distance of the property to falsehood says which states are worth more work
// (branch distance: Korel, "Automated software test data generation", 1990; archives of elites by shape: Mouret and
// Clune, "Illuminating search spaces by mapping elites", 2015). What is found is replayed on the interpreter and on
// every engine given, shrunk, and told. Only what replays counts.
//
// Everything is deterministic: a seeded generator, a budget in executed steps. The same request gives the same answer
// on every machine, unless the outer guard of seconds or `cancelled` ends it early.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/core/state.h"
#include "verifier/verdict/verdict.h"

namespace surety::verify::trace {

/// What a solver's model says of one failed step. Every part is optional and only guides; a wrong hint costs time,
/// never truth.
struct Hint {
  std::optional<core::StepId> step;      // the step that breaks the property
  std::vector<core::Integer> arguments;  // of that step, caller first; empty where unknown
  std::optional<core::State> state;      // before that step: globals by GlobalId (parameters, oracles, clock), rows
};

/// How much work. `steps` counts executed calls of every kind, shrinking included.
struct Budget {
  std::uint64_t steps = 400'000;
  double seconds = 60;     // outer guard: processor time of the thread that searches
  std::uint64_t seed = 1;  // another seed, another order of trials
};

struct Request {
  core::PropertyId property;
  std::vector<Hint> hints;
  Budget budget;
  /// An engine for the final replay beside the interpreter; may be empty.
  std::function<std::unique_ptr<core::Engine>(const core::Contract&)> make_engine;
  /// Polled every few hundred steps; true ends the search. May be empty.
  std::function<bool()> cancelled;
  /// Calls that may break the property from this concrete state: a solver asked for the last steps with symbolic
  /// arguments. Each returned list is tried as written. Asked for few, promising states. May be empty.
  std::function<std::vector<std::vector<core::Call>>(const core::State& state, std::uint32_t parties)> last_steps;
};

struct Answer {
  /// `replayed` is true whenever there is one.
  std::optional<Counterexample> counterexample;
  std::uint64_t steps = 0;          // executed in all
  std::uint64_t steps_to_find = 0;  // until the first run that breaks the property; 0 where none was found
  /// Where there is no counterexample: "no run found in 400000 steps", "cancelled", or that engines disagree.
  std::string reason;
};

/// Looks for a run from instantiation that breaks `request.property`: an invariant or conservation law that is false or
/// undefined after a success, a rule that is false after a success of its step, a `can` whose call is refused although
/// its condition holds. Every assumption holds before each occurrence of its step. Never throws on a valid contract.
Answer search(const core::Contract& contract, const Request& request);

/// The counterexample that a run is, replayed now on everything the request names; nullopt, and the reason, where it is
/// none any more. For a property that brings its own variables (posed.h) the first `prefix` calls lead to the state and
/// `posed` says what it is played with; for others both are empty.
std::optional<Counterexample> shown_again(const core::Contract& contract, const Request& request, core::Trace trace,
                                          std::size_t prefix, const std::vector<core::Integer>& posed,
                                          std::string& reason);

}  // namespace surety::verify::trace
