// compile_perp -- compiles a contract to an object and a header for the benchmark to link, and says how long each
// target takes: compile_perp CONTRACT OBJECT HEADER, or compile_perp CONTRACT alone for the times.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"

namespace {

void write(const char* path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

double milliseconds(auto work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int count, char** words) {
  if (count != 2 && count != 4) {
    std::cerr << "usage: compile_perp CONTRACT [OBJECT HEADER]\n";
    return 2;
  }
  const surety::check::Compiled compiled = surety::check::compile_file(words[1], {});
  if (!compiled.contract) {
    std::cerr << words[1] << " has errors\n";
    return 1;
  }
  const surety::core::Contract& contract = *compiled.contract;
  std::vector<char> object;
  std::vector<char> module;
  const double native = milliseconds([&] { object = surety::codegen::native_object(contract).bytes; });
  const double wasm = milliseconds([&] { module = surety::codegen::wasm_module(contract).bytes; });
  fmt::print("native object {:.0f} ms, {} bytes; wasm module {:.0f} ms, {} bytes\n", native, object.size(), wasm,
             module.size());
  if (count == 4) {
    write(words[2], {object.data(), object.size()});
    write(words[3], surety::codegen::c_header(contract));
  }
  return 0;
}
