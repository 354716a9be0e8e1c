// compile_perp -- compiles a contract to an object, a header and a wasm module for the benchmarks to link, and says how
// long each target takes: compile_perp CONTRACT [STEM] [--no-facts] writes STEM.o, STEM.h and STEM.wasm.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"

namespace {

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

double milliseconds(auto work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> names(words + 1, words + count);
  const surety::codegen::Options options{.facts = std::erase(names, "--no-facts") == 0, .proved = {}};
  if (names.empty() || names.size() > 2) {
    std::cerr << "usage: compile_perp CONTRACT [STEM] [--no-facts]\n";
    return 2;
  }
  const surety::check::Compiled compiled = surety::check::compile_file(names[0], {});
  if (!compiled.contract) {
    std::cerr << names[0] << " has errors\n";
    return 1;
  }
  const surety::core::Contract& contract = *compiled.contract;
  std::vector<char> object;
  std::vector<char> module;
  const double native = milliseconds([&] { object = surety::codegen::native_object(contract, options).bytes; });
  const double wasm = milliseconds([&] { module = surety::codegen::wasm_module(contract, options).bytes; });
  fmt::print("native object {:.0f} ms, {} bytes; wasm module {:.0f} ms, {} bytes\n", native, object.size(), wasm,
             module.size());
  if (names.size() == 2) {
    write(names[1] + ".o", {object.data(), object.size()});
    write(names[1] + ".h", surety::codegen::c_header(contract));
    write(names[1] + ".wasm", {module.data(), module.size()});
  }
  return 0;
}
