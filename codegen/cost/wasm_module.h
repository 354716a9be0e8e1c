// wasm_module.h -- a WebAssembly module taken apart as far as counting its instructions needs.
//
// What is read: which functions there are, what they are called and exported as, and the body of each as a list of
// operators with the places where control may go from there. Operands are skipped, types are not looked at: whether a
// module is valid is for the engine to say that runs it. Any bytes may come in here, for artifacts are brought by
// others; what is not a module is refused with the place where reading stopped.
//
//   source  WebAssembly Core Specification 2.0, chapter 5 "Binary Format", with the vector instructions
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace surety::codegen::wasm {

/// The bytes are no module that this reader knows: "byte 17: …".
struct ModuleError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class Flow : std::uint8_t {
  straight,       // on to the next operator
  loop,           // the same; what jumps to its label goes to the operator after it
  either,         // `if`: the next operator, or places[0]
  jump,           // `br`, `br_table`, and `else` at the end of the first arm: any of places
  jump_or_next,   // `br_if`
  leave,          // `return`, `unreachable`
  call,           // of function `index`, then on
  call_indirect,  // of a function that is looked up while running
  bulk,           // `memory.copy`, `memory.fill` and their kin: the work depends on an operand
};

struct Operator {
  Flow flow = Flow::straight;
  std::uint32_t index = 0;            // call
  std::vector<std::uint32_t> places;  // positions in the body; its size stands for the function's end
};

struct Function {
  std::string name;  // from the name section; empty where there is none
  std::vector<Operator> body;
};

struct CustomSection {
  std::string name;
  std::string content;
  std::size_t begin = 0;  // of the whole section, its header included, in the module
  std::size_t end = 0;
};

struct Module {
  std::uint32_t imported_functions = 0;          // they have the first indices
  std::vector<Function> functions;               // defined here: index - imported_functions
  std::map<std::string, std::uint32_t> exports;  // functions by exported name
  std::vector<CustomSection> sections;           // in order
};

/// Throws ModuleError.
Module read_module(std::span<const char> bytes);
/// Only the custom sections, as found by going from section to section. Throws ModuleError.
std::vector<CustomSection> read_custom_sections(std::span<const char> bytes);

}  // namespace surety::codegen::wasm
