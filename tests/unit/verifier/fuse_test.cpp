// fuse_test.cpp -- factors that occur only together become one unknown, others stay; marks tell what a formula came
// from.
#include "verifier/prove/fuse.h"

#include <algorithm>

#include "tests/catch.h"
#include "verifier/term/traverse.h"

using namespace surety;
using namespace surety::term;
using verify::strategy::fused;
using verify::strategy::mark;
using verify::strategy::Marked;

namespace {

std::size_t unknowns(Arena& arena, const std::vector<Bool>& formulas) {
  Mentioned mentioned(arena);
  for (const Bool formula : formulas) mentioned.visit(formula);
  return mentioned.atoms().size();
}

}  // namespace

TEST_CASE("a size and a mark that are only seen as a notional are one unknown with the product's range") {
  Arena arena;
  const Int size = arena.variable("size", {Integer(-10), Integer(10)});
  const Int mark_price = arena.variable("mark", {Integer(2), Integer(5)});
  const Int z = arena.variable("z");
  const Int notional = arena.multiply(arena.absolute(size), mark_price);
  const Bool low = arena.less_equal(arena.integer(Integer(2)), mark_price);
  const Bool high = arena.less_equal(mark_price, arena.integer(Integer(5)));
  const Bool covered = arena.less_equal(notional, z);
  const std::vector<Bool> result = fused(arena, {low, high, covered});
  CHECK(unknowns(arena, result) == 2);
  const Int w = arena.subtract(z, arena.of(arena.polynomial(arena.node(result.front()).polynomial)));
  CHECK(std::ranges::find(result, arena.nonnegative(w)) != result.end());
  CHECK(std::ranges::find(result, arena.less_equal(w, arena.integer(Integer(50)))) != result.end());
}

TEST_CASE("factors that are seen elsewhere stay what they are") {
  Arena arena;
  const Int x = arena.variable("x");
  const Int y = arena.variable("y");
  const Int product = arena.multiply(x, y);
  const std::vector<Bool> alone = {arena.nonnegative(product), arena.equal(x, arena.add(y, product))};
  CHECK(fused(arena, alone) == alone);
  const std::vector<Bool> squared = {arena.nonnegative(arena.add(product, arena.multiply(x, product)))};
  CHECK(fused(arena, squared) == squared);
  const std::vector<Bool> inside = {arena.nonnegative(product),
                                    arena.nonnegative(arena.quotient(x, arena.integer(Integer(3))))};
  CHECK(fused(arena, inside) == inside);
  const std::vector<Bool> magnitude = {arena.nonnegative(product),
                                       arena.less_equal(arena.integer(Integer(3)), arena.absolute(x))};
  CHECK(fused(arena, magnitude) == magnitude);
}

TEST_CASE("simplification tells what each formula was made from") {
  Arena arena;
  const Int x = arena.variable("x");
  const Int y = arena.variable("y");
  const Bool definition = arena.equal(x, arena.add(y, arena.integer(Integer(1))));
  const Bool positive = arena.less(arena.integer(Integer(0)), x);
  const Bool other = arena.nonnegative(arena.variable("z"));
  const auto result = verify::strategy::simplified(
      arena, std::vector<Marked>{{definition, mark(0)}, {positive, mark(1)}, {other, mark(2)}});
  REQUIRE(result.size() == 2);
  for (const Marked& one : result) CHECK(one.marks == (one.formula == other ? mark(2) : mark(0) | mark(1)));
  const auto none = verify::strategy::simplified(
      arena, std::vector<Marked>{{positive, mark(1)}, {other, mark(2)}, {arena.negate(positive), mark(3)}});
  REQUIRE(none.size() == 1);
  CHECK(arena.value(none.front().formula) == false);
  CHECK(none.front().marks == (mark(1) | mark(3)));
}
