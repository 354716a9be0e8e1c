// contenders.h -- everything that runs contracts, by name, for comparison.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::testing {

/// "interpreter" first, which the others are compared with: "native" and "wasm", each also "checked", that is without
/// the facts that let checks be left out.
const std::vector<std::string>& contender_names();

/// `contract` must outlive the engine. Its name() is `name`.
std::unique_ptr<core::Engine> make_contender(const std::string& name, const core::Contract& contract);

}  // namespace surety::testing
