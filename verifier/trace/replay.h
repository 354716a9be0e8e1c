// replay.h -- the judge of last resort: a finished run on the engines that people will use, and read::holds.
//
// The search trusts its own quick evaluation; a counterexample does not. Here the run is executed from nothing on the
// interpreter and on every engine given, their states and outcomes are compared after each call, every assumption is
// asked for, and the property is evaluated by read::holds.
#pragma once

#include <string>
#include <vector>

#include "verifier/trace/search.h"

namespace surety::verify::trace {

/// What came of a replay.
struct Replay {
  bool broken = false;               // every call did what it should and the property is broken at the end
  std::vector<std::string> engines;  // that ran it
  std::string reason;                // where not: what differed
};

/// Replays `trace`, whose last call is the refused one where the property is a `can`. Never throws; an engine that does
/// is a reason.
Replay replay(const core::Contract& contract, const Request& request, const core::Trace& trace);

/// The same for a property that brings its own variables (posed.h): the first `prefix` calls lead to a state, the rest
/// are what the play with `arguments` makes there.
Replay replay_posed(const core::Contract& contract, const Request& request, const core::Trace& trace,
                    std::size_t prefix, const std::vector<core::Integer>& arguments);

}  // namespace surety::verify::trace
