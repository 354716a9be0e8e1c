// cosmwasm_storage.h -- a contract's state as the entries of a chain's storage, and back.
//
// The format is docs/cosmwasm.md's, read and written here independently of the contract's own code.
#pragma once

#include <map>
#include <string>

#include "compiler/core/state.h"

namespace surety::runtime {

/// Bytes by key.
using CosmWasmStorage = std::map<std::string, std::string>;

/// The address of a party on the engine's chain, and the party again; throws std::out_of_range where it is none.
std::string cosmwasm_address(core::PartyIndex party);
core::PartyIndex cosmwasm_party(const std::string& address);

/// `tables` are the tables' names in keys.
core::State read_cosmwasm_state(const core::Contract& contract, const std::vector<std::string>& tables,
                                const CosmWasmStorage& storage);
void write_cosmwasm_state(const core::Contract& contract, const std::vector<std::string>& tables,
                          const core::State& state, CosmWasmStorage& storage);

/// Texts of at most 255 bytes, one after the other: what `config` holds.
std::string cosmwasm_items(const std::vector<std::string>& items);
/// An integer as a record of one item: what a ledger holds for a party.
std::string cosmwasm_integer_item(const core::Integer& value);
/// The beginning of all keys of a table or ledger.
std::string cosmwasm_namespace(const std::string& name);

}  // namespace surety::runtime
