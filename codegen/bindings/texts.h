// texts.h -- the real files of this folder that bindings carry, as strings of this program, so that it writes bindings
// wherever it is installed.
#pragma once

#include <string_view>

namespace surety::codegen {

std::string_view quantity_text();           // quantity.hpp
std::string_view thresholds_text();         // thresholds.hpp
std::string_view list_text();               // list.hpp
std::string_view contract_module_text();    // contract.mjs
std::string_view arguments_module_text();   // arguments.mjs
std::string_view thresholds_module_text();  // thresholds.mjs
std::string_view batch_module_text();       // batch.mjs
std::string_view contract_types_text();     // contract.d.mts

}  // namespace surety::codegen
