// simplify_test.cpp -- what is done before a solver is asked changes no answer; what the solver is told is true.
#include "verifier/prove/simplify.h"

#include <random>

#include "tests/catch.h"
#include "verifier/prove/recentre.h"
#include "verifier/prove/split.h"
#include "verifier/solver/solver.h"

using namespace surety;
using namespace surety::term;
using verify::solver::Status;

namespace {

constexpr long radius = 2;

/// Random terms and formulas over x, y, z in -2..2.
class Maker {
 public:
  Maker(Arena& arena, unsigned seed) : arena_(arena), random_(seed) {
    for (const char* name : {"x", "y", "z"}) variables_.push_back(arena.variable(name, {-radius, radius}));
  }
  Int integer(unsigned depth) {
    if (depth == 0) return below(4) == 0 ? arena_.integer(Integer(below(5)) - 2) : variables_[below(3)];
    const Int a = integer(depth - 1);
    const Int b = integer(depth - 1);
    switch (below(9)) {
      case 0: return arena_.add(a, b);
      case 1: return arena_.subtract(a, b);
      case 2: return arena_.multiply(a, b);
      case 3: return arena_.quotient(a, arena_.integer(Integer(below(3) + 1)));
      case 4: return arena_.minimum(a, b);
      case 5: return arena_.maximum(a, b);
      case 6: return arena_.absolute(a);
      case 7: return arena_.choose(arena_.less(b, variables_[below(3)]), a, b);
      default: return a;
    }
  }
  Bool formula(unsigned depth) {
    if (depth == 0 || below(3) == 0) {
      const Int a = integer(2);
      const Int b = integer(1);
      return below(3) == 0 ? arena_.equal(a, b) : below(5) == 0 ? arena_.negate(arena_.equal(a, b)) : arena_.less(a, b);
    }
    const Bool a = formula(depth - 1);
    const Bool b = formula(depth - 1);
    return below(2) == 0 ? arena_.both(a, b) : arena_.either(a, arena_.negate(b));
  }

 private:
  unsigned below(unsigned count) { return static_cast<unsigned>(random_() % count); }
  Arena& arena_;
  std::mt19937 random_;
  std::vector<Int> variables_;
};

bool satisfiable_by_trying(const Arena& arena, const std::vector<Bool>& formulas) {
  for (long x = -radius; x <= radius; ++x) {
    for (long y = -radius; y <= radius; ++y) {
      for (long z = -radius; z <= radius; ++z) {
        const Assignment values{{{"x", Integer(x)}, {"y", Integer(y)}, {"z", Integer(z)}}, {}};
        bool all = true;
        for (const Bool formula : formulas) all = all && evaluate(arena, formula, values) == true;
        if (all) return true;
      }
    }
  }
  return false;
}

}  // namespace

TEST_CASE("simplification, change of variables, case splits and both number sorts agree with trying everything") {
  verify::solver::Interrupter interrupter;
  const verify::solver::Limits limits{2'000'000};
  unsigned unsatisfiable = 0;
  unsigned refuted_over_the_reals = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    Arena arena;
    Maker maker(arena, seed);
    std::vector<Bool> formulas;
    for (unsigned i = 0; i < 2 + seed % 4; ++i) formulas.push_back(maker.formula(2));
    const bool expected = satisfiable_by_trying(arena, formulas);
    const auto bounds = verify::strategy::declared_bounds(arena, formulas);
    formulas.insert(formulas.end(), bounds.begin(), bounds.end());
    const auto simple = verify::strategy::recentred(arena, verify::strategy::simplified(arena, formulas));
    verify::solver::Session session(interrupter);
    const auto whole = verify::solver::ask(arena, simple, Numbers::integers, limits, session);
    INFO("seed " << seed);
    REQUIRE(whole.status != Status::unknown);
    CHECK((whole.status == Status::sat) == expected);
    const auto real = verify::solver::ask(arena, simple, Numbers::reals, limits, session);
    if (expected) CHECK(real.status != Status::unsat);
    std::vector<verify::strategy::Marked> marked;
    for (const Bool formula : simple) marked.push_back({formula});
    std::vector<std::vector<verify::strategy::Marked>> leaves;
    if (expected) CHECK_FALSE(verify::strategy::refuted_by_cases(arena, marked, 32, limits, session, leaves));
    unsatisfiable += expected ? 0 : 1;
    refuted_over_the_reals += real.status == Status::unsat ? 1 : 0;
  }
  CHECK(unsatisfiable > 20);
  CHECK(refuted_over_the_reals > unsatisfiable / 2);
}

TEST_CASE("a solver's integer model satisfies what was asked") {
  Arena arena;
  const Int x = arena.variable("x", {Integer(0), Integer(100)});
  const Int y = arena.variable("y", {Integer(0), Integer(100)});
  const Bool question = arena.both(
      arena.equal(arena.quotient(arena.multiply(x, y), arena.integer(Integer(7))), arena.integer(Integer(13))),
      arena.less(x, y));
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  std::vector<Bool> formulas = {question};
  const auto bounds = verify::strategy::declared_bounds(arena, formulas);
  formulas.insert(formulas.end(), bounds.begin(), bounds.end());
  const auto reply = verify::solver::ask(arena, formulas, Numbers::integers, {5'000'000}, session);
  REQUIRE(reply.status == Status::sat);
  CHECK(evaluate(arena, question, reply.model) == true);
}

TEST_CASE("the cases of a proof together name what it took, and nothing else") {
  Arena arena;
  const Int x = arena.variable("x");
  const Int y = arena.variable("y");
  const auto at_most = [&](Int a, int most) { return arena.less_equal(a, arena.integer(Integer(most))); };
  const Bool beyond = arena.less_equal(arena.integer(Integer(11)), arena.maximum(x, y));
  using verify::strategy::mark;
  const std::vector<verify::strategy::Marked> formulas = {
      {at_most(x, 10), mark(0)}, {at_most(y, 10), mark(1)}, {at_most(arena.variable("z"), 10), mark(2)}, {beyond}};
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  std::vector<std::vector<verify::strategy::Marked>> leaves;
  // With next to nothing for a question the solver gives up on the whole, and it has to be split.
  REQUIRE(verify::strategy::refuted_by_cases(arena, formulas, 32, {1}, session, leaves));
  CHECK(leaves.size() == 2);
  verify::strategy::Marks marks = 0;
  for (const auto& leaf : leaves)
    for (const auto& one : leaf) marks |= one.marks;
  CHECK(marks == (mark(0) | mark(1)));
}

TEST_CASE("what an enum of sixteen chooses is sixteen cases, each decided without a solver") {
  Arena arena;
  const Int choice = arena.variable("k", {Integer(0), Integer(15)});
  Int chosen = arena.variable("point15");
  std::vector<verify::strategy::Marked> formulas = {{arena.less_equal(arena.integer(Integer(0)), choice)},
                                                    {arena.less_equal(choice, arena.integer(Integer(15)))}};
  for (int value = 15; value >= 0; --value) {
    const Int point = arena.variable("point" + std::to_string(value));
    if (value < 15) chosen = arena.choose(arena.equal(choice, arena.integer(Integer(value))), point, chosen);
    formulas.push_back({arena.less_equal(arena.integer(Integer(7)), point)});
  }
  formulas.push_back({arena.less(chosen, arena.integer(Integer(7)))});
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  std::vector<std::vector<verify::strategy::Marked>> leaves;
  REQUIRE(verify::strategy::refuted_by_cases(arena, formulas, 32, {1}, session, leaves));
  CHECK(leaves.size() == 16);
}
