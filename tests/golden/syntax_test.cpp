// syntax_test.cpp -- what the parser makes of every construct, printed back, and its words for texts that are no
// contract.
//
// tests/golden/syntax holds right texts, whose expectation is the printed tree. The wrong texts of
// tests/golden/diagnostics/syntax belong to diagnostics_test.cpp; here they are only parsed and must give errors.
#include "compiler/syntax/format.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/print.h"
#include "tests/catch.h"
#include "tests/golden/golden_files.h"

namespace {

using namespace surety;

struct Parsed {
  source::SourceMap sources;
  source::Sink sink;
  std::optional<syntax::Unit> unit;
};

Parsed parse(const std::string& name, const std::string& text) {
  Parsed result;
  const source::FileId file = result.sources.add(name, text);
  result.unit = syntax::parse(result.sources, file, result.sink);
  return result;
}

// Parentheses, numbers and layout are normalised by printing, so printing what was printed changes nothing.
void check_round_trip(const std::string& printed) {
  const Parsed again = parse("printed", printed);
  INFO(printed << source::render(again.sources, again.sink, false));
  REQUIRE(again.sink.diagnostics().empty());
  REQUIRE(again.unit);
  CHECK(syntax::print(*again.unit) == printed);
}

std::string formatted(const std::string& text) {
  source::SourceMap sources;
  source::Sink sink;
  const auto result = syntax::format(sources, sources.add("formatted", text), sink);
  INFO(text << source::render(sources, sink, false));
  REQUIRE(result);
  return *result;
}

// The layout changes spaces only: same tree, and nothing left to change.
void check_format(const std::string& text, const std::string& printed) {
  const std::string once = formatted(text);
  CHECK(formatted(once) == once);
  CHECK(syntax::print(*parse("formatted", once).unit) == printed);
}

TEST_CASE("texts are laid out as expected") {
  for (const auto& input : golden::inputs("format", ".surety")) {
    DYNAMIC_SECTION(input.string()) { golden::compare(input, formatted(golden::read_file(input))); }
  }
}

TEST_CASE("right texts parse to the expected tree") {
  for (const auto& input : golden::inputs("syntax", ".surety")) {
    DYNAMIC_SECTION(input.string()) {
      const Parsed parsed = parse(input.string(), golden::read_file(input));
      INFO(source::render(parsed.sources, parsed.sink, false));
      REQUIRE(parsed.sink.diagnostics().empty());
      REQUIRE(parsed.unit);
      const std::string printed = syntax::print(*parsed.unit);
      golden::compare(input, printed);
      check_round_trip(printed);
      check_format(golden::read_file(input), printed);
    }
  }
}

TEST_CASE("examples and library parse, and print to the same tree") {
  const std::filesystem::path root = std::filesystem::path(SURETY_GOLDEN_DIR).parent_path().parent_path();
  for (const char* folder : {"examples", "stdlib"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".surety") continue;
      const bool not_surety = entry.path().parent_path().filename() == "rari_2022" && entry.path().stem() == "broken";
      if (not_surety) continue;  // it shows what cannot be written
      INFO(entry.path().string());
      const Parsed parsed = parse(entry.path().filename().string(), golden::read_file(entry.path()));
      INFO(source::render(parsed.sources, parsed.sink, false));
      CHECK(parsed.sink.diagnostics().empty());
      REQUIRE(parsed.unit);
      check_round_trip(syntax::print(*parsed.unit));
      check_format(golden::read_file(entry.path()), syntax::print(*parsed.unit));
    }
  }
}

TEST_CASE("wrong texts are errors already when parsed") {
  for (const auto& input : golden::inputs("diagnostics/syntax", ".surety")) {
    const Parsed parsed = parse(input.string(), golden::read_file(input));
    INFO(input.string());
    CHECK(parsed.sink.has_errors());
  }
}

// The lines of a text with one more between them.
std::string with_line(const std::string& text, std::size_t at, const std::string& line) {
  return text.substr(0, at) + line + "\n" + text.substr(at);
}

TEST_CASE("every message says what was expected, whatever line is put in") {
  for (const auto& input : golden::inputs("syntax", ".surety")) {
    const std::string text = golden::read_file(input);
    for (std::size_t at = 0; at != std::string::npos && at < text.size(); at = text.find('\n', at + 1)) {
      for (const char* line :
           {"widget", "7", "%", "= 3", "/ move", "widget Paid(amount: USD)", "USD / {", "\"text\""}) {
        const Parsed parsed = parse("line put in", with_line(text, at == 0 ? 0 : at + 1, line));
        const std::string shown = source::render(parsed.sources, parsed.sink, false);
        INFO(shown);
        CHECK(shown.find("expected ,") == std::string::npos);
        CHECK(shown.find("something else") == std::string::npos);
      }
    }
  }
}

}  // namespace
