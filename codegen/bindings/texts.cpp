// texts.cpp -- see texts.h. The build names the folder (SURETY_BINDINGS).
#include "codegen/bindings/texts.h"

__asm__(
    ".section .rodata\n"
    ".global surety_quantity_begin\n"
    ".global surety_quantity_end\n"
    ".global surety_contract_module_begin\n"
    ".global surety_contract_module_end\n"
    ".global surety_batch_module_begin\n"
    ".global surety_batch_module_end\n"
    ".global surety_contract_types_begin\n"
    ".global surety_contract_types_end\n"
    "surety_quantity_begin:\n"
    ".incbin \"" SURETY_BINDINGS
    "/quantity.hpp\"\n"
    "surety_quantity_end:\n"
    "surety_contract_module_begin:\n"
    ".incbin \"" SURETY_BINDINGS
    "/contract.mjs\"\n"
    "surety_contract_module_end:\n"
    "surety_batch_module_begin:\n"
    ".incbin \"" SURETY_BINDINGS
    "/batch.mjs\"\n"
    "surety_batch_module_end:\n"
    "surety_contract_types_begin:\n"
    ".incbin \"" SURETY_BINDINGS
    "/contract.d.mts\"\n"
    "surety_contract_types_end:\n"
    ".previous\n");

extern "C" {
extern const char surety_quantity_begin[];
extern const char surety_quantity_end[];
extern const char surety_contract_module_begin[];
extern const char surety_contract_module_end[];
extern const char surety_batch_module_begin[];
extern const char surety_batch_module_end[];
extern const char surety_contract_types_begin[];
extern const char surety_contract_types_end[];
}

namespace surety::codegen {

namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::string_view quantity_text() { return between(surety_quantity_begin, surety_quantity_end); }
std::string_view contract_module_text() { return between(surety_contract_module_begin, surety_contract_module_end); }
std::string_view batch_module_text() { return between(surety_batch_module_begin, surety_batch_module_end); }
std::string_view contract_types_text() { return between(surety_contract_types_begin, surety_contract_types_end); }

}  // namespace surety::codegen
