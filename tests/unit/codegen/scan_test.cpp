// Scans: the interpreter, the compiled plain form and the thresholds find the same rows, at every price and after every
// write; and the rows that count as written are those that are.
#include "compiler/core/scan.h"

#include <random>

#include "codegen/codegen.h"
#include "codegen/scan_writes.h"
#include "compiler/check/compile.h"
#include "compiler/core/text.h"
#include "compiler/read/interpreter.h"
#include "compiler/read/scan.h"
#include "runtime/engine/wasm_engine.h"
#include "tests/catch.h"

using namespace surety;

namespace {

core::Contract compiled(const std::string& text) {
  check::Compiled result = check::compile_text("test.surety", text, {});
  INFO(source::render(result.sources, result.sink, false));
  REQUIRE(result.contract.has_value());
  REQUIRE(core::validate(*result.contract) == std::nullopt);
  return std::move(*result.contract);
}

/// Margins that are linear in the price, that go by floors, that go the other way, and one that nobody can be short of.
const char* const market = R"(
contract Market {
    asset USD { decimals 6  supply 1_000_000_000 }
    unit ETH { decimals 18 }
    role matcher
    param need : ratio @ 4 in 1% .. 25% governed by matcher
    oracle mark : USD/ETH @ 2 { range 0.01 .. 100   heartbeat 60s   step 100% }
    account Trader {
        balance quote : USD
        size : ETH in -1_000 .. 1_000
        note : ETH in 0 .. 10
        frozen : bool
    }
    fn worth(t: Trader) -> USD = abs(t.size) * mark to USD down
    fn gain(t: Trader) -> USD = if t.size > 0 then worth(t) else -worth(t)

    action deposit(amount: USD) { move amount from caller to my.quote }
    action trade(buyer: party, seller: party, quantity: ETH) by matcher {
        ref b = Trader[buyer]
        b.size += quantity
        Trader[seller].size -= quantity
        move mark * quantity to USD down from Trader[buyer].quote to Trader[seller].quote
    }
    action annotate(amount: ETH) { my.note = amount }
    action fee(amount: USD) { move amount from my.quote to Trader[matcher].quote }
    action freeze(target: party) by matcher { Trader[target].frozen = true }

    scan exact by mark:   t in Trader where t.quote + t.size * mark < need * (abs(t.size) * mark)
    scan floored by mark: t in Trader where t.size != 0 and t.quote + gain(t) < (worth(t) * need to USD down)
    scan healthy by mark: t in Trader where not t.frozen and t.size != 0 and t.quote + t.size * mark > 1 USD
    scan between by mark: t in Trader where t.size > 0 and (t.size * mark to USD down) >= 7 USD and t.quote != 0 USD
    scan poor:            t in Trader where t.quote < 0 or t.quote == 0 and t.frozen
}
)";

std::vector<core::ScanId> all_with_threshold(const core::Contract& contract) {
  std::vector<core::ScanId> result;
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i)
    if (contract.scans[i].by) result.push_back({i});
  return result;
}

class Run {
 public:
  explicit Run(const core::Contract& contract, std::uint32_t seed) : contract_(contract), random_(seed), engines_{} {
    engines_.push_back(read::make_interpreter(contract));
    engines_.push_back(codegen::make_native_engine(contract));
    codegen::Options options;
    options.thresholds = all_with_threshold(contract);
    engines_.push_back(codegen::make_native_engine(contract, options));
    engines_.push_back(runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes));
    engines_.push_back(runtime::make_wasm_engine(contract, codegen::wasm_module(contract, options).bytes));
  }

  core::Integer number(const core::Range& range) {
    const core::Integer width = range.high - range.low + 1;
    const core::Integer bits = (core::Integer(random_()) << 96) + (core::Integer(random_()) << 64) +
                               (core::Integer(random_()) << 32) + random_();
    // Small numbers are as likely as large ones.
    const core::Integer small = bits >> static_cast<unsigned>(random_() % 128);
    core::Integer at = small % width;
    if (random_() % 2 == 0) at = width - 1 - at;
    return range.low + at;
  }

  void call(const std::string& name, const std::vector<core::Integer>& arguments) {
    const core::StepId step = *core::find_step(contract_, name);
    const core::Outcome expected = engines_[0]->execute(step, arguments);
    for (std::size_t i = 1; i < engines_.size(); ++i) REQUIRE(engines_[i]->execute(step, arguments) == expected);
  }

  void compare() {
    const core::State state = engines_[0]->state();
    for (std::uint32_t i = 0; i < contract_.scans.size(); ++i) {
      INFO(contract_.scans[i].name << " at " << core::to_string(state.globals[price().index]));
      const core::Found expected = read::scan(contract_, {i}, state);
      found_ += expected.parties.size();
      for (const auto& engine : engines_) {
        INFO(engine->name());
        const auto found = engine->scan({i});
        REQUIRE(found.has_value());
        CHECK(*found == expected);
      }
    }
  }
  [[nodiscard]] core::GlobalId price() const { return *core::find_global(contract_, "mark"); }
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }
  /// All engines at `state`.
  void reset(const core::State& state) {
    for (const auto& engine : engines_) engine->reset(state);
  }
  [[nodiscard]] core::State state() const { return engines_[0]->state(); }
  [[nodiscard]] std::size_t found() const { return found_; }

 private:
  const core::Contract& contract_;
  std::mt19937 random_;
  std::vector<std::unique_ptr<core::Engine>> engines_;
  std::size_t found_ = 0;
};

