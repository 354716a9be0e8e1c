// link_wasm.cpp -- see link_wasm.h.
#include "codegen/link_wasm.h"

#include "codegen/codegen.h"
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

std::vector<char> link(const WasmLink& link) {
  const TemporaryDirectory directory;
  const std::string object = directory.file("contract.o");
  const std::string library = directory.file("library.a");
  const std::string builtins = directory.file("builtins.a");
  const std::string output = directory.file("contract.wasm");
  std::vector<const char*> arguments{"wasm-ld", "--no-entry", "--gc-sections", "--strip-all", "-z", "stack-size=65536"};
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

std::vector<char> link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout) {
  std::vector<char> module = link({object, {}, {"--export=__heap_base"}});
  append_wasm_section(module, "surety.layout", layout_json(contract, layout));
  return module;
}

}  // namespace surety::codegen
