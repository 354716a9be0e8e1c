// facts_test.cpp -- what functions ensure: made where they are called, and never broken by the functions of the
// library.
//
// What the library is trusted to ensure follows from the error bounds of docs/mathematics.md, which other tests show
// for every argument. Here it is tried as it stands, on the edges of storage, on the library's own edges and on numbers
// of every size in between.
#include <random>

#include "compiler/read/interval_domain.h"
#include "tests/unit/check/world.h"

namespace {

using namespace surety::check::test;
using surety::core::Integer;

std::vector<Integer> samples(std::mt19937_64& random, std::size_t count) {
  const surety::core::Range storage = surety::core::storage_range();
  std::vector<Integer> result{0, storage.low, storage.high, storage.low + 1, storage.high - 1};
  const Integer one("1000000000000000000");
  for (const int edge : {1, 2, 9, 43, 46, 47})
    for (const int beside : {-1, 0, 1})
      for (const int sign : {-1, 1}) result.push_back(sign * edge * one + beside);
  for (std::size_t i = 0; i < count; ++i) {
    const auto bits = static_cast<unsigned>(1 + random() % 126);
    Integer value =
        Integer(static_cast<unsigned long>(random() >> 1)) * Integer(static_cast<unsigned long>(random() >> 1));
    value = value % (Integer(1) << bits);
    result.push_back(random() % 2 == 0 ? value : Integer(-value));
  }
  return result;
}

TEST_CASE("what the library is trusted to ensure is true where it is tried") {
  const World w(R"(contract Elementary {
    use std.normal
    use std.elementary
    asset USD { decimals 6 }
    state x : ratio @ 18
    action all(a: ratio @ 18, b: ratio @ 18) { x = exp(a) + ln(a) + pow(a, b) + norm_cdf(a) + norm_pdf(a) + norm_ppf(a) }
})");
  const auto state = surety::core::zero_state(w.contract());
  REQUIRE(w.contract().facts.size() == 6);
  std::mt19937_64 random(20'261'127);
  for (const surety::core::Fact& fact : w.contract().facts) {
    CHECK(!fact.lemma);
    INFO(fact.text);
    CHECK(surety::read::possible_errors(w.contract(), fact, surety::core::Mode::step)
              .empty());  // so a proof need not doubt that it returns
    const std::vector<Integer> first = samples(random, 1'500);
    const std::vector<Integer> second = samples(random, 1'500);
    for (std::size_t i = 0; i < first.size(); ++i) {
      std::vector<Integer> arguments{first[i]};
      if (fact.variable_count == 2) arguments.push_back(second[(i * 7) % second.size()]);
      INFO(first[i].get_str());
      REQUIRE(surety::read::holds(w.contract(), fact.condition, state, nullptr, arguments) == true);
    }
  }
}

TEST_CASE("a function's fact is made by its first call, with the lemma that proves it") {
  const World w(R"(contract Facts {
    asset USD { decimals 6  supply 1_000 }
    state x : USD in 0 .. 1_000
    fn half(y: USD) -> USD where y >= 0 ensures 2 * result <= y = y / 2 to USD down
    fn unused(y: USD) -> USD ensures result == y = y
    action step(y: USD) { x = half(half(y)) }
})");
  REQUIRE(w.contract().facts.size() == 1);
  const surety::core::Fact& fact = w.contract().facts[0];
  CHECK(fact.name == "half.ensures");
  CHECK(fact.text == "fn half(y: USD) -> USD where y >= 0 ensures 2 * result <= y");
  REQUIRE(fact.lemma);
  CHECK(w.contract()[*fact.lemma].name == "half.ensures");
  CHECK(surety::core::trusted(w.contract()).empty());
  const auto state = surety::core::zero_state(w.contract());
  for (const int y : {-3, 0, 1, 2, 7}) {
    const std::vector<Integer> arguments{y};
    CHECK(surety::read::holds(w.contract(), fact.condition, state, nullptr, arguments) == true);
  }
}

}  // namespace
