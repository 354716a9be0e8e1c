// prover_test.cpp -- whole runs on small contracts in core text: each verdict for its reason.
#include "verifier/prover.h"

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using verify::Verdict;

namespace {

constexpr const char* errors = R"core((error Range))core";

core::Contract contract(const std::string& body) {
  return samples::contract_of("(contract Small " + std::string(errors) + body + ")");
}

verify::Report proved(const core::Contract& contract, unsigned jobs = 1) {
  verify::Options options;
  options.jobs = jobs;
  options.resource_limit = 4'000'000;
  return verify::prove(contract, options);
}

const verify::PropertyResult& result(const verify::Report& report, const std::string& name) {
  for (const auto& property : report.properties) {
    if (property.name == name) return property;
  }
  throw std::runtime_error("no property " + name);
}

const std::string counter = R"core(
  (global state x int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range))
  (step action bump (arguments (caller party) (n int (range 1 5) Range))
    (write (x) (add (get x) (mul 2 (get x))) Range)
    (write (x) (add (get x) (mul 2 1)) Range))
  (step action never (arguments (caller party))
    (require (lt (get x) 0) Rejected)
    (write (x) 7 Range))
  (invariant in_range (le (get x) 1000))
  (invariant even (eq 0 (sub (get x) (mul 2 (div_down (get x) 2)))))
  (invariant not_five (not (eq (get x) 17)))
  (rule after_never (after never (eq (get x) 8)))
  (rule grows (after bump (lt (before (get x)) (get x))))
)core";

/// Rows of money: `move` is written as the language lowers it, or with both sides read before either is written.
std::string bank(const std::string& move) {
  return R"core(
  (asset USD 2 1000000)
  (global vault vault.USD (USD 2) (range 0 1000000) USD)
  (table Purse (field money (USD 2) (range 0 1000000) (pot USD)))
  (step instantiate instantiate (arguments (caller party)) (write (vault.USD) 0 Range))
  (step action pay_in (arguments (caller party) (n (USD 2) (range 0 1000000) Range))
    (write (Purse caller money) (add (get Purse caller money) n) Range)
    (write (vault.USD) (add (get vault.USD) n) Range)
    (receive USD caller n))
  (step action pay_out (arguments (caller party) (n (USD 2) (range 0 1000000) Range))
    (require (le n (get Purse caller money)) InsufficientFunds)
    (write (Purse caller money) (sub (get Purse caller money) n) Range)
    (require (le n (get vault.USD)) InsufficientFunds)
    (write (vault.USD) (sub (get vault.USD) n) Range)
    (pay USD caller n))
  (step action move (arguments (caller party) (from party) (to party) (n (USD 2) (range 0 1000000) Range))
    (locals (a (USD 2)) (b (USD 2)))
)core" + move +
         R"core()
  (conservation "conservation(USD)" (eq (get vault.USD) (sum Purse $0 (get Purse $0 money))))
  (invariant someone_holds_it_all (forall Purse $0 (le (get Purse $0 money) (get vault.USD))))
  (can leave Purse $0 true (call pay_out $0 (get Purse $0 money)))
)core";
}

const std::string sound_move = R"core(
    (require (le n (get Purse from money)) InsufficientFunds)
    (write (Purse from money) (sub (get Purse from money) n) Range)
    (write (Purse to money) (add (get Purse to money) n) Range))core";
const std::string alias_blind_move = R"core(
    (let a (get Purse from money))
    (let b (get Purse to money))
    (require (le n a) InsufficientFunds)
    (write (Purse from money) (sub a n) Range)
    (write (Purse to money) (add b n) Range))core";

}  // namespace

TEST_CASE("each verdict of a counter") {
  const auto small = contract(counter);
  const auto report = proved(small);
  CHECK(result(report, "in_range").verdict == Verdict::proved);
  CHECK(result(report, "even").verdict == Verdict::proved);
  CHECK(result(report, "grows").verdict == Verdict::proved);
  // 17 = 3 * 5 + 2, and 5 is odd: with `even` no such step exists.
  CHECK(result(report, "not_five").verdict == Verdict::proved);
  CHECK(result(report, "after_never").verdict == Verdict::vacuous);
  REQUIRE(report.notes.size() == 2);
  CHECK(report.notes[1] == "`in_range` adds nothing: the declared ranges alone imply it");
  CHECK(report.notes.front().find("`never` can never succeed") == 0);
}

