// tune_test.cpp -- ranges, edges and lines on a contract whose true answers are known: `d = 3b - a` is not below zero
// where a <= 3b.
#include "verifier/tune/tune.h"

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using core::Integer;
using core::Range;
using verify::Verdict;
using verify::tune::Settings;

namespace {

core::Contract two_parameters() {
  return samples::contract_of(R"core((contract Two (error Range)
  (global parameter a int (range 0 100))
  (global parameter b int (range 0 20))
  (global state d int (range -1000 1000))
  (step instantiate instantiate
    (arguments (caller party) (a int (range 0 100) Range) (b int (range 0 20) Range))
    (require (le $1 70) WhereViolated)
    (require (le $2 15) WhereViolated)
    (write (a) $1 Range)
    (write (b) $2 Range))
  (step action put (arguments (caller party))
    (write (d) (sub (mul 3 (get b)) (get a)) Range))
  (invariant covered (le 0 (get d)))
  (invariant never (lt (get d) -5))))core");
}

core::GlobalId named(const core::Contract& contract, const std::string& name) {
  return core::find_global(contract, name).value();
}

Settings settings_for(const core::Contract& contract, const std::string& property, Range within) {
  Settings settings;
  settings.property = property;
  settings.parameter = named(contract, "a");
  settings.within = std::move(within);
  settings.options.resource_limit = 4'000'000;
  settings.options.search_steps = 5'000;
  return settings;
}

core::Contract with_b(const core::Contract& contract, const Integer& value) {
  return verify::tune::with_range(contract, named(contract, "b"), {value, value});
}

}  // namespace

TEST_CASE("tune: the widest range ends where the property does, with the run beyond") {
  const core::Contract contract = with_b(two_parameters(), 7);
  const auto widest = verify::tune::widest(contract, settings_for(contract, "covered", {0, 60}));
  REQUIRE(widest.proved);
  CHECK(*widest.proved == Range{0, 21});
  CHECK(widest.low.at_limit);
  CHECK_FALSE(widest.high.at_limit);
  CHECK(widest.high.beyond == Integer(22));
  REQUIRE(widest.high.answer);
  CHECK(widest.high.answer->verdict == Verdict::violated);
  CHECK(widest.high.answer->counterexample->trace.calls.size() == 2);
}

TEST_CASE("tune: a whole range that is proved is one proof") {
  const core::Contract contract = with_b(two_parameters(), 7);
  const auto widest = verify::tune::widest(contract, settings_for(contract, "covered", {3, 21}));
  CHECK(widest.proved == Range{3, 21});
  CHECK(widest.proofs == 1);
  CHECK(widest.low.at_limit);
  CHECK(widest.high.at_limit);
}

TEST_CASE("tune: an end is found to within the grain and never beyond") {
  const core::Contract contract = with_b(two_parameters(), 7);
  Settings settings = settings_for(contract, "covered", {0, 60});
  settings.grain = 8;
  const auto widest = verify::tune::widest(contract, settings);
  REQUIRE(widest.proved);
  CHECK(widest.proved->high <= 21);
  CHECK(widest.proved->high > 21 - 8);
}

TEST_CASE("tune: what holds for no value says so") {
  const core::Contract contract = two_parameters();
  const auto widest = verify::tune::widest(contract, settings_for(contract, "never", {0, 60}));
  CHECK_FALSE(widest.proved);
  REQUIRE(widest.low.answer);
  CHECK(widest.low.answer->verdict == Verdict::violated);
}

TEST_CASE("tune: a `where` clause bounds the range until it is lifted") {
  const core::Contract contract = with_b(two_parameters(), 30);  // the clause b <= 15 forbids it
  const std::vector<core::GlobalId> b = {named(contract, "b")};
  CHECK(verify::tune::where_clauses(contract, b).size() == 1);
  const core::Contract lifted = verify::tune::without_where(contract, b);
  CHECK(verify::tune::where_clauses(lifted, b).empty());
  CHECK(verify::tune::where_clauses(lifted, {named(contract, "a")}).size() == 1);
  const auto widest = verify::tune::widest(lifted, settings_for(lifted, "covered", {0, 65}));
  CHECK(widest.proved == Range{0, 65});
}

TEST_CASE("tune: ends on a line become a clause that is proved") {
  const core::Contract contract = two_parameters();
  const auto frontier = verify::tune::frontier(contract, settings_for(contract, "covered", {0, 60}),
                                               named(contract, "b"), {2, 14}, 4, {});
  REQUIRE(frontier.points.size() == 4);
  CHECK(frontier.points[1].against == 6);
  CHECK(frontier.points[1].widest.proved == Range{0, 18});
  REQUIRE(frontier.clause);
  CHECK(frontier.clause->left_factor == 1);
  CHECK(frontier.clause->right_factor == -3);
  CHECK(frontier.clause->bound == 0);
  CHECK(frontier.clause_proved);
  const std::string picture =
      verify::tune::to_svg(contract, settings_for(contract, "covered", {0, 60}), named(contract, "b"), frontier);
  CHECK(picture.starts_with("<svg"));
  CHECK(picture.find("class=\"violated\"") != std::string::npos);
}

TEST_CASE("tune: a cancelled search says that it was stopped") {
  const core::Contract contract = with_b(two_parameters(), 7);
  Settings settings = settings_for(contract, "covered", {0, 60});
  settings.options.cancelled = [] { return true; };
  const auto widest = verify::tune::widest(contract, settings);
  CHECK(widest.stopped);
  CHECK_FALSE(widest.proved);
}
