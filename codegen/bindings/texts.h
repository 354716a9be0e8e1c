// texts.h -- quantity.hpp, contract.mjs, batch.mjs and contract.d.mts as strings of this program, so that it writes
// bindings wherever it is installed.
#pragma once

#include <string_view>

namespace surety::codegen {

std::string_view quantity_text();
std::string_view contract_module_text();
std::string_view batch_module_text();
std::string_view contract_types_text();

}  // namespace surety::codegen
