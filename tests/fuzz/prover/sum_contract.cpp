// sum_contract.cpp -- see sum_contract.h.
#include "tests/fuzz/prover/sum_contract.h"

#include <fmt/format.h>

#include <vector>

#include "verifier/trace/random.h"

namespace surety::test {

namespace {

using verify::trace::Random;

constexpr const char* contract_before = R"(contract Sums {
  phase Open, Shut
  param top : ratio @ 0 in 0 .. 1
  account T { k : ratio @ 0 in 0 .. 2  c : ratio @ 0 in 0 .. 1  x : ratio @ 0 in -1 .. 1  f : bool }
  state one : ratio @ 0 in 0 .. 1 = 0
  action start() { require one == 0  one = 1  my.c = 1 }
  action pair(o: party) when Open {
    require o != caller and my.k == 0 and T[o].k == 0 and my.x == 0 and T[o].x == 0
    my.k = 1  my.x = 1
    T[o].k = 2  T[o].x = -1
  }
  action flag() when Shut { my.f = true }
  action shut() when Open { become Shut }
  action look() { require one == 1 }
  invariant balanced: sum(t in T: t.x) == 0
  invariant counted: sum(t in T: t.c) == one
)";

class SumMaker {
 public:
  explicit SumMaker(std::uint64_t seed) : random_(seed) {}

  std::string contract() {
    std::string text = contract_before;
    for (int i = 0; i < 3; ++i) text += fmt::format("  invariant row{}: {}\n", i, about_rows());
    for (int i = 0; i < 6; ++i) text += fmt::format("  rule r{}: after {}: {}\n", i, step(), claim());
    return text + "}\n";
  }

 private:
  std::string one_of(const std::vector<std::string>& words) { return words[random_.below(words.size())]; }
  std::string step() { return one_of({"look()", "flag()", "shut()", "advance"}); }
  std::string comparison() { return one_of({"==", "<=", ">="}); }

  /// True of every row, or not: `k` is 0, or 1 with x = 1, or 2 with x = -1; `f` is set in phase Shut alone.
  std::string about_rows() {
    return one_of({
        "phase == Open implies (forall t in T: not t.f)",
        "forall t in T: phase == Shut or not t.f",
        "forall t in T: t.k == 0 implies t.x == 0",
        "forall t in T: t.x == (if t.k == 1 then 1 else if t.k == 2 then -1 else 0)",
        "forall t in T: (t.k == 2 implies t.x <= 0) and (t.k != 2 implies t.x >= 0)",
        "forall t in T: let j = t.k in sum(u in T: u.c * j) == one * t.k",
        "forall t in T: t.f implies t.x == 0",
        "one == 0 implies (forall t in T: t.c == 0)",
        "if phase == Open then (forall t in T: not t.f) else one <= 1",
        "forall t in T: t.c <= one",
    });
  }

  std::string claim() {
    if (random_.percent(40)) return fmt::format("{} {} {}", sum(), comparison(), sum());
    return fmt::format("{} {} {}", sum(), comparison(), one_of({"0", "0", "0", "one", "top", "2"}));
  }
  std::string sum() {
    if (random_.percent(20)) return fmt::format("count(t in T: {})", condition(2));
    const std::string added = random_.percent(40) ? fmt::format("(t.x * {})", factor()) : term(3);
    return fmt::format("sum(t in T: let j = t.k in {})", added);
  }

  /// Of the row t, whose k is also j.
  std::string term(unsigned depth) {
    if (depth == 0) return one_of({"t.x", "t.x", "t.k", "t.c", "j"});
    switch (random_.below(8)) {
      case 0: return fmt::format("(if {} then {} else {})", condition(depth - 1), term(depth - 1), term(0));
      case 1: return fmt::format("(if {} then {} else 0)", condition(depth - 1), term(0));
      case 2: return fmt::format("({} * {})", term(0), factor());
      case 3: return fmt::format("min({}, 0)", term(depth - 1));
      case 4: return fmt::format("max({}, {})", term(0), term(0));
      case 5: return fmt::format("({} + {})", term(0), term(depth - 1));
      case 6:
        return fmt::format("({} / {} to ratio @ 0 {})", term(0), one_of({"2", "(t.k + 1)", "(t.c - 1)", "one", "t.x"}),
                           one_of({"down", "up", "nearest"}));
      default: return term(0);
    }
  }
  std::string factor() {
    return one_of({"one", "top", "t.x", "before(one)", "sum(u in T: u.c * j)", "before(sum(u in T: u.c * j))",
                   "before(count(u in T: u.k == j))", "count(u in T: u.k == j)", "before(sum(u in T: u.c))",
                   "sum(u in T: u.c * t.k)"});
  }
  std::string condition(unsigned depth) {
    if (depth == 0) return one_of({"t.f", "not t.f", "t.k == 1", "t.k == 2", "t.x > 0", "t.c == 1"});
    return one_of({"t.f", "t.k == 2", "t.x < 0 and t.k != 0", "not t.f or t.c == 1",
                   "before(exists u in T: u.c == t.k)", "t.c == one", "phase == Open and t.f",
                   "top == 1 and t.k == 2"});
  }

  Random random_;
};

}  // namespace

std::string sum_contract(std::uint64_t seed) { return SumMaker(seed).contract(); }

}  // namespace surety::test
