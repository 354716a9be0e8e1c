// instantiation.h -- how it is known whether a contract was instantiated.
//
// Before instantiation a contract's state is zeros, and what holds from then on does not hold yet. A host that calls
// another step first must not get an answer that looks like one. A global whose range leaves zero out, such as a price,
// tells: it is zero before and never after. Engines end every step but instantiation with `Rejected` where it is zero,
// and a second instantiation where it is not: that would make its caller whatever it likes.
#pragma once

#include <optional>

#include "compiler/core/contract.h"

namespace surety::core {

/// nullopt: no global tells, and nobody may rely on what holds from instantiation on.
std::optional<GlobalId> instantiation_witness(const Contract& contract);

}  // namespace surety::core
