// tables.h -- the constant that tells the CosmWasm runtime of its contract (runtime/contract.h), as LLVM IR.
#pragma once

#include <llvm/IR/Module.h>

#include "codegen/cosmwasm/names.h"

namespace surety::codegen {

/// Adds `surety_contract` to a module that has the contract's steps. `fingerprint` is the same for each compilation of
/// the same contract.
void emit_cosmwasm_tables(llvm::Module& module, const core::Contract& contract, const Layout& layout,
                          const CosmWasmNames& names, const std::string& fingerprint);

}  // namespace surety::codegen
