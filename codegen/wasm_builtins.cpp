// wasm_builtins.cpp -- compiler-rt's wasm32 builtins as bytes of this program, so that it links modules wherever it is
// installed. The build names the archive (SURETY_WASM_BUILTINS).
#include "codegen/wasm_builtins.h"

__asm__(
    ".section .rodata\n"
    ".global surety_wasm_builtins_begin\n"
    ".global surety_wasm_builtins_end\n"
    "surety_wasm_builtins_begin:\n"
    ".incbin \"" SURETY_WASM_BUILTINS
    "\"\n"
    "surety_wasm_builtins_end:\n"
    ".previous\n");

extern "C" {
extern const char surety_wasm_builtins_begin[];
extern const char surety_wasm_builtins_end[];
}

namespace surety::codegen {

std::span<const char> wasm_builtins() {
  return {surety_wasm_builtins_begin, static_cast<std::size_t>(surety_wasm_builtins_end - surety_wasm_builtins_begin)};
}

}  // namespace surety::codegen
