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
/// of each. Half of the contracts have a table named `id_table`, whose rows are named by ids; it holds ids too, and so
/// does a global.
Environment random_declarations(core::Contract& contract, RandomSource& random);

inline constexpr const char* id_table = "Slot";

/// Of the sort of parties, and none (compiler/core/ids.h).
core::Type id_type();

/// A range with zero in it, at or beside the ends of what 8, 32, 63, 64 and 128 bits hold.
core::Range edge_range(RandomSource& random);

}  // namespace surety::testing
