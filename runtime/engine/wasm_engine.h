// wasm_engine.h -- the compiled wasm module run in node, behind the Engine interface.
#pragma once

#include <memory>
#include <stdexcept>
#include <vector>

#include "compiler/core/batch.h"

namespace surety::runtime {

/// Thrown where node is missing or dies: exit code 3 with a sentence that says what to install.
struct WasmEngineError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Starts one node process that hosts `module`; it ends with the engine. `contract` must outlive the engine.
std::unique_ptr<core::BatchEngine> make_wasm_engine(const core::Contract& contract, const std::vector<char>& module);

}  // namespace surety::runtime
