// sections.cpp -- see sections.h. ELF is rewritten by LLVM's objcopy, which orders tables its own way: the code of an
// artifact is what objcopy makes of it, text or none.
#include "codegen/sections.h"

#include <llvm/ObjCopy/ConfigManager.h>
#include <llvm/ObjCopy/ObjCopy.h>
#include <llvm/Object/ELFObjectFile.h>
#include <llvm/Support/Compression.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

#include "codegen/codegen.h"
#include "codegen/cost/wasm_module.h"

namespace surety::codegen {

namespace {

bool begins_with(std::span<const char> bytes, std::string_view magic) {
  return std::string_view(bytes.data(), bytes.size()).starts_with(magic);
}
bool is_wasm(std::span<const char> bytes) { return begins_with(bytes, std::string_view("\0asm", 4)); }
bool is_elf(std::span<const char> bytes) { return begins_with(bytes, "\177ELF"); }

[[noreturn]] void refuse(const std::string& why) { throw ArtifactError(why); }
template <class Value>
Value good(llvm::Expected<Value> value) {
  if (!value) refuse("this ELF file is damaged: " + llvm::toString(value.takeError()));
  return std::move(*value);
}

// ---- WebAssembly -------------------------------------------------------------------------------------------------

/// More is no text of ours.
constexpr std::size_t most_text = std::size_t{64} << 20;

std::string deflated(const std::string& text) {
  llvm::SmallVector<std::uint8_t, 0> result;
  const llvm::ArrayRef bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  llvm::compression::zlib::compress(bytes, result, llvm::compression::zlib::BestSizeCompression);
  return {result.begin(), result.end()};
}

/// The length is not written down, so the room for it is found by trying.
std::string inflated(const std::string& name, const std::string& section) {
  const llvm::ArrayRef bytes(reinterpret_cast<const std::uint8_t*>(section.data()), section.size());
  for (std::size_t room = 4096; room <= most_text; room *= 4) {
    llvm::SmallVector<std::uint8_t, 0> text;
    llvm::Error error = llvm::compression::zlib::decompress(bytes, text, room);
    const bool whole = !error;
    llvm::consumeError(std::move(error));
    if (whole) return {text.begin(), text.end()};
  }
  refuse("the section `" + name + "` of this WebAssembly module is no zlib stream: it was changed, or written by an " +
         "earlier Surety; build the module again");
}

Carried without_custom_section(std::span<const char> module, const std::string& name) {
  Carried carried;
  carried.code.assign(module.begin(), module.end());
  std::vector<wasm::CustomSection> sections;
  try {
    sections = wasm::read_custom_sections(module);
  } catch (const wasm::ModuleError& error) {
    refuse(std::string("this WebAssembly module is damaged: ") + error.what());
  }
  for (const wasm::CustomSection& section : sections) {
    if (section.name != name) continue;
    if (carried.text) refuse("there are several sections `" + name + "` in the module");
    carried.text = inflated(name, section.content);
    const auto at = [&](std::size_t place) { return module.begin() + static_cast<std::ptrdiff_t>(place); };
    carried.code.assign(at(0), at(section.begin));
    carried.code.insert(carried.code.end(), at(section.end), module.end());
  }
  return carried;
}

// ---- ELF ---------------------------------------------------------------------------------------------------------

std::unique_ptr<llvm::object::Binary> parsed(std::span<const char> bytes) {
  const llvm::MemoryBufferRef buffer(llvm::StringRef(bytes.data(), bytes.size()), "artifact");
  return good(llvm::object::createBinary(buffer));
}

std::vector<char> rewritten(std::span<const char> bytes, const llvm::objcopy::ConfigManager& how) {
  llvm::SmallVector<char, 0> result;
  llvm::raw_svector_ostream stream(result);
  const auto binary = parsed(bytes);
  if (llvm::Error error = llvm::objcopy::executeObjcopyOnBinary(how, *binary, stream))
    refuse("this ELF file is damaged: " + llvm::toString(std::move(error)));
  return {result.begin(), result.end()};
}

std::vector<char> with_section(std::span<const char> bytes, const std::string& section, const std::string& text) {
  llvm::objcopy::ConfigManager how;
  how.Common.AddSection.emplace_back(section, llvm::MemoryBuffer::getMemBufferCopy(text));
  return rewritten(bytes, how);
}

std::vector<char> without_section(std::span<const char> bytes, const std::string& section) {
  llvm::objcopy::ConfigManager how;
  const auto never = [](llvm::Error error) { return error; };
  auto pattern = llvm::objcopy::NameOrPattern::create(section, llvm::objcopy::MatchStyle::Literal, never);
  if (llvm::Error error = how.Common.ToRemove.addMatcher(std::move(pattern))) refuse(llvm::toString(std::move(error)));
  return rewritten(bytes, how);
}

std::optional<std::string> section_text(std::span<const char> bytes, const std::string& section) {
  const auto binary = parsed(bytes);
  const auto* const object = llvm::dyn_cast<llvm::object::ELFObjectFileBase>(binary.get());
  if (!object) refuse("this ELF file is neither an object nor a library");
  std::optional<std::string> text;
  for (const llvm::object::SectionRef& one : object->sections()) {
    if (good(one.getName()) != section) continue;
    if (text) refuse("there are several sections `" + section + "` in the file");
    text = good(one.getContents()).str();
  }
  return text;
}

}  // namespace

std::vector<char> with_text(std::span<const char> artifact, const std::string& name, const std::string& text) {
  if (is_elf(artifact)) return with_section(artifact, "." + name, text);
  if (!is_wasm(artifact)) refuse("this is neither a WebAssembly module nor an ELF file");
  std::vector<char> module(artifact.begin(), artifact.end());
  append_wasm_section(module, name, deflated(text));
  return module;
}

Carried without_text(std::span<const char> artifact, const std::string& name) {
  if (is_wasm(artifact)) return without_custom_section(artifact, name);
  if (!is_elf(artifact)) refuse("this is neither a WebAssembly module nor an ELF file");
  return {without_section(artifact, "." + name), section_text(artifact, "." + name)};
}

}  // namespace surety::codegen
