// link_wasm.cpp -- see link_wasm.h.
#include "codegen/link_wasm.h"

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <span>

#include "codegen/codegen.h"
#include "codegen/layout_json.h"
#include "codegen/wasm_builtins.h"

LLD_HAS_DRIVER(wasm)

namespace surety::codegen {

namespace {

namespace fs = std::filesystem;

/// A private directory that ends with the object: lld reads and writes files.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (fs::temp_directory_path() / "surety-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw CodegenError("cannot create a temporary directory like " + pattern);
    path_ = pattern;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

void write_file(const std::string& path, std::span<const char> bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw CodegenError("cannot write " + path + ": is the disk full?");
}

std::vector<char> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// lld keeps its state in globals: one link at a time.
void run_lld(const std::vector<const char*>& arguments) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  std::string words;
  llvm::raw_string_ostream stream(words);
  const lld::DriverDef driver{lld::Wasm, &lld::wasm::link};
  const lld::Result result = lld::lldMain(arguments, stream, stream, {driver});
  if (result.retCode != 0) throw CodegenError("the wasm linker refused: " + words);
}

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
  run_lld(arguments);
  return read_file(output);
}

std::vector<char> link_wasm(const std::vector<char>& object, const core::Contract& contract, const Layout& layout) {
  std::vector<char> module = link({object, {}, {"--export=__heap_base"}});
  append_wasm_section(module, "surety.layout", layout_json(contract, layout));
  return module;
}

}  // namespace surety::codegen
