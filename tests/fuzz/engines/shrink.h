// shrink.h -- a contract and calls on which engines disagree, made small enough to be read.
//
// Delta debugging (Zeller and Hildebrandt 2002, doi:10.1109/32.988498) over what core is made of: calls, statements,
// arms of branches, expressions, arguments, declarations. Every candidate is a valid contract; it replaces the case
// only where the engines still disagree on it. What the disagreement is may change on the way: any is a bug.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::testing {

struct Case {
  core::Contract contract;
  std::vector<core::Call> calls;
};

/// Whether the engines disagree on a case. It must not throw.
using Disagrees = std::function<bool(const Case&)>;

/// The smallest case found with at most `attempts` questions. Requires that `disagrees(found)`.
Case shrink(Case found, const Disagrees& disagrees, unsigned attempts = 4'000);

/// The contract in core's text form and the calls, one a line, as core has them.
std::string text(const Case& found);

}  // namespace surety::testing
