// wasm_module.cpp -- see wasm_module.h: the sections of a module.
#include "codegen/cost/wasm_module.h"

#include <functional>

#include "codegen/cost/wasm_body.h"
#include "codegen/cost/wasm_bytes.h"

namespace surety::codegen::wasm {

namespace {

enum Section : std::uint8_t { custom = 0, imports = 2, exports = 7, code = 10 };
enum Kind : std::uint8_t { function_kind = 0, table_kind = 1, memory_kind = 2, global_kind = 3 };

void each_section(std::span<const char> module,
                  const std::function<void(std::uint8_t id, Bytes& content, std::size_t begin)>& visit) {
  Bytes bytes(module);
  constexpr std::string_view magic("\0asm\1\0\0\0", 8);
  if (module.size() < magic.size() || std::string_view(module.data(), magic.size()) != magic)
    bytes.refuse("this is no WebAssembly module of version 1");
  bytes.skip(magic.size());
  while (!bytes.at_end()) {
    const std::size_t begin = bytes.place();
    const std::uint8_t id = bytes.byte();
    Bytes content = bytes.part(bytes.size());
    visit(id, content, begin);
  }
}

void skip_limits(Bytes& bytes) {
  const std::uint8_t flags = bytes.byte();
  bytes.skip_number();
  if ((flags & 1U) != 0) bytes.skip_number();
}

void read_imports(Bytes& bytes, Module& module) {
  for (std::uint32_t count = bytes.size(); count > 0; --count) {
    bytes.text();
    bytes.text();
    switch (bytes.byte()) {
      case function_kind:
        bytes.size();
        ++module.imported_functions;
        break;
      case table_kind:
        bytes.byte();
        skip_limits(bytes);
        break;
      case memory_kind: skip_limits(bytes); break;
      case global_kind: bytes.skip(2); break;
      default: bytes.refuse("an import of a kind that is not known here");
    }
  }
}

void read_exports(Bytes& bytes, Module& module) {
  for (std::uint32_t count = bytes.size(); count > 0; --count) {
    std::string name = bytes.text();
    const std::uint8_t kind = bytes.byte();
    const std::uint32_t index = bytes.size();
    if (kind == function_kind) module.exports.emplace(std::move(name), index);
  }
}

void read_code(Bytes& bytes, Module& module) {
  for (std::uint32_t count = bytes.size(); count > 0; --count) {
    Bytes function = bytes.part(bytes.size());
    for (std::uint32_t groups = function.size(); groups > 0; --groups) {
      function.skip_number();
      function.byte();
    }
    module.functions.push_back({"", read_body(function)});
    if (!function.at_end()) function.refuse("operators after the end of a function");
  }
}

void read_names(Bytes bytes, Module& module) {
  constexpr std::uint8_t function_names = 1;
  while (!bytes.at_end()) {
    const std::uint8_t kind = bytes.byte();
    Bytes names = bytes.part(bytes.size());
    if (kind != function_names) continue;
    for (std::uint32_t count = names.size(); count > 0; --count) {
      const std::uint32_t index = names.size();
      std::string name = names.text();
      const std::uint64_t local = std::uint64_t{index} - module.imported_functions;
      if (index >= module.imported_functions && local < module.functions.size())
        module.functions[local].name = std::move(name);
    }
  }
}

CustomSection read_custom(Bytes& bytes, std::span<const char> module, std::size_t begin) {
  CustomSection section;
  section.name = bytes.text();
  section.begin = begin;
  const std::size_t content = bytes.place();
  while (!bytes.at_end()) bytes.byte();
  section.end = bytes.place();
  section.content.assign(module.data() + content, section.end - content);
  return section;
}

}  // namespace

Module read_module(std::span<const char> bytes) {
  Module module;
  each_section(bytes, [&](std::uint8_t id, Bytes& content, std::size_t begin) {
    if (id == custom) module.sections.push_back(read_custom(content, bytes, begin));
    if (id == imports) read_imports(content, module);
    if (id == exports) read_exports(content, module);
    if (id == code) read_code(content, module);
  });
  for (const CustomSection& section : module.sections)
    if (section.name == "name") read_names(Bytes(section.content), module);
  return module;
}

std::vector<CustomSection> read_custom_sections(std::span<const char> bytes) {
  std::vector<CustomSection> sections;
  each_section(bytes, [&](std::uint8_t id, Bytes& content, std::size_t begin) {
    if (id == custom) sections.push_back(read_custom(content, bytes, begin));
  });
  return sections;
}

}  // namespace surety::codegen::wasm
