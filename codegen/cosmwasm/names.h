// names.h -- what a contract's messages, queries and members are called in JSON.
//
// The names of the binary interface (layout.h) without the contract's prefix: `mark.update` is `mark_update`. What the
// runtime itself answers to comes first, so that a contract's own word gets a number where the two are the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codegen/layout.h"

namespace surety::codegen {

struct CosmWasmNames {
  std::vector<std::string> steps;                             // messages, by StepId; instantiation's is not sent
  std::vector<std::vector<std::string>> parameters;           // members of messages, by StepId and parameter
  std::vector<std::vector<std::string>> arguments;            // what the runtime calls each: by StepId and argument
  std::vector<std::optional<std::uint32_t>> clock_arguments;  // by StepId: the one that is the block's time
  std::vector<std::string> transfers;  // messages, by AssetId; empty where the contract does not issue it
  std::vector<std::string> ledgers;    // namespaces in storage, by AssetId; empty likewise
  std::vector<std::string> globals;
  std::vector<std::string> tables;  // queries for one row, and namespaces in storage
  std::vector<std::string> lists;   // queries for rows
  std::vector<std::vector<std::string>> fields;
  std::vector<std::string> feeds;  // by oracle
  std::optional<core::GlobalId> clock;
  std::optional<core::StepId> clock_step;  // takes the caller and the seconds that have passed
};

CosmWasmNames cosmwasm_names(const core::Contract& contract, const Layout& layout);

/// The names as JSON, schema surety.cosmwasm/1 (docs/cosmwasm.md), for the module's section of that name.
std::string cosmwasm_names_json(const core::Contract& contract, const CosmWasmNames& names);

}  // namespace surety::codegen
