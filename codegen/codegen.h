// codegen.h -- core to machine code: JIT, object file with a C header, WebAssembly, LLVM IR.
//
// The Emit reading (emit_domain.h) turns core into LLVM IR once; everything here is a way to deliver that module. No
// LLVM type appears in this header: LLVM headers stay in codegen/.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "codegen/cost/step_cost.h"
#include "codegen/options.h"
#include "compiler/core/batch.h"

namespace surety::codegen {

/// Thrown where LLVM or lld refuse: a bug or a broken installation (exit code 3), never bad user input.
struct CodegenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A file's content, and what is to be said of the code in it.
struct Artifact {
  std::vector<char> bytes;
  Report report;
  std::vector<StepCost> costs = {};       // by StepId; of WebAssembly alone
  std::vector<std::string> library = {};  // functions of compiler-rt that are in it; of WebAssembly alone
};

/// The compiled contract in this process. `contract` must outlive the engine.
std::unique_ptr<core::BatchEngine> make_native_engine(const core::Contract& contract, const Options& options = {});

/// A relocatable object for the family of this machine, or for this one; C symbols as in c_header().
Artifact native_object(const core::Contract& contract, const Options& options = {});
/// A shared object of the same code; `name` is what programs linked with it look for: its file's name.
Artifact shared_object(const core::Contract& contract, const std::string& name, const Options& options = {});
/// The C11 header that goes with the object: layout, error codes, one function per step, and those
/// of scans.
std::string c_header(const core::Contract& contract, const Options& options = {});
/// A linked wasm module without imports; docs/abi.md describes its exports and memory.
Artifact wasm_module(const core::Contract& contract, const Options& options = {});
/// Adds a custom section at the end of a wasm module, for a certificate, say.
void append_wasm_section(std::vector<char>& module, const std::string& name, const std::string& content);
/// Of LLVM, "19.1.7": what generated code depends on beside this program.
std::string compiler_version();
/// Optimised LLVM IR of the native module, as text.
Artifact llvm_ir(const core::Contract& contract, const Options& options = {});

}  // namespace surety::codegen
