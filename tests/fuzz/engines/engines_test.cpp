// engines_test.cpp -- a fixed set of random contracts on all engines; and planted mistakes, which must be found and
// made small.
#include <fmt/format.h>

#include "codegen/mutant.h"
#include "compiler/core/text.h"
#include "tests/catch.h"
#include "tests/differential/random_contract.h"
#include "tests/fuzz/engines/contenders.h"
#include "tests/fuzz/engines/duel.h"
#include "tests/fuzz/engines/walk.h"

namespace surety::testing {
namespace {

constexpr std::uint64_t fixed_set = 12;

Ring everyone() {
  return {contender_names(), make_contender, [](const auto& contract) { return proofs_of(contract); }};
}

TEST_CASE("engines agree on a fixed set of random contracts") {
  Tally tally;
  const Ring ring = everyone();
  for (std::uint64_t seed = 1; seed <= fixed_set; ++seed) {
    const auto found = duel(seed, ring, tally);
    CHECK((found ? report(seed, *found) : "they agree") == "they agree");
  }
  INFO(report(tally));
  CHECK(tally.contracts == fixed_set);
  // The set is worth something: calls get somewhere, most steps succeed at times, money moves.
  CHECK(tally.succeeded * 5 > tally.calls);
  CHECK(tally.succeeded * 10 < tally.calls * 9);
  CHECK(tally.steps_succeeded * 3 > tally.steps * 2);
  CHECK(tally.effects > tally.contracts * 10);
  // Chains, proofs and scans take part.
  CHECK(tally.contracts_by_engine["cosmwasm"] * 3 > fixed_set);
  CHECK(tally.contracts_with_facts * 3 > fixed_set);
  CHECK(tally.contracts_with_ids * 4 > fixed_set);
  CHECK(tally.known_functions_proved > 4);
  CHECK(tally.scans > 4);
  CHECK(tally.thresholds > 1);
  CHECK(tally.rows_found > 100);
}

TEST_CASE("varied contracts are sound, survive their text, and are the same for the same seed") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    const core::Contract contract = random_contract(seed, varied_options(seed));
    CHECK(core::validate(contract) == std::nullopt);
    const std::string text = core::print(contract);
    CHECK(text == core::print(random_contract(seed, varied_options(seed))));
    const auto parsed = core::parse_text(text);
    REQUIRE(std::holds_alternative<core::Contract>(parsed));
    CHECK(core::print(std::get<core::Contract>(parsed)) == text);
  }
}

Proofs nothing_proved(const core::Contract&) { return {}; }

/// Native code with a mistake in it, under the name "native".
Ring with(codegen::Mutant mutant) {
  const auto make = [mutant](const std::string& name, const core::Contract& contract, const Proofs& proofs) {
    return name == "native" ? codegen::make_mutant_engine(contract, mutant) : make_contender(name, contract, proofs);
  };
  return {{"interpreter", "native"}, make, nothing_proved};
}

std::size_t statements_in(const Case& where) {
  std::size_t count = 0;
  for (const core::Step& step : where.contract.steps) count += reached(where.contract, step.body).statements.size();
  return count;
}

void is_found_and_made_small(codegen::Mutant mutant) {
  Tally tally;
  std::optional<Found> found;
  for (std::uint64_t seed = 1; seed <= 60 && !found; ++seed) found = duel(seed, with(mutant), tally);
  REQUIRE(found);
  CHECK(found->engine == "native");
  const Found small = shrunk(*found, with(mutant));
  INFO(report(0, small));
  CHECK(core::validate(small.where.contract) == std::nullopt);
  CHECK(difference(small.where, "native", with(mutant)));
  CHECK_FALSE(difference(small.where, "native", {{"interpreter", "native"}, make_contender, nothing_proved}));
  CHECK(statements_in(small.where) <= 5);
  CHECK(small.where.calls.size() <= 4);
  CHECK(small.where.contract.steps.size() <= 3);
}

// A test each, so that they run side by side.
TEST_CASE("planted and found: a division that truncates") {
  is_found_and_made_small(codegen::Mutant::truncating_division);
}
TEST_CASE("planted and found: an unsigned comparison") { is_found_and_made_small(codegen::Mutant::unsigned_compare); }
TEST_CASE("planted and found: a product that wraps") { is_found_and_made_small(codegen::Mutant::wrapping_multiply); }
TEST_CASE("planted and found: an undo that is forgotten") { is_found_and_made_small(codegen::Mutant::forgotten_undo); }
TEST_CASE("planted and found: rows that are stale") { is_found_and_made_small(codegen::Mutant::stale_rows); }
TEST_CASE("planted and found: effects of what was reverted") {
  is_found_and_made_small(codegen::Mutant::effects_after_revert);
}

/// What nobody proved, taken for proved.
Proofs everything_believed(const core::Contract& contract) {
  Proofs all;
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i)
    if (contract.properties[i].kind == core::PropertyKind::invariant) all.invariants.push_back({i});
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i)
    if (contract.scans[i].by) all.thresholds.push_back({i});
  return all;
}

TEST_CASE("code that rests on claims that nobody proved is found out") {
  const auto believing = [](bool invariants, bool thresholds) {
    return [=](const core::Contract& contract) {
      Proofs all = everything_believed(contract);
      if (!invariants) all.invariants.clear();
      if (!thresholds) all.thresholds.clear();
      return all;
    };
  };
  for (const bool invariants : {true, false}) {
    INFO((invariants ? "invariants" : "thresholds"));
    const Ring ring{{"interpreter", "native, proved"}, make_contender, believing(invariants, !invariants)};
    Tally tally;
    std::optional<Found> found;
    for (std::uint64_t seed = 1; seed <= 300 && !found; ++seed) found = duel(seed, ring, tally);
    REQUIRE(found);
    CHECK(found->engine == "native, proved");
  }
}

}  // namespace
}  // namespace surety::testing
