// Which checks compiled code makes, which it need not make, and by which facts.
#include <algorithm>

#include "codegen/codegen.h"
#include "compiler/check/compile.h"
#include "tests/catch.h"

using namespace surety;
using codegen::Check;
using codegen::FactSource;

namespace {

constexpr const char* pool = R"(
contract Pool {
    asset USD { decimals 6  supply 1_000_000_000 }
    state version : ratio @ 0 in 1 .. 9 = 1
    state shares : ratio @ 0 in 0 .. 1_000_000_000_000_000_000_000_000 = 1
    account Holder {
        pot cash : USD
        weight : ratio @ 0 in -1_000 .. 1_000
    }
    action price(amount: USD) {
        let each = amount / shares to USD down
        require each <= 1 USD else TooDear
    }
    action pay(amount: USD) {
        require amount >= 0
        require amount <= my.cash
        move amount from my.cash to caller
    }
    action halve() {
        my.weight = my.weight / 2 to ratio @ 0 down
    }
    invariant some_shares: shares >= 1
    invariant light: forall h in Holder: h.weight >= 0 and h.weight <= 7
}
)";

core::Contract contract_of(const char* text) {
  check::Compiled compiled = check::compile_text("pool.surety", text, {});
  REQUIRE(compiled.contract.has_value());
  return std::move(*compiled.contract);
}

core::PropertyId property(const core::Contract& contract, std::string_view name) {
  const auto found = std::ranges::find(contract.properties, name, &core::Property::name);
  REQUIRE(found != contract.properties.end());
  return {static_cast<std::uint32_t>(found - contract.properties.begin())};
}

/// What the code of one step does about the checks that end with `error`.
struct Account {
  std::size_t remaining = 0;
  std::size_t dropped = 0;
  std::vector<codegen::Fact> facts;  // of the dropped ones
};
Account account(const core::Contract& contract, const codegen::Options& options, std::string_view step,
                std::string_view error) {
  const codegen::Report report = codegen::llvm_ir(contract, options).report;
  const codegen::StepReport& entry = report.steps.at(core::find_step(contract, step).value().index);
  Account result;
  for (const Check& check : entry.checks) {
    if (contract[check.error] != error) continue;
    ++(check.remains ? result.remaining : result.dropped);
    CHECK(check.reason.empty() != check.remains);
    if (check.remains) continue;
    for (const std::uint32_t fact : check.facts) result.facts.push_back(entry.facts.at(fact));
  }
  return result;
}

bool names(const Account& account, FactSource source, std::string_view name) {
  return std::ranges::any_of(account.facts,
                             [&](const codegen::Fact& fact) { return fact.source == source && fact.name == name; });
}

}  // namespace

TEST_CASE("a divisor that is proved positive loses its check, and the report says by what") {
  const core::Contract contract = contract_of(pool);
  const Account before = account(contract, {}, "price", "DivisionByZero");
  CHECK(before.remaining == 1);
  CHECK(before.dropped == 0);
  const Account after =
      account(contract, {.facts = true, .proved = {property(contract, "some_shares")}}, "price", "DivisionByZero");
  CHECK(after.remaining == 0);
  CHECK(after.dropped == 1);
  CHECK(names(after, FactSource::invariant, "some_shares"));
}

TEST_CASE("declared ranges and invariants over rows are facts, and are named") {
  const core::Contract contract = contract_of(pool);
  const std::string_view error = "OutOfRange(Holder.weight)";
  const Account declared = account(contract, {}, "halve", error);
  CHECK(declared.dropped == 1);
  CHECK(names(declared, FactSource::declared_range, "Holder.weight"));
  CHECK_FALSE(names(declared, FactSource::invariant, "light"));
  const Account proved = account(contract, {.facts = true, .proved = {property(contract, "light")}}, "halve", error);
  CHECK(proved.dropped == 1);
  CHECK(names(proved, FactSource::invariant, "light"));
}

TEST_CASE("what a check has established need not be checked again") {
  const Account funds = account(contract_of(pool), {}, "pay", "InsufficientFunds");
  CHECK(funds.dropped >= 1);
  CHECK(names(funds, FactSource::check, "Rejected"));
}

