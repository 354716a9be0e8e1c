// story.h -- a run as people tell it: one line a call, with what changed, and at the end what is broken.
#pragma once

#include <string>
#include <vector>

#include "verifier/trace/posed.h"
#include "verifier/trace/search.h"

namespace surety::verify::trace {

/// Names for `count` parties: a role's holder is called by the role where it holds one role and never trades in its own
/// name; the others alice, bob, carol, dave, then party4, …
std::vector<std::string> name_parties(const core::Contract& contract, const std::vector<core::Call>& calls,
                                      std::uint32_t count);

/// One line per call of `trace`, with the cells it changed; then lines that say which part of the property is false and
/// what stands on both sides of it. Executes the trace on the interpreter.
std::vector<std::string> tell(const core::Contract& contract, core::PropertyId property, const core::Trace& trace);

/// The same for a property that brings its own variables: the calls that lead to the state, the calls of the test, the
/// variables' values, and what is false at the end. `example` has everything but the story.
std::vector<std::string> tell_posed(const core::Contract& contract, core::PropertyId property,
                                    const Counterexample& example, const Play& played);

}  // namespace surety::verify::trace
