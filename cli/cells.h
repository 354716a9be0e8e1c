// cells.h -- a state as named cells with units, for people: what is there, and what a call changed.
#pragma once

#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::cli {

/// "Trader[alice].quote", "100 USD".
struct Cell {
  std::string name;
  std::string value;
};
/// Globals, then rows by party; rows of zeros are left out.
std::vector<Cell> cells(const core::Contract& contract, const core::State& state,
                        const std::vector<std::string>& parties);

struct Change {
  std::string name;
  std::string before;
  std::string after;
};
/// The cells in which two states differ.
std::vector<Change> changes(const core::Contract& contract, const core::State& before, const core::State& after,
                            const std::vector<std::string>& parties);

/// "receives 100 USD from alice", "pays 5 USD to bob", "mints 5 LP to bob", "burns 5 LP from bob".
std::string describe(const core::Contract& contract, const core::EmittedEffect& effect,
                     const std::vector<std::string>& parties);

/// An amount of an asset at its own decimals, with its unit.
std::string amount_text(const core::Asset& asset, const core::Integer& amount);

/// The party's name, "#7" where it has none.
std::string party_name(core::PartyIndex party, const std::vector<std::string>& parties);

}  // namespace surety::cli
