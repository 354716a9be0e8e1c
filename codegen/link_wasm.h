// link_wasm.h -- from a wasm object to a module that stands alone.
#pragma once

#include <span>
#include <vector>

#include "codegen/cost/step_cost.h"
#include "codegen/cost/worst_case.h"
#include "codegen/layout.h"

namespace surety::codegen {

struct WasmLink {
  std::span<const char> object;
  std::span<const char> library;     // in ar format, all of it; may be empty
  std::vector<const char*> options;  // of wasm-ld
  bool names = false;                // keep a section with the functions' names
};
/// What lld makes of them and of compiler-rt. Throws CodegenError with its words where it refuses.
std::vector<char> link(const WasmLink& link);

struct LinkedModule {
  std::vector<char> bytes;
  std::vector<StepCost> costs;       // by StepId
  std::vector<std::string> library;  // functions of compiler-rt that are in it
};

/// The linked module: no imports; exports `memory`, `__heap_base` and one function per step. A custom section
/// "surety.layout" holds the layout as JSON (docs/abi.md). `loops`: of the module that the object was made of; `saved`:
/// the bytes that its functions keep on the stack at most. Throws CodegenError with lld's words where it refuses.
LinkedModule link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout,
                       const wasm::LoopBounds& loops, std::uint64_t saved);

}  // namespace surety::codegen
