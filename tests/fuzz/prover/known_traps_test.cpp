// known_traps_test.cpp -- contracts that a careless prover gets wrong, each with the reason why.
#include "tests/catch.h"
#include "tests/fuzz/prover/soundness.h"

namespace surety::test {
namespace {

std::string contract(const std::string& body) {
  return "contract Trap {\n  asset USD { decimals 0  supply 3 }\n  unit LOT { decimals 0 }\n" + body + "}\n";
}

/// The verdict of each property, as "i0 proved", …; fails where brute force disagrees with one.
std::vector<std::string> verdicts(const std::string& name, const std::string& body) {
  Tally tally;
  examine_text(name, contract(body), {}, tally);
  INFO(report(tally));
  CHECK(tally.errors.empty());
  std::vector<std::string> lines;
  for (const std::string& line : tally.verdict_lines) lines.push_back(line.substr(name.size() + 1));
  return lines;
}

bool contains(const std::vector<std::string>& lines, const std::string& line) {
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

TEST_CASE("a false invariant makes no step impossible") {
  const auto lines = verdicts("sand", R"(
  account T { held : LOT in 0 .. 2 }
  action grow(n: LOT in 0 .. 1) { my.held += n }
  invariant i0: forall t in T: t.held > 2 LOT
  rule r0: after grow(n): n == 1 LOT
)");
  CHECK(contains(lines, "i0 violated"));
  CHECK(contains(lines, "r0 violated"));
}

TEST_CASE("a sum over rows as they were is no product of one row and a total") {
  const auto lines = verdicts("old rows", R"(
  account T { x : LOT in 0 .. 2  y : LOT in 0 .. 2 }
  action set_x(n: LOT in 0 .. 2) { my.x = n }
  action set_y(n: LOT in 0 .. 2) { my.y = n }
  rule r0: after advance: sum(t in T: before(t.x) * t.x) * sum(t in T: t.y) == sum(t in T: before(t.x) * t.y) * sum(t in T: t.x)
)");
  CHECK(contains(lines, "r0 violated"));
}

TEST_CASE("a write through one name is seen through the other") {
  const auto lines = verdicts("alias", R"(
  account T { held : LOT in -2 .. 2 }
  action shift(p: party, q: party, n: LOT in -1 .. 1) {
    let old = T[q].held
    T[p].held += n
    T[q].held = old - n
  }
  action fine(p: party, q: party, n: LOT in -1 .. 1) {
    T[p].held += n
    T[q].held -= n
  }
  rule r0: after shift(p, q, n): sum(t in T: t.held) == before(sum(t in T: t.held))
  rule r1: after fine(p, q, n): sum(t in T: t.held) == before(sum(t in T: t.held))
)");
  CHECK(contains(lines, "r0 violated"));
  CHECK(contains(lines, "r1 proved"));
}

TEST_CASE("a quotient by a divisor of either sign") {
  const auto lines = verdicts("signs", R"(
  state q : LOT in -4 .. 4 = 0
  action set_q(a: LOT in -2 .. 2, d: LOT in -2 .. 2) {
    q = if d == 0 LOT then 0 LOT else a * 1 LOT / d to LOT down
  }
  rule r0: after set_q(a, d): d != 0 implies abs(q * d) <= abs(a * 1 LOT) + abs(d * 1 LOT)
  rule r1: after set_q(a, d): d != 0 implies q * d <= a * 1 LOT
  rule r2: after set_q(a, d): d > 0 implies q * d <= a * 1 LOT
)");
  CHECK(contains(lines, "r0 proved"));
  CHECK(contains(lines, "r1 violated"));
  CHECK(contains(lines, "r2 proved"));
}

}  // namespace
}  // namespace surety::test
