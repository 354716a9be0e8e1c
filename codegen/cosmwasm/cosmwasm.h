// cosmwasm.h -- a contract as a module that CosmWasm chains accept, with the JSON schema of its messages.
//
// The step functions are those of every other target; a runtime written in C (runtime/) stands between them and the
// chain: it reads messages, loads the rows that a step may touch, settles money and writes back what has changed.
// docs/cosmwasm.md is for users. Linked in process; the runtime's object code is part of this program.
#pragma once

#include "codegen/codegen.h"

namespace surety::codegen {

/// What chains allow in one function; more is refused at upload.
inline constexpr std::uint32_t cosmwasm_most_locals = 100;

/// The contract is sound and cannot live on a chain: no defect of the tool.
struct NotForCosmWasm : CodegenError {
  using CodegenError::CodegenError;
};

/// Throws NotForCosmWasm where the contract exceeds what chains accept.
Artifact cosmwasm_module(const core::Contract& contract, const Options& options = {});

/// The messages, queries and answers as JSON Schema, in the envelope that CosmWasm's tools read.
std::string cosmwasm_schema(const core::Contract& contract);

}  // namespace surety::codegen
