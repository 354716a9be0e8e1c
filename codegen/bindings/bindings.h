// bindings.h -- a compiled contract as programs in C++ and JavaScript see it: with the contract's own names, units and
// errors, and with numbers that are exact.
//
// Each binding is a text made of two parts: what all contracts share (quantity.hpp, contract.mjs: real files of this
// folder, carried by the program) and what this contract adds. They say nothing of what an operation means; they only
// bring values to the compiled code and back, by docs/abi.md.
#pragma once

#include <string>

#include "codegen/options.h"

namespace surety::codegen {

/// A C++20 header over the C header `c_header_file`, for the object and the shared object alike.
std::string cpp_header(const core::Contract& contract, const std::string& c_header_file, const Options& options = {});
/// An ES module for node and browsers. It loads `wasm_file` from its own folder where it is given no other module.
std::string javascript_module(const core::Contract& contract, const std::string& wasm_file,
                              const Options& options = {});
/// TypeScript's declarations of that module.
std::string typescript_types(const core::Contract& contract, const Options& options = {});

}  // namespace surety::codegen
