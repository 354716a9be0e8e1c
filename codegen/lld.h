// lld.h -- the linker in this process, and the private files it reads and writes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace surety::codegen {

/// A directory of our own that ends with the object. Throws CodegenError where there can be none.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();
  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Throws CodegenError where the disk refuses.
void write_file(const std::string& path, std::span<const char> bytes);
std::vector<char> read_file(const std::string& path);

enum class Linker { wasm, elf };
/// Runs lld; `arguments[0]` is the name it goes by. One link at a time. Throws CodegenError with lld's words.
void run_lld(Linker linker, const std::vector<const char*>& arguments);

}  // namespace surety::codegen
