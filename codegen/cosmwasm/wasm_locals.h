// wasm_locals.h -- how many local variables each function of a wasm module declares. Chains refuse a module with a
// function of more than 100.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace surety::codegen {

/// By function of the code section, parameters not counted. Throws CodegenError where the bytes are no wasm module.
std::vector<std::uint32_t> wasm_locals(std::span<const char> module);

}  // namespace surety::codegen
