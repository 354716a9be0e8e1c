// runtime_archive.cpp -- see runtime_archive.h. The build names the archive (SURETY_COSMWASM_RUNTIME).
#include "codegen/cosmwasm/runtime_archive.h"

__asm__(
    ".section .rodata\n"
    ".global surety_cosmwasm_runtime_begin\n"
    ".global surety_cosmwasm_runtime_end\n"
    "surety_cosmwasm_runtime_begin:\n"
    ".incbin \"" SURETY_COSMWASM_RUNTIME
    "\"\n"
    "surety_cosmwasm_runtime_end:\n"
    ".previous\n");

extern "C" {
extern const char surety_cosmwasm_runtime_begin[];
extern const char surety_cosmwasm_runtime_end[];
}

namespace surety::codegen {

std::span<const char> cosmwasm_runtime() {
  return {surety_cosmwasm_runtime_begin,
          static_cast<std::size_t>(surety_cosmwasm_runtime_end - surety_cosmwasm_runtime_begin)};
}

}  // namespace surety::codegen
