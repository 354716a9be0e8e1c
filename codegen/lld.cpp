// lld.cpp -- see lld.h.
#include "codegen/lld.h"

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

#include <fstream>
#include <mutex>

#include "codegen/codegen.h"

LLD_HAS_DRIVER(wasm)
LLD_HAS_DRIVER(elf)

namespace surety::codegen {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (fs::temp_directory_path() / "surety-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw CodegenError("cannot create a temporary directory like " + pattern);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_file(const std::string& path, std::span<const char> bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw CodegenError("cannot write " + path + ": is the disk full?");
}

std::vector<char> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void run_lld(Linker linker, const std::vector<const char*>& arguments) {
  static std::mutex one_at_a_time;  // lld keeps its state in globals
  const std::lock_guard lock(one_at_a_time);
  std::string words;
  llvm::raw_string_ostream stream(words);
  const lld::DriverDef driver =
      linker == Linker::wasm ? lld::DriverDef{lld::Wasm, &lld::wasm::link} : lld::DriverDef{lld::Gnu, &lld::elf::link};
  const lld::Result result = lld::lldMain(arguments, stream, stream, {driver});
  if (result.retCode != 0) throw CodegenError("the linker refused: " + words);
}

}  // namespace surety::codegen
