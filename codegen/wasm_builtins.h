// wasm_builtins.h -- the archive that every wasm module is linked with: what 128-bit multiplication and shifts call.
#pragma once

#include <span>

namespace surety::codegen {

/// A static library in ar format. Lives as long as the program.
std::span<const char> wasm_builtins();

}  // namespace surety::codegen
