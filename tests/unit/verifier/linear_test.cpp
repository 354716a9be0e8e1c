// linear_test.cpp -- the parts of the linear rung: multipliers, products, factors, lemmas of roundings.
#include <random>

#include "tests/catch.h"
#include "verifier/linear/multipliers.h"
#include "verifier/linear/refuter.h"
#include "verifier/linear/roundings.h"

using namespace surety;
using namespace surety::verify::linear;
using term::Integer;
using term::Polynomial;
using verify::solver::Row;

namespace {

const Polynomial x{{{0}, 1}};
const Polynomial y{{{1}, 1}};

Polynomial number(long value) { return term::constant_polynomial(Integer(value)); }
Polynomial plus(const Polynomial& a, const Polynomial& b) { return term::add_scaled(a, b, Integer(1)); }
Polynomial minus(const Polynomial& a, const Polynomial& b) { return term::add_scaled(a, b, Integer(-1)); }

Polynomial combined(const std::vector<Row>& rows, const std::vector<Integer>& multipliers) {
  Polynomial sum;
  for (std::size_t i = 0; i < rows.size(); ++i) sum = term::add_scaled(sum, rows[i].polynomial, multipliers[i]);
  return sum;
}

}  // namespace

TEST_CASE("multipliers add rows up to a negative number, and there are none where the rows can hold") {
  const std::vector<Row> rows = {{minus(x, number(3)), false}, {minus(number(2), x), false}, {y, false}};
  const auto found = multipliers(rows);
  REQUIRE(found);
  const Polynomial sum = combined(rows, *found);
  CHECK(term::is_constant(sum));
  CHECK(term::constant_term(sum) < 0);
  CHECK_FALSE(multipliers({{minus(x, number(2)), false}, {minus(number(2), x), false}}));
  const std::vector<Row> equations = {{minus(x, y), true}, {minus(minus(x, y), number(1)), false}};
  REQUIRE(multipliers(equations));
  CHECK(term::constant_term(combined(equations, *multipliers(equations))) < 0);
}

TEST_CASE("multipliers agree with the solver on random rows") {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<long>(random() % n); };
  unsigned refuted = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Row> rows;
    for (int i = 0; i < 5; ++i) {
      Polynomial p = number(below(7) - 4);
      for (std::uint32_t unknown = 0; unknown < 3; ++unknown) {
        p = plus(p, term::product(number(below(5) - 2), Polynomial{{{unknown}, 1}}));
      }
      rows.push_back({p, below(5) == 0});
    }
    verify::solver::Interrupter interrupter;
    verify::solver::Session session(interrupter);
    const auto reply = verify::solver::ask_linear(rows, {}, session);
    const auto found = multipliers(rows);
    REQUIRE((reply.status == verify::solver::Status::unsat) == found.has_value());
    if (!found) continue;
    ++refuted;
    CHECK(term::constant_term(combined(rows, *found)) < 0);
    CHECK(term::is_constant(combined(rows, *found)));
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK((rows[i].equation || (*found)[i] >= 0));
  }
  CHECK(refuted > 5);
}

TEST_CASE("products are made up to a degree, and rows that nothing can cancel are left out") {
  const std::vector<Product> facts = {
      {{x, false}, {0}}, {{minus(y, x), false}, {1}}, {{minus(minus(number(-1), term::product(x, y)), x), false}, {2}}};
  const auto pairs = products(facts, {2, 2, 100});
  bool found = false;
  for (const Product& row : pairs) {
    CHECK(degree(row.row.polynomial) <= 2);
    found = found || row.facts == std::vector<std::size_t>{0, 0};
  }
  CHECK(found);
  CHECK(products({{{x, false}, {0}}}, {2, 2, 100}).empty());  // x and x * x alone say nothing
}

TEST_CASE("a numerator falls into its factors") {
  const Polynomial z{{{2}, 1}};
  const auto parts = factors(term::product(minus(x, y), plus(y, z)));
  REQUIRE(parts.size() == 2);
  CHECK(term::product(parts[0], parts[1]) == term::product(minus(x, y), plus(y, z)));
  CHECK(factors(plus(term::product(x, y), number(1))).empty());
  CHECK(factors(term::product(number(3), x)) == std::vector<Polynomial>{x});
}

TEST_CASE("lemmas are read off both ways of rounding") {
  const Polynomial z{{{2}, 1}};
  const Polynomial product = term::product(x, y);
  const Polynomial scaled = term::product(number(10), z);
  const auto down = rounding_lemmas(
      {{{minus(product, scaled), false}, {0}}, {{minus(plus(scaled, number(9)), product), false}, {1}}});
  CHECK(std::ranges::find(down, z) != down.end());
  CHECK(std::ranges::find(down, minus(x, z)) != down.end());
  CHECK(rounding_lemmas({{{x, false}, {0}}, {{y, false}, {1}}}).empty());
}

TEST_CASE("a refutation is found only for what cannot hold") {
  term::Arena arena;
  const term::Int a = arena.variable("a");
  const term::Int b = arena.variable("b");
  const term::Int q = arena.quotient(arena.multiply(a, b), arena.integer(Integer(100)));
  std::vector<std::pair<std::string, term::Bool>> formulas = {
      {"a", arena.nonnegative(a)},
      {"b", arena.nonnegative(b)},
      {"b is at most 100", arena.less_equal(b, arena.integer(Integer(100)))},
      {"the share exceeds the whole", arena.less(a, q)}};
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  const Budget budget{{1'000'000}, {100'000}};
  CHECK(refute(arena, statement_of(arena, formulas), budget, session));
  formulas.pop_back();
  CHECK_FALSE(refute(arena, statement_of(arena, formulas), budget, session));
}

TEST_CASE("a boolean variable is an unknown of its own, also where the polynomial solver is asked") {
  term::Arena arena;
  const term::Int a = arena.variable("a");
  const term::Int b = arena.variable("b");
  const term::Bool halted = arena.boolean_variable("halted");
  const term::Bool below = arena.less(arena.multiply(a, b), arena.integer(Integer(0)));
  const term::Bool above = arena.less(arena.integer(Integer(5)), arena.multiply(a, b));
  std::vector<std::pair<std::string, term::Bool>> formulas = {
      {"a", arena.nonnegative(a)},
      {"b", arena.nonnegative(b)},
      {"b is at most 2", arena.less_equal(b, arena.integer(Integer(2)))},
      {"a is at most 2", arena.less_equal(a, arena.integer(Integer(2)))},
      {"halted", arena.either(halted, below)},
      {"not halted", arena.either(arena.negate(halted), above)}};
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  const Budget budget{{1'000'000}, {100'000}};
  CHECK(refute(arena, statement_of(arena, formulas), budget, session));
  formulas.pop_back();
  CHECK_FALSE(refute(arena, statement_of(arena, formulas), budget, session));
}
