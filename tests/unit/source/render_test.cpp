// render_test.cpp -- the shape of a printed diagnostic.
#include <algorithm>

#include "compiler/source/diagnostic.h"
#include "tests/catch.h"

namespace {

using namespace surety::source;

// A file with a diagnostic's parts given by the text they mark.
class Page {
 public:
  explicit Page(const std::string& text, const std::string& name = "perp.surety") : file_(sources.add(name, text)) {}
  [[nodiscard]] Span find(const std::string& text) const {
    const auto at = static_cast<std::uint32_t>(sources.text(file_).find(text));
    return {file_, at, at + static_cast<std::uint32_t>(text.size())};
  }
  [[nodiscard]] std::string shown(bool colour = false) const { return "\n" + render(sources, sink, colour); }

  SourceMap sources;
  Sink sink;

 private:
  FileId file_;
};

TEST_CASE("labels stand beside and below their marks") {
  Page page("fn\n    return t.quote + t.size\n");
  report(page.sink, Message::chained_comparison, page.find("+"))
      .label(page.find("t.quote"), "USD")
      .label(page.find("t.size"), "ETH")
      .help("multiply by a price first");
  CHECK(page.shown() == R"(
error[S0114]: comparisons cannot be chained
 --> perp.surety:2:20
  |
2 |     return t.quote + t.size
  |            ------- ^ ------ ETH
  |            USD
  = help: multiply by a price first
)");
}

TEST_CASE("several hanging labels do not overlap") {
  Page page("aa bb cc dd\n");
  report(page.sink, Message::chained_comparison, page.find("cc"))
      .label(page.find("cc"), "the third")
      .label(page.find("aa"), "the first")
      .label(page.find("bb"), "the second");
  CHECK(page.shown() == R"(
error[S0114]: comparisons cannot be chained
 --> perp.surety:1:7
  |
1 | aa bb cc dd
  | -- -- ^^ the third
  | |  the second
  | the first
)");
}

TEST_CASE("spans of several lines show both ends") {
  Page page("one {\n  two\n  three\n} four\n");
  report(page.sink, Message::chained_comparison, page.find("{\n  two\n  three\n}")).label(page.find("four"), "here");
  CHECK(page.shown() == R"(
error[S0114]: comparisons cannot be chained
 --> perp.surety:1:5
  |
1 | one {
  |     ^
...
4 | } four
  | ^ ---- here
)");
}

TEST_CASE("labels in another file get their own frame") {
  Page page("contract A\n");
  const FileId other = page.sources.add("lib.surety", "\n\nmodule B\n");
  report(page.sink, Message::chained_comparison, page.find("A")).label({other, 2, 8}, "declared here");
  CHECK(page.shown() == R"(
error[S0114]: comparisons cannot be chained
 --> perp.surety:1:10
  |
1 | contract A
  |          ^
 ::: lib.surety:3:1
  |
3 | module B
  | ------ declared here
)");
}

TEST_CASE("marks stand under tabs, wide characters and bytes that are no text") {
  Page page(
      "\ta\t好b \xff"
      "c d");
  report(page.sink, Message::chained_comparison, page.find("b"));
  report(page.sink, Message::chained_comparison, page.find("d"));
  const std::string shown = page.shown();
  CHECK(shown.find("1 |     a   好b \\xFFc d\n  |           ^\n") != std::string::npos);
  CHECK(shown.find("1 |     a   好b \\xFFc d\n  |                   ^\n") != std::string::npos);
}

TEST_CASE("long lines are cut to a window around the mark") {
  Page page(std::string(500, 'x') + " here " + std::string(500, 'y') + "\n");
  report(page.sink, Message::chained_comparison, page.find("here"));
  const std::string shown = page.shown();
  CHECK(shown.find("here") != std::string::npos);
  CHECK(shown.find("…x") != std::string::npos);
  CHECK(shown.find("y…") != std::string::npos);
  CHECK(shown.size() < 500);
}

TEST_CASE("diagnostics are sorted by place and coloured only on request") {
  Page page("aa\nbb\n");
  report(page.sink, Message::chained_comparison, page.find("bb"));
  report(page.sink, Message::unexpected, page.find("aa"), "x", "y");
  const std::string plain = page.shown();
  CHECK(plain.find("S0111") < plain.find("S0114"));
  CHECK(plain.find('\x1b') == std::string::npos);
  std::string coloured = page.shown(true);
  CHECK(coloured.find("\x1b[1;31merror[S0111]\x1b[0m") != std::string::npos);
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == plain);
}

TEST_CASE("every message has its own code and an explanation") {
  std::vector<std::string> codes;
  for (const MessageInfo& message : all_messages()) {
    INFO(message.name);
    CHECK(message.code.size() == 5);
    CHECK(message.explanation.size() > 30);
    codes.emplace_back(message.code);
  }
  CHECK(std::is_sorted(codes.begin(), codes.end()));
  CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
}

}  // namespace