constexpr std::uint32_t traders = 150;  // two whole blocks of 64 and a rest

core::State random_state(Run& run, const core::Contract& contract) {
  core::State state = run.state();
  for (std::uint32_t party = 0; party < traders; ++party) {
    core::Row row;
    for (const core::Field& field : contract.tables[0].fields)
      row.push_back(field.type.sort == core::Sort::boolean ? core::Integer(run.pick(2)) : run.number(field.range));
    state.tables[0][party] = row;
  }
  return state;
}

}  // namespace

TEST_CASE("plain scans and thresholds find what the interpreter finds, whatever rows, prices and writes") {
  const core::Contract contract = compiled(market);
  Run run(contract, 7);
  run.compare();  // before instantiation nobody is found
  run.call("instantiate", {0, 500, 1, 1'000, 0});
  run.compare();
  const core::Range marks = contract[run.price()].range;
  for (int round = 0; round < 6; ++round) {
    run.reset(random_state(run, contract));
    for (int i = 0; i < 30; ++i) {
      core::State state = run.state();
      run.call("mark.update", {0, run.number(marks)});
      run.call("deposit", {run.pick(traders), run.number({0, 1'000'000'000})});
      run.call("trade", {1, run.pick(traders), run.pick(traders + 20), run.number({-1'000'000, 1'000'000'000'000})});
      run.call("annotate", {run.pick(traders), run.number({0, 10})});
      run.call("fee", {run.pick(traders), run.number({-5, 1'000'000})});
      run.call("freeze", {1, run.pick(traders)});
      if (i % 10 == 9) run.call("set_need", {1, run.number({100, 2'500})});
      run.compare();
    }
  }
  CHECK(run.found() > 1'000);
}

TEST_CASE("a threshold is exact: at the price before it and at it the condition differs") {
  const core::Contract contract = compiled(market);
  Run run(contract, 11);
  run.call("instantiate", {0, 500, 1, 1'000, 0});
  core::State state = random_state(run, contract);
  // Every price of a range so narrow that all can be tried.
  for (int mark = 1; mark <= 10'000; mark += mark < 300 ? 1 : 97) {
    state.globals[run.price().index] = mark;
    run.reset(state);
    run.compare();
  }
}

TEST_CASE("the rows that count as written are those of the parties in arguments and roles") {
  const core::Contract contract = compiled(market);
  const core::Scan& scan = contract[*core::find_scan(contract, "exact")];
  const auto written = [&](const char* step) {
    return codegen::written_rows(contract, scan, *core::find_step(contract, step));
  };
  CHECK(written("deposit").arguments == std::set<std::uint32_t>{0});
  CHECK(written("trade").arguments == std::set<std::uint32_t>{1, 2});
  CHECK(written("fee").arguments == std::set<std::uint32_t>{0});
  CHECK(written("fee").roles.size() == 1);
  CHECK(written("annotate").arguments.empty());  // the condition does not read `note`
  CHECK(written("freeze").arguments.empty());
  CHECK(written("mark.update").arguments.empty());
  for (const char* step : {"deposit", "trade", "fee", "annotate", "freeze", "mark.update"})
    CHECK_FALSE(written(step).any);
}

TEST_CASE("what a scan reads, and the lemma that lets it go by a threshold") {
  const core::Contract contract = compiled(market);
  const core::Scan& scan = contract[*core::find_scan(contract, "exact")];
  const core::ScanReads reads = core::reads_of(contract, scan);
  CHECK(reads.fields == std::vector<core::FieldId>{{0}, {1}});
  CHECK(reads.globals.size() == 2);  // mark, need
  CHECK_FALSE(reads.party);
  REQUIRE(scan.monotone.has_value());
  const core::Property& lemma = contract[*scan.monotone];
  CHECK(lemma.name == "exact.monotone");
  CHECK(lemma.kind == core::PropertyKind::lemma);
  CHECK(lemma.variable_count == 6);  // quote, size, need, three prices
  CHECK_FALSE(contract[*core::find_scan(contract, "poor")].monotone.has_value());
}

TEST_CASE("the search by thresholds compares 64 rows at a time") {
  const core::Contract contract = compiled(market);
  codegen::Options options;
  const auto vectors = [&] {
    const std::vector<char> bytes = codegen::llvm_ir(contract, options).bytes;
    const std::string ir(bytes.begin(), bytes.end());
    std::size_t count = 0;
    for (std::size_t at = ir.find("icmp sgt <64 x i64>"); at != std::string::npos;
         at = ir.find("icmp sgt <64 x i64>", at + 1))
      ++count;
    return count;
  };
  CHECK(vectors() == 0);
  options.thresholds = all_with_threshold(contract);
  CHECK(vectors() == options.thresholds.size());
}

TEST_CASE("scans are part of core's text form") {
  const core::Contract contract = compiled(market);
  const std::string text = core::print(contract);
  auto again = core::parse_text(text);
  REQUIRE(std::holds_alternative<core::Contract>(again));
  const auto& copy = std::get<core::Contract>(again);
  CHECK(core::validate(copy) == std::nullopt);
  CHECK(core::print(copy) == text);
  REQUIRE(copy.scans.size() == contract.scans.size());
  CHECK(copy.scans[0].by == contract.scans[0].by);
  CHECK(copy.scans[0].monotone == contract.scans[0].monotone);
}

TEST_CASE("a condition that is undefined for a row ends the scan with its error") {
  const core::Contract contract = compiled(R"(
contract Shares {
    asset USD { decimals 6  supply 1_000 }
    account Holder { balance held : USD   parts : ratio @ 0 in 0 .. 10 }
    action set(held: USD, parts: ratio @ 0) { move held from caller to my.held   my.parts = parts }
    scan small: t in Holder where t.held != 0 and (t.held / t.parts to USD down) < 10 USD
}
)");
  std::vector<std::unique_ptr<core::Engine>> engines;
  engines.push_back(read::make_interpreter(contract));
  engines.push_back(codegen::make_native_engine(contract));
  engines.push_back(runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes));
  const core::StepId set = *core::find_step(contract, "set");
  for (const auto& engine : engines) {
    engine->execute({0}, std::vector<core::Integer>(contract.steps[0].argument_count, 0));
    engine->execute(set, std::vector<core::Integer>{3, 9'000'000, 1});
    CHECK(engine->scan({0}) == core::Found{std::nullopt, {3}});
    engine->execute(set, std::vector<core::Integer>{4, 9'000'000, 0});
    CHECK(engine->scan({0}) == core::Found{core::error_id(core::BuiltinError::division_by_zero), {}});
  }
}

TEST_CASE("a plain scan without facts relies on no declared range") {
  const core::Contract contract = compiled(R"(
contract Limits {
    account T { n : ratio @ 0 in 0 .. 5 }
    action put(v: ratio @ 0) { my.n = v }
    scan big: t in T where t.n > 5
}
)");
  codegen::Options options;
  options.facts = false;
  const auto engine = codegen::make_native_engine(contract, options);
  core::State state = core::zero_state(contract);
  state.tables[0][3] = {core::Integer(7)};
  engine->reset(state);
  const auto found = engine->scan(core::ScanId{0});
  REQUIRE(found.has_value());
  CHECK(found->parties == std::vector<core::PartyIndex>{3});
}
