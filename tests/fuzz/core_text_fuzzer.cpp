// core_text_fuzzer.cpp -- core's text form: any bytes give a contract or an error, and what was read prints to a text
// that reads back to the same text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/core/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace surety::core;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto first = parse_text(text);
  const auto* contract = std::get_if<Contract>(&first);
  if (contract == nullptr || validate(*contract)) return 0;
  const std::string printed = print(*contract);
  const auto second = parse_text(printed);
  const auto* again = std::get_if<Contract>(&second);
  if (again == nullptr || print(*again) != printed) std::abort();
  return 0;
}
