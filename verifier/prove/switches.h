// switches.h -- variables that are 0 or 1, told to a solver that takes them for reals.
//
// A flag in a product (`day * abs(size)`, "this row is marked") makes a goal that is linear in each of its two cases,
// and false in between. What the reals do not know of it is `v * v = v`.
#pragma once

#include <vector>

#include "verifier/term/arena.h"

namespace surety::verify::strategy {

/// One formula for each variable declared from 0 to 1 that the goal multiplies by something; true of all integers.
std::vector<term::Bool> switch_facts(term::Arena& arena, term::Bool goal);

}  // namespace surety::verify::strategy
