// diagnostics_test.cpp -- what the front end says to wrong contracts, word for word.
//
// tests/golden/diagnostics/GROUP/NAME.surety is compiled as `surety check` would do it. Each file should show one
// mistake, and several where it is about their order or about recovery.
#include <set>

#include "compiler/check/compile.h"
#include "tests/catch.h"
#include "tests/golden/golden_files.h"

namespace {

using namespace surety;

/// Where the library is differs from place to place.
std::string without_folder(std::string text) {
  const std::string folder = std::filesystem::path(SURETY_STDLIB_DIR).parent_path().string() + "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size());
  return text;
}

TEST_CASE("diagnostics are worded as expected") {
  for (const auto& input : golden::inputs("diagnostics", ".surety")) {
    DYNAMIC_SECTION(input.string()) {
      const check::Compiled compiled = check::compile_file(input, {SURETY_STDLIB_DIR});
      golden::compare(input, without_folder(source::render(compiled.sources, compiled.sink, false)));
      CHECK_FALSE(compiled.sink.diagnostics().empty());
    }
  }
}

TEST_CASE("a file that cannot be read is a diagnostic") {
  for (const char* path : {"no/such/file.surety", "diagnostics"}) {
    const check::Compiled compiled = check::compile_file(path, {});
    INFO(path);
    REQUIRE(compiled.sink.diagnostics().size() == 1);
    CHECK(compiled.sink.diagnostics().front().message == source::Message::unreadable_file);
    CHECK_FALSE(compiled.contract);
  }
}

TEST_CASE("expectations name registered codes only") {
  std::set<std::string> registered;
  for (const source::MessageInfo& message : source::all_messages()) registered.insert(std::string(message.code));
  for (const auto& expectation : golden::inputs("diagnostics", ".expected")) {
    const std::string text = golden::read_file(expectation);
    INFO(expectation.string());
    for (const char* opening : {"error[", "warning["}) {
      for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
        const std::size_t begin = text.find('[', at) + 1;
        CHECK(registered.contains(text.substr(begin, text.find(']', begin) - begin)));
      }
    }
  }
}

}  // namespace
