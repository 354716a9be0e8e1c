// syntax_fuzzer.cpp -- the parser: any bytes give a tree or a diagnostic that can be shown, and the tree of a sound
// text, printed and parsed again, prints the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/syntax/parse.h"
#include "compiler/syntax/print.h"

namespace {

using namespace surety;

std::optional<std::string> print_back(std::string text, bool& sound) {
  source::SourceMap sources;
  source::Sink sink;
  const source::FileId file = sources.add("fuzz.surety", std::move(text));
  const std::optional<syntax::Unit> unit = syntax::parse(sources, file, sink);
  sound = sink.diagnostics().empty();
  if (!sound && source::render(sources, sink, false).empty()) std::abort();
  if (!unit && sound) std::abort();
  if (!unit) return std::nullopt;
  return syntax::print(*unit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bool sound = false;
  const auto printed = print_back(std::string(reinterpret_cast<const char*>(data), size), sound);
  if (!printed || !sound) return 0;
  const auto again = print_back(*printed, sound);
  if (!sound || again != printed) std::abort();
  return 0;
}
