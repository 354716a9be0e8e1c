// traps.cpp -- see traps.h.
#include "tests/fuzz/prover/traps.h"

namespace surety::test {

namespace {

std::string contract(const std::string& body) {
  return "contract Trap {\n  asset USD { decimals 0  supply 3 }\n  unit LOT { decimals 0 }\n" + body + "}\n";
}

}  // namespace

const std::vector<Trap>& traps() {
  static const std::vector<Trap> all{
      {"sand",
       "a false invariant makes no step impossible",
       contract(R"(
  account T { held : LOT in 0 .. 2 }
  action grow(n: LOT in 0 .. 1) { my.held += n }
  invariant i0: forall t in T: t.held > 2 LOT
  rule r0: after grow(n): n == 1 LOT
)"),
       {"i0 violated", "r0 violated"}},
      {"old rows",
       "a sum over rows as they were is no product of one row and a total",
       contract(R"(
  account T { x : LOT in 0 .. 2  y : LOT in 0 .. 2 }
  action set_x(n: LOT in 0 .. 2) { my.x = n }
  action set_y(n: LOT in 0 .. 2) { my.y = n }
  rule r0: after advance:
    sum(t in T: before(t.x) * t.x) * sum(t in T: t.y) == sum(t in T: before(t.x) * t.y) * sum(t in T: t.x)
)"),
       {"r0 violated"}},
      {"alias",
       "a write through one name is seen through the other",
       contract(R"(
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
)"),
       {"r0 violated", "r1 proved"}},
      {"signs",
       "a quotient by a divisor of either sign",
       contract(R"(
  state q : LOT in -4 .. 4 = 0
  action set_q(a: LOT in -2 .. 2, d: LOT in -2 .. 2) {
    q = if d == 0 LOT then 0 LOT else a * 1 LOT / d to LOT down
  }
  rule r0: after set_q(a, d): d != 0 implies abs(q * d) <= abs(a * 1 LOT) + abs(d * 1 LOT)
  rule r1: after set_q(a, d): d != 0 implies q * d <= a * 1 LOT
  rule r2: after set_q(a, d): d > 0 implies q * d <= a * 1 LOT
)"),
       {"r0 proved", "r1 violated", "r2 proved"}},
      {"floor",
       "a floor is less than 1 below its quotient",
       contract(R"(
  state q : LOT in -4 .. 4 = 0
  action halve(a: LOT in 0 .. 3) { q = a * 1 LOT / 2 LOT to LOT down }
  rule r0: after halve(a): q + q + 1 LOT >= a
  rule r1: after halve(a): q + q >= a
)"),
       {"r0 proved", "r1 violated"}},
      {"first total",
       "before anything happened every sum is zero",
       contract(R"(
  account T { held : LOT in -1 .. 1 }
  action shift(p: party, q: party) {
    T[p].held += 1 LOT
    T[q].held -= 1 LOT
  }
  invariant i0: sum(t in T: t.held) == 0
  invariant i1: sum(t in T: abs(t.held)) <= 0
)"),
       {"i0 proved", "i1 violated"}},
      {"overwrite",
       "a row that is written no longer adds what it held before",
       contract(R"(
  account T { held : LOT in 0 .. 2 }
  action put(p: party, n: LOT in 0 .. 2) { T[p].held = n }
  rule r0: after put(p, n): sum(t in T: t.held) == before(sum(t in T: t.held)) + n
  rule r1: after put(p, n): sum(t in T: t.held) == before(sum(t in T: t.held)) - before(T[p].held) + n
)"),
       {"r0 violated", "r1 proved"}},
      {"branch",
       "both arms of an `if` happen",
       contract(R"(
  state q : LOT in 0 .. 2 = 0
  action pick(n: LOT in 0 .. 1) { if n > 0 { q = 1 LOT } else { q = 2 LOT } }
  rule r0: after pick(n): q == 1 LOT
  rule r1: after pick(n): q >= 1 LOT
)"),
       {"r0 violated", "r1 proved"}},
      {"someone",
       "that some row is so says nothing of any other",
       contract(R"(
  account T { held : LOT in 0 .. 1 }
  action grow(n: LOT in 0 .. 1) { my.held = n }
  assume busy before advance: exists t in T: t.held > 0
  rule r0: after advance: forall t in T: t.held > 0
  rule r1: after advance: forall t in T: t.held >= 0
)"),
       {"r0 violated", "r1 proved"}},
      {"untouched",
       "what a price does to rows that no step names",
       contract(R"(
  oracle mark : USD/LOT @ 0 { range 1 .. 3  step 100% }
  account T { held : LOT in -1 .. 1 }
  action grow(n: LOT in -1 .. 1) { my.held += n }
  invariant i0: forall t in T: t.held * mark <= 2 USD
  invariant i1: forall t in T: t.held * mark <= 3 USD
)"),
       {"i0 violated", "i1 proved"}},
      {"rest",
       "only terms that cannot be negative leave a nonnegative rest",
       contract(R"(
  account T { held : LOT in -1 .. 1  kept : LOT in 0 .. 1 }
  action grow(n: LOT in -1 .. 1) { my.held = n }
  action keep(n: LOT in 0 .. 1) { my.kept = n }
  rule r0: after advance: forall t in T: t.held <= sum(u in T: u.held)
  rule r1: after advance: forall t in T: t.kept <= sum(u in T: u.kept)
)"),
       {"r0 violated", "r1 proved"}},
      {"rest while",
       "what holds of every row only while something else does; one row of the rest alone is always instantiated",
       contract(R"(
  phase Open, Void
  account T { held : LOT in 0 .. 2  out : bool }
  action take(n: LOT in 0 .. 2) when Open { my.held = n }
  action close() when Open { become Void }
  action leave() when Void { my.out = true }
  invariant i0: phase == Open implies (forall t in T: not t.out)
  invariant i1: forall t in T: phase == Open implies not t.out
  rule r0: after close(): sum(t in T: if t.out then 0 LOT else t.held) == sum(t in T: t.held)
  rule r1: after advance: sum(t in T: t.held) - sum(t in T: if t.out then 0 LOT else t.held) <= 2 LOT
  rule r2: after advance: sum(t in T: if t.out then 0 LOT - t.held else t.held) <= 2 LOT
  rule r3: after advance: sum(t in T: if t.out then 0 LOT - t.held else t.held) <= sum(t in T: t.held)
)"),
       {"i0 proved", "i1 proved", "r0 proved", "r1 violated", "r2 violated", "r3 proved"}},
      {"rest by cases",
       "what holds of every row of one kind says nothing of the others",
       contract(R"(
  account T { held : LOT in 0 .. 2  out : bool }
  action take(n: LOT in 0 .. 2) { require not my.out  my.held = n }
  action leave() { my.out = true  my.held = 0 LOT }
  invariant i0: forall t in T: t.out implies t.held == 0 LOT
  rule r0: after advance: sum(t in T: if t.out then 0 LOT else t.held) == sum(t in T: t.held)
  rule r1: after advance: sum(t in T: if t.out then 0 LOT - t.held else t.held) <= 2 LOT
)"),
       {"i0 proved", "r0 proved", "r1 violated"}},
      {"sum of each row",
       "a sum inside a claim about every row is another number for each",
       contract(R"(
  account T { k : LOT in 0 .. 2  c : LOT in 0 .. 1  x : LOT in 0 .. 1  y : LOT in 0 .. 1  z : LOT in 0 .. 1 }
  state one : LOT in 0 .. 1 = 0
  action start() { require one == 0  one = 1 LOT  my.c = 1 LOT }
  action set_x() { require one == 1 LOT and my.k == 0 and my.z == 0  my.k = 1 LOT  my.x = 1 LOT }
  action set_y() { require one == 1 LOT and my.k == 0 and my.z == 0  my.k = 2 LOT  my.y = 1 LOT }
  action set_z() { require my.k == 0  my.z = 1 LOT }
  invariant i0: sum(u in T: u.c) == one
  invariant i1: one == 0 implies (forall t in T: t.k == 0)
  invariant i2: forall t in T: let j = t.k let s = sum(u in T: u.c * j) in
    (s * 1 == 1 LOT * 1 LOT implies t.y == 0 and t.z == 0) and (s * 1 == 2 LOT * 1 LOT implies t.x == 0 and t.z == 0)
    and (s * 1 != 1 LOT * 1 LOT and s * 1 != 2 LOT * 1 LOT implies t.x == 0 and t.y == 0)
  rule r0: after advance: sum(t in T: t.x) == 0 or sum(t in T: t.y) == 0 or sum(t in T: t.z) == 0
)"),
       {"i0 proved", "i1 proved", "i2 proved", "r0 violated"}},
      {"sum of each row as it was",
       "what a row's term looks up in the state before the step is another number for each row, too",
       contract(R"(
  account T { k : LOT in 0 .. 2  c : LOT in 0 .. 1  x : LOT in -1 .. 1 }
  state one : LOT in 0 .. 1 = 0
  action start() { require one == 0  one = 1 LOT  my.c = 1 LOT }
  action pair(o: party) {
    require one == 1 LOT and o != caller and my.k == 0 and T[o].k == 0 and my.x == 0 and T[o].x == 0
    my.k = 1 LOT  my.x = 1 LOT
    T[o].k = 2 LOT  T[o].x = -1 LOT
  }
  invariant i0: sum(t in T: t.x) == 0
  rule r0: after advance: sum(t in T: let j = t.k in t.x * before(sum(u in T: u.c * j))) == 0
  rule r1: after advance: sum(t in T: let j = t.k in if before(exists u in T: u.c == j) then t.x else 0 LOT) == 0
)"),
       {"i0 proved", "r0 violated", "r1 violated"}},
      {"arms",
       "what an arm requires binds only where it is taken",
       contract(R"(
  state q : LOT in -4 .. 4 = 0
  action set_q(a: LOT in -2 .. 2) {
    let half = if a != 0 LOT then 2 LOT * 1 LOT / a to LOT down else 0 LOT
    q = half
  }
  action set_some(a: LOT in -2 .. 2) {
    require a == 0 LOT or (2 LOT * 1 LOT / a to LOT down) != 1 LOT
    q = 0 LOT
  }
  rule r0: after set_q(a): a != 0
  rule r1: after set_q(a): a > 0 implies q >= 1 LOT
  rule r2: after set_some(a): a != 0
  rule r3: after set_some(a): a != 2 LOT
)"),
       {"r0 violated", "r1 proved", "r2 violated", "r3 proved"}},
      {"stranger",
       "a promise to everybody is one to those who never did anything",
       contract(R"(
  role boss
  state q : LOT in 0 .. 1 = 0
  account T { held : LOT in 0 .. 1 }
  action take() by boss { q = 1 LOT }
  action grow() { my.held = 1 LOT }
  can c0: forall t in T: take() by t.party
  can c1: forall t in T where t.party != boss: take() by boss
  can c2: forall t in T where t.party != boss: take() by t.party
)"),
       {"c0 violated", "c1 proved", "c2 violated"}},
      {"whose row",
       "alternatives that speak of all rows need not be broken by the same row",
       contract(R"(
  account T { x : ratio @ 0 in 0 .. 2  y : ratio @ 0 in 0 .. 2 }
  state n : ratio @ 0 in 0 .. 1 = 0
  action set(v: ratio @ 0 in 0 .. 2) { my.x = v }
  action look() { n = 1 }
  invariant i0: n == 0 or (forall t in T: t.x == 1) or (forall t in T: t.x != 1)
  invariant i1: (forall t in T: t.x < 3) or (forall t in T: t.x > 0)
  rule r0: after look(): (exists t in T: t.x == 1) implies (forall t in T: t.x == 1)
  rule r1: after look(): (forall t in T: t.x == 1) implies (forall t in T: t.x != 0)
  rule r2: after look(): (forall t in T: t.x == 0) or (exists t in T: t.x > 0)
  rule r3: after look(): (forall t in T: t.x == 0) == (forall t in T: t.x < 1)
  rule r4: after look(): (forall t in T: t.x == 0) or (forall t in T: (2 / t.x to ratio @ 0 down) > 0)
)"),
       {"i0 violated", "i1 proved", "r0 violated", "r1 proved", "r2 proved", "r3 proved", "r4 violated"}},
      {"some say of all",
       "whoever is said to be so by all is another one for each who might be",
       contract(R"(
  account A { x : ratio @ 0 in 0 .. 2  y : ratio @ 0 in 0 .. 2 }
  state n : ratio @ 0 in 0 .. 1 = 0
  action setx(v: ratio @ 0 in 0 .. 2) { my.x = v }
  action sety(v: ratio @ 0 in 0 .. 2) { my.y = v }
  action check(p: party, q: party) { require A[p].x == 1 and A[q].x == 2  n = 1 }
  rule r0: after check(p, q): exists a in A: forall b in A: b.y != a.x
  rule r1: after check(p, q): exists a in A: forall b in A: a.x > 0 and b.x <= 2
)"),
       {"r0 violated", "r1 proved"}},
      {"too many who is who",
       "where names of parties make too many paths, a fact leaves open who is whom, and says no more for it",
       contract(R"(
  role boss
  account A { x : ratio @ 0 in 0 .. 1  friend : party  guard : party  on : bool }
  state n : ratio @ 0 in 0 .. 1 = 0
  action join() { my.friend = boss  my.guard = caller }
  action befriend(p: party) { my.friend = p  my.x = 0  my.on = false }
  action rise() { require my.friend == boss  my.x = 1 }
  action turn() { require my.friend != boss  my.on = true }
  action look(p: party, q: party) { n = 1 }
  invariant i0: forall a in A: a.friend == boss or a.x == 0
  invariant i2: forall a, b in A where a.friend == b.guard and b.friend == a.guard: a.x <= 1 and b.x <= 1
  invariant i3: forall a, b in A where a.friend == b.friend and a.guard == b.guard: a.on or not a.on
  rule r0: after befriend(p): forall a, b in A where a.friend == b.guard and b.friend == a.guard: a.x == 0
  rule r1: after befriend(p): forall a, b in A where a.friend == b.guard and b.friend == a.guard: a.x < 2
)"),
       {"i0 proved", "i2 proved", "r0 violated", "r1 proved"}},
      {"rows without end",
       "quantifiers inside each other that each need rows of their own come to an end",
       contract(R"(
  account A { x : ratio @ 0 in 0 .. 1  y : ratio @ 0 in 0 .. 1 }
  state n : ratio @ 0 in 0 .. 1 = 0
  action set(v: ratio @ 0 in 0 .. 1) { my.x = v }
  action look(p: party, q: party) { require A[p].x != A[q].x  n = 1 }
  rule r0: after look(p, q):
    (exists a in A: forall b in A: exists c in A: forall d in A: a.x + d.x != b.y + c.y + 1) or (forall a in A: a.x == 0)
  rule r1: after look(p, q):
    (exists a in A: forall b in A: a.x >= b.y) or (forall a in A: a.x == 0)
)"),
       {"r0 violated", "r1 proved"}},
      {"absent role",
       "a role may have no row, and is a party all the same",
       contract(R"(
  role boss
  account T { held : LOT in 0 .. 1 }
  action grow() { my.held = 1 LOT }
  invariant i0: forall t in T: t.party == boss implies t.held > 0
  invariant i1: forall t in T: t.party == boss implies t.held >= 0
)"),
       {"i0 violated", "i1 proved"}},
  };
  return all;
}

}  // namespace surety::test
