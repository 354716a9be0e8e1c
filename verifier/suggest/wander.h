// wander.h -- states that a contract really reaches, from random runs.
#pragma once

#include <vector>

#include "compiler/core/state.h"

namespace surety::verify::suggest {

/// States of runs from instantiation in which every assumption holds; a fixed number of calls, a fixed seed. Values are
/// picked as the search for traces picks them, for `property`.
std::vector<core::State> wander(const core::Contract& contract, core::PropertyId property);

}  // namespace surety::verify::suggest
