// wasm_body.h -- the body of one function: its operators, and where each may go.
#pragma once

#include <vector>

#include "codegen/cost/wasm_bytes.h"
#include "codegen/cost/wasm_module.h"

namespace surety::codegen::wasm {

/// Reads to the function's last `end`. `bytes` begins after the locals. Throws ModuleError.
std::vector<Operator> read_body(Bytes& bytes);

}  // namespace surety::codegen::wasm
