// spans_test.cpp -- the span of a node is exactly its text, whatever bytes stand before it.
#include "tests/catch.h"
#include "tests/unit/syntax/parse_text.h"

namespace {

using namespace surety::syntax;

const Expr& body(const ParsedText& parsed, std::size_t declaration) {
  return *std::get<FnDecl>(parsed.unit->declarations.at(declaration).node).body;
}

TEST_CASE("spans are bytes of the text") {
  for (const char* before : {"", "\xef\xbb\xbf", "// é😀\n", "/* \xc3\xa9 */\r\n"}) {
    const ParsedText parsed(std::string(before) +
                            "contract A { fn f(t: T) -> bool = (t.x + 1 USD) > g(3 )  pot p : USD }");
    INFO(parsed.shown());
    REQUIRE(parsed.sink.diagnostics().empty());
    const auto text = [&](surety::source::Span span) { return std::string(parsed.sources.text(span)); };
    const Expr& comparison = body(parsed, 0);
    CHECK(text(comparison.span) == "(t.x + 1 USD) > g(3 )");
    const auto& binary = std::get<BinaryExpr>(comparison.node);
    CHECK(text(binary.op_span) == ">");
    CHECK(text(binary.left->span) == "(t.x + 1 USD)");
    const auto& sum = std::get<BinaryExpr>(binary.left->node);
    CHECK(text(sum.left->span) == "t.x");
    CHECK(text(sum.right->span) == "1 USD");
    CHECK(text(std::get<NumberLiteral>(sum.right->node).unit->span) == "USD");
    CHECK(text(std::get<CallExpr>(binary.right->node).function.span) == "g");
    CHECK(text(parsed.unit->declarations.at(1).span) == "pot p : USD");
    CHECK(text(parsed.unit->name.span) == "A");
  }
}

TEST_CASE("units of numbers keep their exponents") {
  const ParsedText parsed("contract A { fn f() -> x = 3 USD^2*s/ETH^3/m  fn g() -> x = 5 1/s  fn h() -> x = 2.50% }");
  REQUIRE(parsed.sink.diagnostics().empty());
  const auto unit = [&](std::size_t i) { return *std::get<NumberLiteral>(body(parsed, i).node).unit; };
  const UnitExpr product = unit(0);
  REQUIRE(product.factors.size() == 4);
  CHECK(product.factors[0].exponent == 2);
  CHECK(product.factors[1].exponent == 1);
  CHECK(product.factors[2].exponent == -3);
  CHECK(product.factors[3].exponent == -1);
  REQUIRE(unit(1).factors.size() == 1);
  CHECK(unit(1).factors[0].exponent == -1);
  CHECK(unit(2).factors.at(0).name.text == "%");
  CHECK(std::get<NumberLiteral>(body(parsed, 2).node).digits == "2.50");
}

}  // namespace
