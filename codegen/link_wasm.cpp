// link_wasm.cpp -- see link_wasm.h.
#include "codegen/link_wasm.h"

#include "codegen/codegen.h"
#include "codegen/cost/wasm_module.h"
#include "codegen/layout_json.h"
#include "codegen/lld.h"
#include "codegen/wasm_builtins.h"

namespace surety::codegen {

namespace {

/// LEB128, as all sizes in wasm.
void append_size(std::vector<char>& out, std::size_t value) {
  do {
    const auto low = static_cast<unsigned char>(value & 0x7f);
    value >>= 7;
    out.push_back(static_cast<char>(value != 0 ? low | 0x80 : low));
  } while (value != 0);
}

/// The module without what linkers say about it: names, and which tools made it.
std::vector<char> without_names(const std::vector<char>& module) {
  std::vector<char> rest;
  std::size_t done = 0;
  const auto keep_to = [&](std::size_t end) {
    rest.insert(rest.end(), module.begin() + static_cast<std::ptrdiff_t>(done),
                module.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (const wasm::CustomSection& section : wasm::read_custom_sections(module)) {
    keep_to(section.begin);
    done = section.end;
  }
  keep_to(module.size());
  return rest;
}

std::vector<StepCost> step_costs(const wasm::Module& module, const Layout& layout, const wasm::LoopBounds& loops) {
  wasm::WorstCase worst(module, loops);
  std::vector<StepCost> costs;
  for (const std::string& symbol : layout.steps) {
    const wasm::Bound& bound = worst.of(module.exports.at(symbol));
    costs.push_back({bound.instructions, bound.reason});
  }
  return costs;
}

/// By their names, which begin with two underscores: ours never do.
std::vector<std::string> library_functions(const wasm::Module& module) {
  std::vector<std::string> names;
  for (const wasm::Function& function : module.functions)
    if (function.name.starts_with("__")) names.push_back(function.name);
  return names;
}

}  // namespace

void append_wasm_section(std::vector<char>& module, const std::string& name, const std::string& content) {
  std::vector<char> payload;
  append_size(payload, name.size());
  payload.insert(payload.end(), name.begin(), name.end());
  payload.insert(payload.end(), content.begin(), content.end());
  module.push_back(0);  // a custom section
  append_size(module, payload.size());
  module.insert(module.end(), payload.begin(), payload.end());
}

namespace {
constexpr std::uint64_t usual_stack = 65'536;
}  // namespace

std::vector<char> link(const WasmLink& link) {
  const TemporaryDirectory directory;
  const std::string object = directory.file("contract.o");
  const std::string library = directory.file("library.a");
  const std::string builtins = directory.file("builtins.a");
  const std::string output = directory.file("contract.wasm");
  const std::string usual = "stack-size=" + std::to_string(usual_stack);
  std::vector<const char*> arguments{"wasm-ld", "--no-entry", "--gc-sections", "-z", usual.c_str()};
  if (!link.names) arguments.push_back("--strip-all");
  arguments.insert(arguments.end(), link.options.begin(), link.options.end());
  write_file(object, link.object);
  arguments.push_back(object.c_str());
  if (!link.library.empty()) {
    write_file(library, link.library);
    arguments.insert(arguments.end(), {"--whole-archive", library.c_str(), "--no-whole-archive"});
  }
  write_file(builtins, wasm_builtins());
  arguments.insert(arguments.end(), {builtins.c_str(), "-o", output.c_str()});
  run_lld(Linker::wasm, arguments);
  return read_file(output);
}

LinkedModule link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout,
                       const wasm::LoopBounds& loops, std::uint64_t saved) {
  std::vector<const char*> options{"--export=__heap_base"};
  const std::string stack = "stack-size=" + std::to_string(2 * usual_stack + (saved + 15) / 16 * 16);
  if (saved > usual_stack / 2) options.insert(options.end(), {"-z", stack.c_str()});
  const std::vector<char> named = link({object, {}, options, true});
  const wasm::Module module = wasm::read_module(named);
  LinkedModule linked{without_names(named), step_costs(module, layout, loops), library_functions(module)};
  append_wasm_section(linked.bytes, "surety.layout", layout_json(contract, layout));
  return linked;
}

}  // namespace surety::codegen