TEST_CASE("a step from a state that is never reached") {
  const auto small = contract(R"core(
  (global state x int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range))
  (step action bump (arguments (caller party))
    (require (lt (get x) 900) Rejected)
    (write (x) (add (get x) 2) Range))
  (invariant never_odd (not (eq (get x) 17))))core");
  const auto report = proved(small);
  const auto& odd = result(report, "never_odd");
  REQUIRE(odd.verdict == Verdict::not_inductive);
  REQUIRE(odd.step);
  CHECK(odd.step->name == "bump");
  CHECK(odd.step->state == std::vector<std::string>{"x = 15"});
}

TEST_CASE("a proof that uses what is not proved is withdrawn") {
  const auto small = contract(R"core(
  (global state x int (range 0 1000))
  (global state y int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range) (write (y) 0 Range))
  (step action follow (arguments (caller party)) (write (y) (get x) Range))
  (step action jump (arguments (caller party)) (write (x) 9 Range))
  (invariant small_x (le (get x) 8))
  (invariant small_y (le (get y) 8)))core");
  const auto report = proved(small);
  CHECK(result(report, "small_x").verdict == Verdict::violated);
  CHECK(result(report, "small_x").counterexample->replayed);
  CHECK(result(report, "small_y").verdict != Verdict::proved);
}

TEST_CASE("sums, unbounded rows and a promise to pay") {
  const auto sound = contract(bank(sound_move));
  const auto report = proved(sound);
  for (const auto& property : report.properties) {
    INFO(property.name << ": " << property.reason);
    CHECK(property.verdict == Verdict::proved);
  }
}

TEST_CASE("two names of one row: what is written through one is lost by the other") {
  const auto blind = contract(bank(alias_blind_move));
  const auto report = proved(blind);
  const auto& law = result(report, "conservation(USD)");
  REQUIRE(law.verdict == Verdict::violated);
  const auto& last = law.counterexample->trace.calls.back();
  CHECK(last.arguments[1] == last.arguments[2]);
  CHECK(result(report, "leave").verdict != Verdict::proved);
}

TEST_CASE("a range that instantiation does not establish is no fact") {
  const auto small = contract(R"core(
  (global state x int (range 5 1000))
  (step instantiate instantiate (arguments (caller party)))
  (invariant at_least_five (le 5 (get x))))core");
  CHECK(result(proved(small), "at_least_five").verdict != Verdict::proved);
}

TEST_CASE("an undefined property does not hold") {
  const auto small = contract(R"core(
  (global state x int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 1 Range))
  (step action set (arguments (caller party) (n int (range 0 9) Range)) (write (x) n Range))
  (invariant ratio (le (div_down 5 (get x)) 5)))core");
  CHECK(result(proved(small), "ratio").verdict == Verdict::violated);
}

TEST_CASE("the number of threads changes nothing") {
  for (const std::string& body : {counter, bank(sound_move), bank(alias_blind_move)}) {
    const auto small = contract(body);
    const auto one = proved(small, 1);
    const auto two = proved(small, 2);
    REQUIRE(one.properties.size() == two.properties.size());
    for (std::size_t i = 0; i < one.properties.size(); ++i) {
      const auto& a = one.properties[i];
      const auto& b = two.properties[i];
      CHECK(a.verdict == b.verdict);
      REQUIRE(a.obligations.size() == b.obligations.size());
      for (std::size_t j = 0; j < a.obligations.size(); ++j) {
        CHECK(a.obligations[j].sha256 == b.obligations[j].sha256);
        CHECK(a.obligations[j].rung == b.obligations[j].rung);
        CHECK(a.obligations[j].uses == b.obligations[j].uses);
      }
    }
  }
}

TEST_CASE("a cancelled run says so") {
  const auto small = contract(bank(sound_move));
  verify::Options options;
  options.cancelled = [] { return true; };
  for (const auto& property : verify::prove(small, options).properties) {
    CHECK(property.verdict != Verdict::violated);
  }
}
