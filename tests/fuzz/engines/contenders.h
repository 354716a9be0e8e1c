// contenders.h -- everything that runs contracts, by name, for comparison.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/core/state.h"
#include "tests/fuzz/engines/proofs.h"

namespace surety::testing {

/// "interpreter" first, which the others are compared with: "native" and "wasm", each also "checked", that is without
/// the facts that let checks be left out, and "proved", with those that proofs add and with thresholds for scans; and
/// "cosmwasm", which is compiled like "proved".
const std::vector<std::string>& contender_names();

/// `contract` must outlive the engine. Its name() is `name`. Null where the contract is not one for this engine: a
/// chain takes money from the sender alone, and refuses what is too large.
std::unique_ptr<core::Engine> make_contender(const std::string& name, const core::Contract& contract,
                                             const Proofs& proofs);

}  // namespace surety::testing
