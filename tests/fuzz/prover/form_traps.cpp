// form_traps.cpp -- traps of lemmas, assertions and tests for all values. See traps.h.
#include "tests/fuzz/prover/traps.h"

namespace surety::test {

namespace {

std::string contract(const std::string& body) {
  return "contract Trap {\n  asset USD { decimals 0  supply 3 }\n  unit LOT { decimals 0 }\n" + body + "}\n";
}

std::string many_branches() {
  std::string body = "  state q : LOT in -20 .. 20 = 0\n  action step(n: LOT in 0 .. 9) {\n    q = 0\n";
  for (int i = 0; i < 9; ++i) body += "    if n > " + std::to_string(i) + " LOT { q += 1 LOT } else { q -= 0 LOT }\n";
  return body +
         "  }\n  rule r0: after step(n): q <= 9 LOT\n  rule r1: after step(n): q <= 7 LOT\n  rule r2: after step(n): q "
         ">= 9 LOT\n";
}

}  // namespace

const std::vector<Trap>& form_traps() {
  static const std::vector<Trap> all{
      {"undefined where",
       "a lemma is broken where its condition is undefined, also where nobody can be in it then",
       contract(R"(
  account T { held : ratio @ 0 in 0 .. 1 }
  lemma l0(a: party, b: party, x: ratio @ 0 in 0 .. 2) where (if a == b then x > 0 else (2 / (x - x) to ratio @ 0 down) > 1): x > 0
  lemma l1(a: party, b: party, x: ratio @ 0 in 0 .. 2) where (if a == b then x > 0 else x > 1): x > 0
)"),
       {"l0 violated", "l1 proved"}},
      {"undefined sum",
       "a sum is broken where it is undefined for a row, whatever else is said of it",
       contract(R"(
  state q : ratio @ 0 in 0 .. 2 = 0
  account T { held : ratio @ 0 in 0 .. 2  part : ratio @ 0 in 0 .. 2 }
  action put(n: ratio @ 0 in 0 .. 2, k: ratio @ 0 in 0 .. 2) { my.held = n my.part = k q = n }
  invariant i0: sum(t in T: t.held / (t.part - 2) to ratio @ 0 down) <= 100 or q >= 0
  invariant i1: min(count(t in T: (2 / (t.part - 1) to ratio @ 0 down) < 0 and t.held > 0), 5) <= 5
  invariant i2: sum(t in T: t.held / (t.part + 1) to ratio @ 0 down) <= 100 or q >= 0
  invariant i3: q >= 0 or sum(t in T: t.held / (t.part - 2) to ratio @ 0 down) <= 100
  rule r0: after put: sum(t in T: t.held / q to ratio @ 0 down) * 0 == 0
)"),
       {"i0 violated", "i1 violated", "i2 proved", "i3 proved", "r0 violated"}},
      {"nothing to call",
       "a promise whose call has undefined arguments is broken",
       contract(R"(
  account T { held : ratio @ 0 in 0 .. 1 }
  state q : ratio @ 0 in 0 .. 2 = 1
  action put(n: ratio @ 0 in 0 .. 2) { q = n }
  action grow() { my.held = 1 }
  can c0: forall t in T: put(2 / t.held to ratio @ 0 down) by t.party
  can c1: forall t in T where t.held > 0: put(2 / t.held to ratio @ 0 down) by t.party
  can c2: forall t in T where q > 0: put(2 / q to ratio @ 0 down) by t.party
)"),
       {"c0 violated", "c1 proved", "c2 proved"}},
      {"false lemma",
       "what is used is only as good as its proof",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  lemma l0(x: LOT in 0 .. 2): x < 2 LOT
  action put(n: LOT in 0 .. 2) { use l0(n) q = n }
  rule r0: after put(n): q < 2 LOT
)"),
       {"l0 violated", "r0 violated"}},
      {"another proof",
       "a proof that is found when the first one fell rests on something too",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  lemma l0(x: LOT in 0 .. 2): x < 2 LOT
  action put(n: LOT in 0 .. 2) { use l0(n) q = n }
  invariant i0: q < 2 LOT
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) expect q < 2 LOT }
)"),
       {"l0 violated", "i0 violated", "t0 violated"}},
      {"lemma beyond its range",
       "a lemma says nothing of values that its variables do not have",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  lemma l1(x: LOT in 1 .. 2): x >= 1 LOT
  lemma l2(x: LOT in 0 .. 2) where x > 0 LOT: x >= 1 LOT
  action put(n: LOT in 0 .. 2) { use l1(n) use l2(n) q = n }
  rule r0: after put(n): q >= 1 LOT
)"),
       {"l1 proved", "l2 proved", "r0 violated"}},
      {"circle of facts",
       "what two functions ensure is not proved by one another",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  fn f(x: LOT) -> LOT ensures result >= 1 LOT + g(x) = x
  fn g(x: LOT) -> LOT ensures result + 1 LOT <= f(x) = x
  action put(n: LOT in 0 .. 2) { q = f(n) }
  rule r0: after put(n): q >= g(n) + 1 LOT
)"),
       {"f.ensures violated", "g.ensures violated", "r0 violated"}},
      {"fact beyond its condition",
       "what a function ensures it ensures where it says so",
       contract(R"(
  state q : LOT in -2 .. 2 = 0
  fn half(x: LOT) -> LOT where x >= 0 LOT ensures result >= 0 LOT and 2 * result <= x = x / 2 to LOT down
  action put(n: LOT in -2 .. 2) { q = half(n) }
  rule r0: after put(n): q >= 0 LOT
  rule r1: after put(n): n >= 0 LOT implies q <= 1 LOT
)"),
       {"half.ensures proved", "r0 violated", "r1 proved"}},
      {"a function that may revert",
       "what is known of a value does not say that there is one",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  account T { held : LOT in 0 .. 2 }
  fn part(x: LOT) -> LOT where x > 0 LOT ensures 0 LOT <= result and result <= 2 LOT = 2 LOT * 1 LOT / x to LOT down
  fn same(x: LOT) -> LOT ensures result == x = x
  action hold(n: LOT in 0 .. 2) { my.held = n }
  action split() { q = part(my.held) }
  action keep() { q = same(my.held) }
  can c0: forall t in T: split() by t.party
  can c1: forall t in T: keep() by t.party
)"),
       {"c0 violated", "c1 proved"}},
      {"a function that returned before",
       "what one call did not divide by says nothing of a call with another argument",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  fn part(x: LOT) -> LOT where x > 0 LOT ensures 0 LOT <= result and result <= 2 LOT = 2 LOT * 1 LOT / x to LOT down
  fn within(x: LOT) -> LOT = min(max(part(x), 0 LOT), 2 LOT)
  account T { held : LOT in 0 .. 2 }
  action hold(n: LOT in 0 .. 2) { my.held = n }
  action split() { q = within(my.held) }
  action twice(n: LOT in 0 .. 2) {
    q = within(n)
    q = within(n)
  }
  action again(n: LOT in 0 .. 2) { q = within(n) }
  can c0: forall t in T: split() by t.party
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: twice(n) a: again(n) succeeds }
  test "t1" for all (a: party, n: LOT in 0 .. 2, m: LOT in 0 .. 2) { a: twice(n) a: again(m) succeeds }
)"),
       {"c0 violated", "t0 proved", "t1 violated"}},
      {"false assertion",
       "an assertion is owed before it is known",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  account T { held : LOT in 0 .. 1 }
  action hold() { my.held = 1 LOT }
  action put(n: LOT in 0 .. 2) {
    q = n
    assert q < 2 LOT
  }
  can c0: forall t in T: put(2 LOT) by t.party
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) succeeds }
)"),
       {"put.assert#1 violated", "c0 violated", "t0 violated"}},
      {"in a row",
       "the second call begins where the first ended, and `before` is the beginning",
       contract(R"(
  state q : LOT in 0 .. 4 = 0
  action grow() { q += 1 LOT }
  test "t0" for all (a: party) { a: grow() a: grow() expect q == before(q) + 2 LOT }
  test "t1" for all (a: party) { a: grow() a: grow() expect q == before(q) + 1 LOT }
  test "t2" for all (a: party) { a: grow() expect q == before(q) }
)"),
       {"t0 proved", "t1 violated", "t2 violated"}},
      {"hindsight",
       "an expectation does not know what a later call requires",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  action put(n: LOT in 0 .. 2) { q = n }
  action small() { require q < 2 LOT }
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) expect q < 2 LOT a: small() }
  test "t1" for all (a: party, n: LOT in 0 .. 2) { a: put(n) a: small() expect q < 2 LOT }
)"),
       {"t0 violated", "t1 proved"}},
      {"foresight",
       "that a call succeeds does not follow from invariants of the state after it",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  action put(n: LOT in 0 .. 2) { require n < 2 LOT q = n }
  invariant i0: q < 2 LOT
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) succeeds }
  test "t1" for all (a: party, n: LOT in 0 .. 1) { a: put(n) succeeds }
)"),
       {"i0 proved", "t0 violated", "t1 proved"}},
      {"which error",
       "the first requirement that fails gives its name",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  action put(n: LOT in 0 .. 2) { require n > 0 else Low require n > 1 LOT else Lower q = n }
  test "t0" for all (a: party) { a: put(0 LOT) reverts Lower }
  test "t1" for all (a: party) { a: put(0 LOT) reverts Low }
  test "t2" for all (a: party, n: LOT in 0 .. 2) where n < 2 LOT { a: put(n) reverts expect q == before(q) }
  test "t3" for all (a: party, n: LOT in 0 .. 2) where n > 0 { a: put(n) reverts }
)"),
       {"t0 violated", "t1 proved", "t2 proved", "t3 violated"}},
      {"any of them",
       "any is every one",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  action stay() { q = q }
  action put(n: LOT in 0 .. 2) { q = n }
  test "t0" for all (a: party) { a: any expect q == before(q) }
  test "t1" for all (a: party) { a: any except put expect q == before(q) }
)"),
       {"t0 violated", "t1 proved"}},
      {"product of zero",
       "a product is within the bounds of its factors, and no further",
       contract(R"(
  state q : ratio @ 0 in 0 .. 4 = 0
  action put(a: ratio @ 0 in 0 .. 2, b: ratio @ 0 in 0 .. 2) { require a <= b q = a * b }
  rule r0: after put(a, b): q >= a
  rule r1: after put(a, b): q + a >= 1
  rule r2: after put(a, b): q + b <= 5
)"),
       {"r0 proved", "r1 violated", "r2 violated"}},
      {"refused report",
       "what is refused does not happen, so nothing is known of it that is assumed where it does",
       contract(R"(
  oracle mark : USD/LOT @ 0 { range 1 .. 2  heartbeat 60s }
  state q : LOT in 0 .. 2 = 0
  action put(n: LOT in 0 .. 2) { q = n }
  assume small before mark.update: q <= 1 LOT
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) mark becomes 3 USD/LOT reverts expect q <= 1 LOT }
  test "t1" for all (n: LOT in 0 .. 2) where q == 2 LOT { mark becomes 1 USD/LOT reverts }
)"),
       {"t0 violated", "t1 vacuous"}},
      {"owed report",
       "what is assumed of a report helps nobody to show that it is taken",
       contract(R"(
  oracle mark : USD/LOT @ 0 { range 1 .. 4  heartbeat 60s  step 50% }
  state q : LOT in 0 .. 2 = 0
  action put(n: LOT in 0 .. 2) { q = n }
  assume calm before mark.update: mark >= 2 USD/LOT
  test "t0" for all (a: party, n: LOT in 0 .. 2) { a: put(n) mark becomes 3 USD/LOT succeeds expect q <= 2 LOT }
  test "t1" for all (a: party, n: LOT in 0 .. 2) { mark becomes 3 USD/LOT a: put(n) mark becomes 4 USD/LOT succeeds }
  test "t2" for all (a: party, n: LOT in 0 .. 2) { mark becomes 3 USD/LOT expect before(mark) >= 2 USD/LOT }
)"),
       {"t0 violated", "t1 proved", "t2 proved"}},
      {"promised setting",
       "what is assumed of a step does not help to promise that it succeeds",
       contract(R"(
  role boss
  param low : ratio @ 0 in 0 .. 2
  param lim : ratio @ 0 in 0 .. 2 governed by boss
  where low <= lim
  account T { held : ratio @ 0 in 0 .. 1 }
  action grow() { my.held = 1 }
  assume modest before set_lim: low <= 1
  can c0: forall t in T: set_lim(1) by boss
  can c1: forall t in T: set_lim(2) by boss
  can c2: forall t in T where low <= 1: set_lim(1) by boss
  can c3: forall t in T where t.held == 1 and low < 2: set_lim(2 / (1 - low) to ratio @ 0 down) by boss
)"),
       {"c0 violated", "c1 proved", "c2 proved", "c3 violated"}},
      {"arguments of what is assumed",
       "what is assumed of a step does not help to show that its arguments are defined",
       contract(R"(
  oracle mark : USD/LOT @ 0 { range 1 .. 4  heartbeat 60s }
  state n : ratio @ 0 in 0 .. 2 = 0
  action set(x: ratio @ 0 in 0 .. 2) { n = x }
  assume some before mark.update: n != 0
  assume more before advance: n >= 2
  test "t0" for all (a: party, x: ratio @ 0 in 0 .. 2) { a: set(x) mark becomes 2 USD/LOT / n to USD/LOT @ 0 down expect n <= 2 }
  test "t1" for all (a: party, x: ratio @ 0 in 0 .. 2) where x > 0 { a: set(x) mark becomes 2 USD/LOT / n to USD/LOT @ 0 down expect n <= 2 }
  test "t2" for all (a: party, x: ratio @ 0 in 0 .. 2) { a: set(x) wait (2s / (n - 1) to s down) expect n >= 2 }
  test "t3" for all (a: party, x: ratio @ 0 in 0 .. 2) { a: set(x) mark becomes 2 USD/LOT expect n > 0 }
)"),
       {"t0 violated", "t1 proved", "t2 violated", "t3 proved"}},
      {"root in a function",
       "a function whose claim is proved is still undefined where it takes the root of a negative number",
       contract(R"(
  state g : ratio @ 0 in -2 .. 2 = 0
  fn root(x: ratio @ 0) -> ratio @ 0 where x >= 0 ensures result >= 0 = sqrt(x) to ratio @ 0 down
  fn share(x: ratio @ 0) -> ratio @ 0 where x >= 0 ensures result >= 0 = 4 / (x + 1) to ratio @ 0 down
  action set(x: ratio @ 0 in -2 .. 2) { g = x }
  invariant i0: root(g) >= 0 or g < 0
  invariant i1: g < 0 or root(g) >= 0
  invariant i2: share(g) >= 0 or g < 0
  invariant i3: g < 0 or share(g) >= 0
  lemma l0(x: ratio @ 0 in -2 .. 2): root(x) >= 0 or x < 0
  lemma l1(x: ratio @ 0 in -2 .. 2): x < 0 or root(x) >= 0
  test "t0" for all (a: party, x: ratio @ 0 in -2 .. 2) { a: set(x) expect root(g) * 0 == 0 }
)"),
       {"i0 violated", "i1 proved", "i2 violated", "i3 proved", "l0 violated", "l1 proved", "t0 violated"}},
      {"a party called other",
       "an argument's name is no other row's",
       contract(R"(
  account T { held : LOT in 0 .. 2 }
  action put(other: party, n: LOT in 0 .. 2) { require T[other].held == 0 T[other].held = n }
  action spread() { my.held = 2 LOT }
  rule r0: after put(other, n): forall t in T: t.held <= n
)"),
       {"r0 violated"}},
      {"two rows",
       "what holds of two different rows need not hold of one twice",
       contract(R"(
  role boss
  account T { held : LOT in 0 .. 2 }
  action crown(p: party) by boss { T[p].held = 2 LOT }
  action seat(p: party, q: party) { require p != q and T[p].held == 1 LOT T[p].held = 0 T[q].held = 1 LOT }
  invariant i0: forall a, b in T where a != b: a.held == 0 LOT or b.held == 0 LOT
  rule r0: after advance: (forall a, b in T where a != b: a.held + b.held <= 2 LOT) implies
    (forall t in T: t.held <= 1 LOT)
)"),
       {"i0 violated", "r0 violated"}},
      {"many branches",
       "two arms that became one state are still two",
       contract(many_branches()),
       {"r0 proved", "r1 violated", "r2 violated"}},
  };
  return all;
}

}  // namespace surety::test
