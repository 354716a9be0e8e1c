// meaning.h -- does a property say anything at all?
#pragma once

#include <vector>

#include "verifier/oblige/theory.h"
#include "verifier/prove/claims.h"

namespace surety::verify::strategy {

/// An invariant that every state within the declared ranges satisfies; a rule of which one case, the `clause`-th, is
/// implied by the invariants alone, whatever the step did. False where that was not seen cheaply, where the property is
/// of another kind, and where it looks back with `before`. `claims` may be null.
bool says_nothing(const oblige::Theory& theory, core::PropertyId property, std::size_t clause, double seconds,
                  Claims* claims, solver::Interrupter& interrupter);

/// A condition that reads no state and no argument.
bool speaks_of_nothing(const core::Contract& contract, core::PropertyId property);

}  // namespace surety::verify::strategy
