// wasm_host.h -- wasm_host.js as a string of this program.
//
// The script is a plain file, so that editors and linters see JavaScript; the program carries its bytes.
#pragma once

#include <string_view>

namespace surety::runtime {

std::string_view wasm_host_script();

}  // namespace surety::runtime
