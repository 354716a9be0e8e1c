// wasm_host.cpp -- see wasm_host.h. The build names the folder (SURETY_HOSTS).
#include "runtime/engine/wasm_host.h"

__asm__(
    ".section .rodata\n"
    ".global surety_wasm_host_begin\n"
    ".global surety_wasm_host_end\n"
    "surety_wasm_host_begin:\n"
    ".incbin \"" SURETY_HOSTS
    "/frames.js\"\n"
    ".incbin \"" SURETY_HOSTS
    "/wasm_host.js\"\n"
    "surety_wasm_host_end:\n"
    ".global surety_cosmwasm_host_begin\n"
    ".global surety_cosmwasm_host_end\n"
    "surety_cosmwasm_host_begin:\n"
    ".incbin \"" SURETY_HOSTS
    "/frames.js\"\n"
    ".incbin \"" SURETY_HOSTS
    "/cosmwasm_chain.js\"\n"
    ".incbin \"" SURETY_HOSTS
    "/cosmwasm_host.js\"\n"
    "surety_cosmwasm_host_end:\n"
    ".previous\n");

extern "C" {
extern const char surety_wasm_host_begin[];
extern const char surety_wasm_host_end[];
extern const char surety_cosmwasm_host_begin[];
extern const char surety_cosmwasm_host_end[];
}

namespace surety::runtime {

std::string_view wasm_host_script() {
  return {surety_wasm_host_begin, static_cast<std::size_t>(surety_wasm_host_end - surety_wasm_host_begin)};
}

std::string_view cosmwasm_host_script() {
  return {surety_cosmwasm_host_begin, static_cast<std::size_t>(surety_cosmwasm_host_end - surety_cosmwasm_host_begin)};
}

}  // namespace surety::runtime
