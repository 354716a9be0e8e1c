// runtime_archive.h -- the compiled runtime (runtime/*.c) as bytes of this program.
#pragma once

#include <span>

namespace surety::codegen {

/// A static library of wasm objects in ar format. Lives as long as the program.
std::span<const char> cosmwasm_runtime();

}  // namespace surety::codegen
