// uses_test.cpp -- what a proof does not name among its uses it does without.
//
// Reports, the memory, proofs that are withdrawn and compiled code all believe `uses`. It comes from marks that
// formulas carry through simplification, changes of variables and the solver's core; here the same obligations are
// proved again with everything withheld that was not named. And what a proof rests on, formulas that a solver called
// contradictory, has to be that when it is asked alone: definitions of what is not part of it may have helped.
#include <algorithm>
#include <filesystem>

#include "compiler/check/compile.h"
#include "tests/catch.h"
#include "tests/unit/verifier/plain_z3.h"
#include "verifier/oblige/theory.h"
#include "verifier/prove/obligation.h"

using namespace surety;
namespace strategy = verify::strategy;

namespace {

std::set<std::string> names_in(const core::Contract& contract, const verify::oblige::Theory& theory) {
  std::set<std::string> names;
  for (const core::Property& property : contract.properties) names.insert(property.name);
  for (const core::Trusted& assumption : core::trusted(contract)) names.insert(assumption.name);
  for (const auto& invariant : theory.invariants) names.insert(invariant.name);
  return names;
}

struct Count {
  std::size_t repeated = 0;
  std::size_t withheld = 0;  // names
};

Count repeat_without_the_rest(const std::string& file) {
  const std::filesystem::path root = SURETY_ROOT;
  const check::Compiled compiled = check::compile_file(root / file, {root / "stdlib"});
  REQUIRE(compiled.contract);
  const core::Contract& contract = *compiled.contract;
  const verify::oblige::Theory theory = verify::oblige::theory_of(contract);
  const std::set<std::string> names = names_in(contract, theory);
  verify::solver::Interrupter never;
  Count count;
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i) {
    for (const verify::oblige::Duty& duty : verify::oblige::duties(theory, core::PropertyId{i})) {
      const auto first = strategy::discharge(theory, duty, {}, never);
      INFO(file << ", " << duty.id << ", " << first.result.reason);
      REQUIRE(first.result.verdict == verify::Verdict::proved);
      if (first.result.rung == "linear" || first.result.rung == "integers") continue;  // not tried again: too dear
      strategy::ObligationOptions without;
      without.withheld = names;
      for (const std::string& used : first.result.uses) without.withheld.erase(used);
      INFO(without.withheld.size() << " withheld, used: " << first.result.uses.size());
      CHECK(strategy::discharge(theory, duty, without, never).result.verdict == verify::Verdict::proved);
      ++count.repeated;
      count.withheld += without.withheld.size();
    }
  }
  return count;
}

}  // namespace

TEST_CASE("a proof does without all that it does not name") {
  for (const char* file :
       {"examples/linear_perp/linear_perp.surety", "tests/verify/guards/guards.surety",
        "tests/verify/default_waterfall/default_waterfall.surety", "tests/verify/vault_shares/vault_shares.surety",
        "tests/verify/lending_liquidation/lending_liquidation.surety",
        "tests/verify/cross_margin_2/cross_margin_2.surety"}) {
    const Count count = repeat_without_the_rest(file);
    INFO(file);
    CHECK(count.repeated >= 50);
    CHECK(count.withheld >= count.repeated);  // else nothing was put to the test
  }
}

namespace {

/// How many questions the contract's proofs rest on; each is put to a solver of its own.
std::size_t ask_alone(const std::string& file) {
  const std::filesystem::path root = SURETY_ROOT;
  const check::Compiled compiled = check::compile_file(root / file, {root / "stdlib"});
  REQUIRE(compiled.contract);
  const verify::oblige::Theory theory = verify::oblige::theory_of(*compiled.contract);
  strategy::ObligationOptions keeping;
  keeping.keep_questions = true;
  verify::solver::Interrupter never;
  std::size_t asked = 0;
  for (std::uint32_t i = 0; i < compiled.contract->properties.size(); ++i) {
    for (const verify::oblige::Duty& duty : verify::oblige::duties(theory, core::PropertyId{i})) {
      for (const auto& question : strategy::discharge(theory, duty, keeping, never).questions) {
        INFO(file << ", " << duty.id << ", goal " << question.goal << "\n" << question.smtlib);
        CHECK(tests::contradictory(question.smtlib));
        ++asked;
      }
    }
  }
  return asked;
}

}  // namespace

TEST_CASE("what a proof rests on is contradictory alone") {
  for (const char* file :
       {"examples/variance_swap/variance_swap.surety", "examples/tiny_perp/tiny_perp.surety",
        "examples/cdp_stablecoin/cdp_stablecoin.surety", "examples/tranches/tranches.surety",
        "examples/everlasting_put/everlasting_put.surety", "examples/clearing_house/clearing_house.surety",
        "tests/verify/guards/guards.surety", "tests/verify/pro_rata/pro_rata.surety"}) {
    INFO(file);
    CHECK(ask_alone(file) > 4);
  }
}
