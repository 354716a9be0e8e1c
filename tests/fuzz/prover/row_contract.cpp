// row_contract.cpp -- see row_contract.h.
#include "tests/fuzz/prover/row_contract.h"

#include <fmt/format.h>

#include <vector>

#include "verifier/trace/random.h"

namespace surety::test {

namespace {

using verify::trace::Random;

constexpr const char* contract_before = R"(contract Rows {
  account T { x : ratio @ 0 in 0 .. 2  y : ratio @ 0 in 0 .. 2 }
  account S { z : ratio @ 0 in 0 .. 1 }
  state one : ratio @ 0 in 0 .. 1 = 0
  action put(n: ratio @ 0 in 0 .. 2) { require T[caller].y == 0  T[caller].x = n }
  action mark(n: ratio @ 0 in 0 .. 2) { require T[caller].x < 2  T[caller].y = n }
  action sign() { require one == 1  S[caller].z = 1 }
  action raise() { one = 1 }
  action look() { require one == 1 }
  invariant kept: forall t in T: t.x < 2 or t.y == 0
  invariant unsigned_first: one == 1 or (forall s in S: s.z == 0)
)";

class RowMaker {
 public:
  explicit RowMaker(std::uint64_t seed) : random_(seed) {}

  std::string contract() {
    std::string text = contract_before;
    text += fmt::format("  invariant i: {}\n", claim(1, false));
    for (int i = 0; i < 6; ++i)
      text +=
          fmt::format("  rule r{}: after {}: {}\n", i, one_of({"look()", "raise()", "put(n)"}), claim(depth(), true));
    text += fmt::format("  test \"t\" for all (a: party) {{ a: look()  expect {} }}\n", claim(1, false));
    return text + "}\n";
  }

 private:
  std::string one_of(const std::vector<std::string>& words) { return words[random_.below(words.size())]; }

  unsigned depth() { return random_.percent(25) ? 2 : 1; }
  std::string claim(unsigned depth, bool rule) {
    if (depth == 0 || random_.percent(10)) {
      const std::string quantified = random_.percent(15) ? about_two() : about_one();
      return rule && random_.percent(20) ? fmt::format("before({})", quantified) : quantified;
    }
    const std::string a = claim(depth - 1, rule);
    const std::string b = claim(depth - 1, rule);
    switch (random_.below(8)) {
      case 0: return fmt::format("({} and {})", a, b);
      case 1: return fmt::format("({} implies {})", a, b);
      case 2: return fmt::format("({} == {})", a, b);
      case 3: return fmt::format("(if one == 1 then {} else {})", a, b);
      case 4: return fmt::format("(if {} then {} else {})", claim(0, rule), a, b);
      case 5: return fmt::format("({} or not {})", a, b);
      default: return fmt::format("({} or {})", a, b);
    }
  }

  std::string quantifier() { return one_of({"forall", "forall", "exists"}); }
  std::string about_one() {
    if (random_.percent(20)) return fmt::format("({} s in S: s.z == {})", quantifier(), random_.below(2));
    return fmt::format("({} t in T: {})", quantifier(), of_row("t"));
  }
  std::string about_two() {
    return fmt::format("({} t in T: {} ({} u in T: {} {} {}))", quantifier(),
                       one_of({"t.x == 0 or", "t.y > 0 and", ""}), quantifier(), of_row("u"), one_of({"or", "and"}),
                       of_both());
  }
  std::string of_row(const std::string& row) {
    const std::string field = row + one_of({".x", ".y"});
    switch (random_.below(6)) {
      case 0: return fmt::format("{} == {}", field, random_.below(3));
      case 1: return fmt::format("{} != {}", field, random_.below(3));
      case 2: return fmt::format("{} <= 1", field);
      case 3: return fmt::format("{0}.x + {0}.y <= {1}", row, 1 + random_.below(3));
      case 4: return fmt::format("({} == 1 or (6 / ({} - 1) to ratio @ 0 down) > 2)", field, field);
      default: return fmt::format("(2 / ({} + {}) to ratio @ 0 down) <= 2", field, random_.below(2));
    }
  }
  std::string of_both() {
    return one_of({"u.x != t.x", "u.y == t.y", "t.party == u.party", "u.x + t.x <= 3", "u.y <= t.x", "u.x > 0"});
  }

  Random random_;
};

}  // namespace

std::string row_contract(std::uint64_t seed) { return RowMaker(seed).contract(); }

}  // namespace surety::test
