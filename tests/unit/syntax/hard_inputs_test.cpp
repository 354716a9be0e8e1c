// hard_inputs_test.cpp -- texts that nobody would write and that must not hurt: they are made here, since no repository
// should hold them.
#include "tests/catch.h"
#include "tests/unit/syntax/parse_text.h"

namespace {

using surety::source::Message;
using surety::syntax::ParsedText;

std::string repeat(const std::string& text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::string function_of(const std::string& expression) {
  return "contract A { fn f(x: ratio) -> ratio = " + expression + " }";
}

TEST_CASE("a file of fifty megabytes is refused without being read") {
  const ParsedText parsed(std::string(50U << 20U, 'x'));
  CHECK(parsed.sink.diagnostics().size() == 1);
  CHECK(parsed.reports(Message::file_too_large));
  CHECK(parsed.shown().find("the file has 50 MB; at most 8 MB can be read") != std::string::npos);
  CHECK(parsed.shown().size() < 1000);
}

TEST_CASE("nesting has a limit in every form") {
  for (const auto& [open, close] : {std::pair{"(", ")"}, {"f(", ")"}, {"t[", "]"}}) {
    INFO(open);
    CHECK(ParsedText(function_of(repeat(open, 100) + "x" + repeat(close, 100))).sink.diagnostics().empty());
    CHECK(ParsedText(function_of(repeat(open, 100'000) + "x" + repeat(close, 100'000)))
              .reports(Message::nested_too_deep));
  }
  CHECK(ParsedText(repeat("{", 100'000)).reports(Message::nested_too_deep));
}

TEST_CASE("chains without brackets have a limit too") {
  for (const char* link : {"not ", "- ", "if a then b else ", "forall t in T: ", "a implies ", "a + ", "a and "}) {
    INFO(link);
    CHECK(ParsedText(function_of(repeat(link, 200) + "x")).sink.diagnostics().empty());
    CHECK(ParsedText(function_of(repeat(link, 20'000) + "x")).reports(Message::nested_too_deep));
  }
  CHECK(ParsedText(function_of("x" + repeat(".y", 20'000))).reports(Message::nested_too_deep));
  const std::string ladder = repeat("if x > 0 { } else ", 20'000) + "{ }";
  CHECK(ParsedText("contract A { action a() { " + ladder + " } }").reports(Message::nested_too_deep));
}

TEST_CASE("long contracts are no deep ones") {
  CHECK(ParsedText("contract A { " + repeat("pot p : USD ", 5'000) + "}").unit->declarations.size() == 5'000);
  CHECK(ParsedText("contract A { action a() { " + repeat("x = 1 ", 5'000) + "} }").sink.diagnostics().empty());
}

TEST_CASE("bytes that are no text are named with their place") {
  for (const char* bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
    const ParsedText parsed("contract A {\n    // " + std::string(bytes) + "\n}");
    INFO(parsed.shown());
    CHECK(parsed.reports(Message::invalid_utf8));
    CHECK(parsed.shown().find("test.surety:2:8") != std::string::npos);
  }
  const ParsedText with_nul(std::string("contract A {\0 }", 15));
  CHECK(with_nul.reports(Message::nul_byte));
  CHECK(with_nul.shown().find("test.surety:1:13") != std::string::npos);
}

TEST_CASE("texts of nothing or noise give an error that can be shown") {
  for (const std::string& text :
       {std::string(), std::string("\n\n\n"), std::string("\xef\xbb\xbf"), std::string("}"), std::string("\""),
        std::string("/*"), std::string("contract"), std::string("contract A {"), std::string("\x01\x02\x1b[31m"),
        repeat("}", 10'000), repeat("a ", 10'000), repeat("\"", 10'000), repeat("contract A { ", 200),
        std::string(100'000, '/')}) {
    const ParsedText parsed(text);
    CHECK(parsed.sink.has_errors());
    CHECK_FALSE(parsed.shown().empty());
    CHECK(parsed.shown().find('\x1b') == std::string::npos);
  }
}

TEST_CASE("errors are limited in number") {
  const ParsedText parsed("contract A {\n" + repeat("pot USD\n", 10'000) + "}");
  CHECK(parsed.reports(Message::too_many_errors));
  CHECK(parsed.sink.diagnostics().size() == 51);
}

TEST_CASE("one error does not hide a sound declaration") {
  const ParsedText parsed("contract A {\n pot a : USD\n pot USD\n pot c : USD\n}");
  CHECK(parsed.sink.diagnostics().size() == 1);
  CHECK(parsed.unit->declarations.size() == 2);
}

}  // namespace
