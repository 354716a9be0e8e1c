// target.h -- the machines we generate for, the optimiser, and object files in memory.
#pragma once

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

#include <memory>
#include <vector>

namespace surety::codegen {

enum class Machine : std::uint8_t {
  host,      // this processor with all its extensions: for code that runs in this process
  portable,  // this processor's family at its baseline: for object files and IR, the same on every machine
  wasm,      // wasm32 with what node 18 runs
  cosmwasm,  // wasm32 with what CosmWasm chains accept: no bulk memory
};

/// Throws CodegenError where this LLVM cannot generate for the machine.
std::unique_ptr<llvm::TargetMachine> make_machine(Machine machine);
/// LLVM's -O2.
void optimise(llvm::Module& module, llvm::TargetMachine& machine);
/// Values that live across blocks go to memory: fewer local variables, slower code. After `optimise`.
void spill_registers(llvm::Module& module);
/// A relocatable object.
std::vector<char> object_code(llvm::Module& module, llvm::TargetMachine& machine);

}  // namespace surety::codegen
