// cosmwasm_engine.h -- a contract compiled for CosmWasm, on a small chain in node, behind the Engine interface.
//
// Everything goes the way of a real chain: each call is a JSON message in a fresh instance of the module, money comes
// as funds and leaves as bank messages, state lies in storage under the documented keys. Party i has an address of its
// own; party 0 is the contract itself, which is what a cell means that no party was written to (docs/cosmwasm.md).
//
// What a chain does and engines do not: it asks that a party has the money it pays. The engine gives each sender
// tokens in plenty, and in coins what the step takes, having asked the contract beforehand with a `preview` query,
// whose answer must then agree with the call.
#pragma once

#include <memory>
#include <stdexcept>
#include <vector>

#include "compiler/core/state.h"

namespace surety::runtime {

/// A call asks for what no chain does: money from somebody who did not send the message. The contract is for other
/// hosts, or has to be written so that whoever pays calls.
struct NotOnChains : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Starts one node process that hosts `module`; it ends with the engine. `contract` must outlive the engine. Throws
/// WasmEngineError where node is missing or dies, or where the contract answers what no contract should;
/// its steps throw NotOnChains.
std::unique_ptr<core::Engine> make_cosmwasm_engine(const core::Contract& contract, const std::vector<char>& module);

}  // namespace surety::runtime
