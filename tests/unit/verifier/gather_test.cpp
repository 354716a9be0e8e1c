// gather_test.cpp -- choices that occur only as their sum become one unknown; those that occur otherwise stay.
#include "verifier/prove/gather.h"

#include <algorithm>

#include "tests/catch.h"
#include "verifier/term/traverse.h"

using namespace surety;
using namespace surety::term;
using verify::strategy::formulas_of;
using verify::strategy::gathered;
using verify::strategy::Marked;

namespace {

std::size_t choices(Arena& arena, const std::vector<Bool>& formulas) {
  Mentioned mentioned(arena);
  for (const Bool formula : formulas) mentioned.visit(formula);
  return static_cast<std::size_t>(std::ranges::count_if(
      mentioned.atoms(), [&](std::uint32_t atom) { return arena.atom(atom).kind == AtomKind::choose; }));
}

/// What is owed in a market: nothing, or up to 10.
Int owed(Arena& arena, const std::string& market) {
  const Int due = arena.variable("due in " + market, {Integer(0), Integer(1)});
  const Int amount = arena.variable("amount in " + market, {Integer(0), Integer(10)});
  return arena.choose(arena.equal(due, arena.integer(Integer(1))), amount, arena.integer(Integer(0)));
}

std::vector<Bool> gathered_from(Arena& arena, const std::vector<Bool>& formulas) {
  std::vector<Marked> marked;
  for (const Bool formula : formulas) marked.push_back({formula});
  return formulas_of(gathered(arena, std::move(marked)));
}

}  // namespace

TEST_CASE("what is owed in two markets, seen before and after a step as one sum, is one unknown within 0 and 20") {
  Arena arena;
  const Int equity = arena.variable("equity");
  const Int paid = arena.variable("paid");
  const Int sum = arena.add(owed(arena, "BTC"), owed(arena, "ETH"));
  const Bool before = arena.less_equal(sum, equity);
  const Bool after = arena.less_equal(sum, arena.subtract(equity, paid));
  const std::vector<Bool> result = gathered_from(arena, {before, after});
  CHECK(choices(arena, result) == 0);
  const Bounds& declared = [&]() -> const Bounds& {
    Mentioned mentioned(arena);
    mentioned.visit(result.back());
    return arena.atom(*mentioned.atoms().begin()).declared;
  }();
  CHECK(declared.low == Integer(0));
  CHECK(declared.high == Integer(20));
  REQUIRE(result.size() == 4);
}

TEST_CASE("choices that are seen apart, multiplied, or within something else stay what they are") {
  Arena arena;
  const Int x = arena.variable("x");
  const Int one = owed(arena, "BTC");
  const Int other = owed(arena, "ETH");
  const Bool together = arena.less_equal(arena.add(one, other), x);
  const std::vector<Bool> apart = {together, arena.less_equal(one, arena.scale(x, Integer(2)))};
  CHECK(gathered_from(arena, apart) == apart);
  const std::vector<Bool> weighted = {arena.less_equal(arena.add(one, arena.scale(other, Integer(2))), x)};
  CHECK(gathered_from(arena, weighted) == weighted);
  const std::vector<Bool> multiplied = {together, arena.less_equal(arena.multiply(one, x), x)};
  CHECK(gathered_from(arena, multiplied) == multiplied);
  const std::vector<Bool> within = {together, arena.less_equal(arena.absolute(arena.subtract(one, x)), x)};
  CHECK(gathered_from(arena, within) == within);
}

TEST_CASE("a choice inside of what a limit speaks of stays there what it is") {
  Arena arena;
  const Int x = arena.variable("x");
  const Int one = owed(arena, "BTC");
  const Int other = owed(arena, "ETH");
  const Bool together = arena.less_equal(arena.add(one, other), x);
  const Bool limit = arena.less_equal(arena.integer(Integer(3)), arena.absolute(arena.subtract(one, x)));
  const std::vector<Bool> result = gathered_from(arena, {together, limit});
  CHECK(std::ranges::find(result, limit) != result.end());
  CHECK(choices(arena, {result.front()}) == 0);
}
