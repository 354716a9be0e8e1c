// artifact_fuzzer.cpp -- what the gate is given: any bytes are taken apart or refused, and what was taken apart can be
// put together again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "codegen/cost/worst_case.h"
#include "codegen/sections.h"

namespace {

using namespace surety::codegen;

/// A text put in comes out, and the code stays.
void check_sections(std::span<const char> bytes) {
  try {
    const Carried carried = without_text(bytes, "surety.note");
    const Carried again = without_text(with_text(carried.code, "surety.note", "a text"), "surety.note");
    if (again.text != "a text" || again.code != carried.code) std::abort();
  } catch (const ArtifactError&) {
    return;
  }
}

void check_cost(std::span<const char> bytes) {
  try {
    const wasm::Module module = wasm::read_module(bytes);
    const wasm::LoopBounds nothing;
    wasm::WorstCase worst(module, nothing);
    for (const auto& [name, index] : module.exports) {
      const wasm::Bound& bound = worst.of(index);
      if (!bound.instructions && bound.reason.empty()) std::abort();
    }
  } catch (const wasm::ModuleError&) {
    return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const char> bytes(reinterpret_cast<const char*>(data), size);
  if (size >= 4 && data[0] == 0) check_sections(bytes);  // ELF is read by LLVM, whose readers are fuzzed at home
  check_cost(bytes);
  return 0;
}
