// random_facts.h -- functions of which something is known (`ensures`), for contracts nobody would write.
//
// What they ensure is true by how they are made, and a lemma says so: a proof may take it for the function's body, and
// code that rests on such a proof must do what the body does.
#pragma once

#include <vector>

#include "compiler/core/contract.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

/// Adds `fn f(v) ensures low <= result and result <= high = max(min(v, high), low)`, or finds it.
core::FactId clamp_fact(core::Contract& contract, const core::Range& range);
/// Any such function of one variable or two, a new one or one that is there.
core::FactId random_fact(core::Contract& contract, RandomSource& random);
/// Its value for what these locals hold, one for each variable.
core::ExprId value_of_call(core::Contract& contract, core::FactId fact, const std::vector<core::LocalId>& arguments);

}  // namespace surety::testing
