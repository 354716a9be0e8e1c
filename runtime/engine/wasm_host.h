// wasm_host.h -- the scripts that host modules in node as strings of this program.
//
// They are plain files, so that editors and linters see JavaScript; the program carries their bytes.
#pragma once

#include <string_view>

namespace surety::runtime {

std::string_view wasm_host_script();      // frames.js, wasm_host.js
std::string_view cosmwasm_host_script();  // frames.js, cosmwasm_chain.js, cosmwasm_host.js

}  // namespace surety::runtime
