// random_declarations.h -- globals and tables nobody would declare, for contracts nobody would write.
//
// What a layout can get wrong is in the declarations: how many cells of which width stand in which order, ranges that
// just fit a width and ranges that just do not, ranges without zero. Around them stands what every contract has: a
// clock, a price with its age, a role, a parameter, a phase, a vault, and the supply of an issued asset.
#pragma once

#include "compiler/core/contract.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

/// The globals that environment steps write, by name.
struct Environment {
  core::GlobalId clock, price, price_time, rate, role, phase, vault, supply;
};

/// Adds globals and tables to a contract that has none. There is a global of each sort, and the first table has a field
/// of each.
Environment random_declarations(core::Contract& contract, RandomSource& random);

/// A range with zero in it, at or beside the ends of what 8, 32, 63, 64 and 128 bits hold.
core::Range edge_range(RandomSource& random);

}  // namespace surety::testing
