// source_fuzzer.cpp -- the front end: any bytes give a contract or at least one diagnostic that can be shown, and a
// contract is one that core accepts.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/check/compile.h"
#include "compiler/core/text.h"
#include "compiler/source/diagnostic.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surety;
  const check::Compiled compiled =
      check::compile_text("fuzz.surety", std::string(reinterpret_cast<const char*>(data), size), {"stdlib"});
  const std::string shown = source::render(compiled.sources, compiled.sink, false);
  if (!compiled.contract && shown.empty()) std::abort();
  if (compiled.contract && core::validate(*compiled.contract)) std::abort();
  return 0;
}
