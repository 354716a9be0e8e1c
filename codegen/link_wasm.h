// link_wasm.h -- from a wasm object to a module that stands alone.
#pragma once

#include <vector>

#include "codegen/layout.h"

namespace surety::codegen {

/// The linked module: no imports; exports `memory`, `__heap_base` and one function per step. A custom section
/// "surety.layout" holds the layout as JSON (docs/abi.md). Throws CodegenError with lld's words where it refuses.
std::vector<char> link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout);

}  // namespace surety::codegen
