// texts.cpp -- see texts.h. The build names the folder (SURETY_BINDINGS).
#include "codegen/bindings/texts.h"

/// `NAME()` is the file of that folder.
#define SURETY_TEXT(NAME, FILE)                                                                            \
  __asm__(".section .rodata\n.global surety_" #NAME "_begin\n.global surety_" #NAME "_end\nsurety_" #NAME  \
          "_begin:\n.incbin \"" SURETY_BINDINGS "/" FILE "\"\nsurety_" #NAME "_end:\n.previous\n");        \
  extern "C" {                                                                                             \
  extern const char surety_##NAME##_begin[];                                                               \
  extern const char surety_##NAME##_end[];                                                                 \
  }                                                                                                        \
  std::string_view surety::codegen::NAME() {                                                               \
    return {surety_##NAME##_begin, static_cast<std::size_t>(surety_##NAME##_end - surety_##NAME##_begin)}; \
  }

SURETY_TEXT(quantity_text, "quantity.hpp")
SURETY_TEXT(thresholds_text, "thresholds.hpp")
SURETY_TEXT(list_text, "list.hpp")
SURETY_TEXT(contract_module_text, "contract.mjs")
SURETY_TEXT(arguments_module_text, "arguments.mjs")
SURETY_TEXT(thresholds_module_text, "thresholds.mjs")
SURETY_TEXT(batch_module_text, "batch.mjs")
SURETY_TEXT(contract_types_text, "contract.d.mts")