TEST_CASE("without facts every check is made and no fact is used") {
  const core::Contract contract = contract_of(pool);
  const codegen::Options options{.facts = false, .proved = {property(contract, "light")}};
  const codegen::Report report = codegen::llvm_ir(contract, options).report;
  std::size_t checks = 0;
  for (const codegen::StepReport& step : report.steps) {
    CHECK(step.facts.empty());
    for (const Check& check : step.checks) {
      CHECK(check.remains);
      CHECK(check.facts.empty());
      ++checks;
    }
  }
  CHECK(checks > 10);
}

namespace {

/// What a step does before instantiation, where the code rests on an invariant.
core::Outcome before_instantiation(const core::Contract& contract, std::string_view invariant) {
  codegen::Options options;
  options.proved = {property(contract, invariant)};
  const auto engine = codegen::make_native_engine(contract, options);
  return engine->execute(*core::find_step(contract, "halve"), std::vector<core::Integer>{3});
}

std::string without(std::string text, std::string_view line) {
  const std::size_t at = text.find(line);
  REQUIRE(at != std::string::npos);
  return text.erase(at, text.find('\n', at) - at);
}

}  // namespace

TEST_CASE("steps before instantiation are rejected, or rest on no invariant") {
  const core::Outcome rejected{core::error_id(core::BuiltinError::rejected), {}};
  const core::Contract told_by_range = contract_of(pool);
  CHECK(before_instantiation(told_by_range, "light") == rejected);
  const auto native = codegen::make_native_engine(told_by_range);
  CHECK(native->execute(*core::find_step(told_by_range, "halve"), std::vector<core::Integer>{3}) == rejected);

  const std::string versionless = without(pool, "state version");
  const core::Contract told_by_invariant = contract_of(versionless.c_str());
  CHECK(before_instantiation(told_by_invariant, "some_shares") == rejected);
  CHECK(before_instantiation(told_by_invariant, "light") == core::Outcome{});
  codegen::Options options;
  options.proved = {property(told_by_invariant, "light")};
  CHECK(codegen::relied_on(told_by_invariant, options).empty());
  const Account halved = account(told_by_invariant, options, "halve", "OutOfRange(Holder.weight)");
  CHECK_FALSE(names(halved, FactSource::invariant, "light"));
  options.proved.push_back(property(told_by_invariant, "some_shares"));
  CHECK(codegen::relied_on(told_by_invariant, options) == options.proved);
}

TEST_CASE("the rest of a division is as wide as its divisor, and long scales divide word by word") {
  const core::Contract contract = contract_of(R"(
contract Rounds {
    asset USD { decimals 6  supply 1_000_000_000 }
    account Holder {
        pot cash : USD
        by_number : ratio @ 27
        by_scale : ratio @ 27
    }
    action round(a: ratio @ 27 in 0 .. 1_000_000, b: ratio @ 27 in 0 .. 1_000_000, d: ratio @ 18 in 0.000_000_000_001 .. 9) {
        my.by_number = a * b / d to ratio @ 27 nearest
        my.by_scale = a * b to ratio @ 27 nearest
    }
}
)");
  const std::vector<char> bytes = codegen::llvm_ir(contract).bytes;
  const std::string text(bytes.begin(), bytes.end());
  CHECK(text.find("i512") == std::string::npos);
  CHECK(text.find("@surety.divide.256.by.7450580596923828125") != std::string::npos);  // 10^27 = 2^27 * 5^27
}

TEST_CASE("what is not known of a flag is said once, through however many branches it waits") {
  const core::Contract contract = contract_of(R"(
contract Waits {
    enum Market { A, B, C, D }
    oracle mark : ratio @ 0 { range 1 .. 4 }
    state base : ratio @ 0 in -1 .. 4 = 0
    state open[Market] : ratio @ 0 in -2 .. 3
    state lead : party
    account T { held[Market] : ratio @ 0 in -1 .. 3  flag : bool  leader : party  own : ratio @ 0 in -1 .. 4 }
    action add(ok: bool, other: party, m: Market) {
        require ok else Closed
        T[lead].flag = base > 1
        for g in Market {
            let u = (if exists i in Market where open[i] > 0: T[T[caller].leader].held[i] > 0 then mark else T[other].own) + base
            T[other].held[m] += u
            open[m] += u
        }
        require T[lead].flag else NotFlagged
    }
}
)");
  const codegen::Report report = codegen::llvm_ir(contract).report;
  std::size_t longest = 0;
  for (const codegen::StepReport& step : report.steps)
    for (const Check& check : step.checks) longest = std::max(longest, check.reason.size());
  CHECK(longest > 0);
  CHECK(longest < 1'000);
}
