// property_named.h -- `--property NAME`, the same for every verb that takes it.
#pragma once

#include <string>

#include "compiler/core/contract.h"

namespace surety::cli {

/// Throws a UsageError that says which properties there are, where the contract has none of this name.
void require_property(const core::Contract& contract, const std::string& name);

}  // namespace surety::cli
