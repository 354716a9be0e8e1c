// link_wasm.h -- from a wasm object to a module that stands alone.
#pragma once

#include <span>
#include <vector>

#include "codegen/layout.h"

namespace surety::codegen {

struct WasmLink {
  std::span<const char> object;
  std::span<const char> library;     // in ar format, all of it; may be empty
  std::vector<const char*> options;  // of wasm-ld
};
/// What lld makes of them and of compiler-rt. Throws CodegenError with its words where it refuses.
std::vector<char> link(const WasmLink& link);

/// The linked module: no imports; exports `memory`, `__heap_base` and one function per step. A custom section
/// "surety.layout" holds the layout as JSON (docs/abi.md). Throws CodegenError with lld's words where it refuses.
std::vector<char> link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout);

}  // namespace surety::codegen
