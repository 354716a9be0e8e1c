#include "runtime/simulate/simulation.h"

#include <algorithm>

#include "compiler/read/interpreter.h"
#include "runtime/simulate/chart.h"
#include "runtime/simulate/feed.h"
#include "runtime/simulate/report.h"
#include "runtime/simulate/venue.h"
#include "tests/catch.h"
#include "tests/unit/simulate/perp_contract.h"

using namespace surety;
using namespace surety::simulate;

namespace {

constexpr std::int64_t hour = 3'600;

/// Bars whose closes are `closes` (whole USD); each opens where the one before closed.
std::vector<Bar> bars_through(const std::vector<int>& closes) {
  std::vector<Bar> bars;
  core::Integer open = closes.front() * 10'000;
  for (std::size_t i = 0; i < closes.size(); ++i) {
    const core::Integer close = closes[i] * 10'000;
    bars.push_back({static_cast<std::int64_t>(i) * hour, open, std::max(open, close), std::min(open, close), close});
    open = close;
  }
  return bars;
}

std::vector<int> calm() { return {2000, 2010, 1990, 2005, 2020, 2000, 1985, 2000, 2015, 2000, 1995, 2005}; }
std::vector<int> crash() { return {2000, 2010, 1990, 2000, 1400, 1100, 1300, 1250, 1200, 1300, 1280, 1290}; }

Market market_of(const core::Contract& contract, const std::vector<Bar>& bars) {
  auto read = read_market(contract, samples::perp_market(), bars.front().open, bars.front().time);
  if (const auto* error = std::get_if<MarketError>(&read)) FAIL(error->path + ": " + error->message);
  return std::get<Market>(read);
}

Result run(const std::vector<int>& closes, const Settings& settings, std::size_t engine_count = 1) {
  const core::Contract contract = samples::contract_of(samples::perp);
  const auto bars = bars_through(closes);
  const Market market = market_of(contract, bars);
  std::vector<std::unique_ptr<core::Engine>> engines;
  std::vector<core::Engine*> borrowed;
  for (std::size_t i = 0; i < engine_count; ++i) {
    engines.push_back(read::make_interpreter(contract));
    borrowed.push_back(engines.back().get());
  }
  return simulate::simulate(contract, market, bars, borrowed, settings);
}

Settings of(std::size_t traders, KeepersAct keepers_act = KeepersAct::each_bar, std::uint64_t seed = 1) {
  Settings settings;
  settings.traders = traders;
  settings.keepers_act = keepers_act;
  settings.seed = seed;
  return settings;
}

/// An interpreter that pays one unit too much on the n-th call.
class Faulty final : public core::Engine {
 public:
  Faulty(const core::Contract& contract, int fault_at) : inner_(read::make_interpreter(contract)), left_(fault_at) {}
  [[nodiscard]] std::string name() const override { return "faulty"; }
  core::Outcome execute(core::StepId step, std::span<const core::Integer> arguments) override {
    core::Outcome outcome = inner_->execute(step, arguments);
    if (--left_ == 0) {
      core::State state = inner_->state();
      state.globals.back() += 1;
      inner_->reset(state);
    }
    return outcome;
  }
  [[nodiscard]] core::State state() const override { return inner_->state(); }
  void reset(const core::State& state) override { inner_->reset(state); }

 private:
  std::unique_ptr<core::Engine> inner_;
  int left_;
};

}  // namespace

TEST_CASE("the feed publishes as many updates as the oracle's step asks for") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const auto bars = bars_through({2000, 2050, 1500});
  const Market market = market_of(contract, bars);
  Feed feed(contract, market);
  core::State state = core::zero_state(contract);
  state.globals[market.oracle.value.index] = 2000'0000;

  const BarPath small = feed.path(state, bars[1]);
  CHECK(small.prices == std::vector<core::Integer>{2050'0000});
  CHECK_FALSE(small.beyond_one_update);

  state.globals[market.oracle.value.index] = 2050'0000;
  const BarPath large = feed.path(state, bars[2]);
  CHECK(large.beyond_one_update);
  CHECK(large.prices.size() == 7);  // 0.95^6 > 1500 / 2050 > 0.95^7
  CHECK(large.prices.front() == 1947'5000);
  CHECK(large.prices.back() == 1500'0000);
  for (std::size_t i = 0; i < large.prices.size(); ++i) {
    const core::Integer before = i == 0 ? core::Integer(2050'0000) : large.prices[i - 1];
    CHECK(100 * (before - large.prices[i]) <= 5 * before);
  }
}

TEST_CASE("a price that does not move is published once more, and one beyond the range stops at it") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const auto bars = bars_through({2000, 2000});
  const Market market = market_of(contract, bars);
  Feed feed(contract, market);
  core::State state = core::zero_state(contract);
  state.globals[market.oracle.value.index] = 2000'0000;
  CHECK(feed.path(state, bars[1]).prices == std::vector<core::Integer>{2000'0000});

  Bar wild = bars[1];
  wild.high = core::Integer("100000000000");
  state.globals[market.oracle.value.index] = core::Integer("9900000000");
  const BarPath path = feed.path(state, wild);
  CHECK(path.cut_short);
  CHECK(*std::ranges::max_element(path.prices) <= 10'000'000'000);
}

TEST_CASE("a calm market breaks no assumption and leaves no bad debt") {
  const Result result = run(calm(), of(60));
  CHECK(result.bars.size() == 12);
  CHECK(result.trades > 0);
  CHECK(result.volume > 0);
  CHECK(result.bars_beyond_step == 0);
  REQUIRE(result.assumptions.size() == 1);
  CHECK(result.assumptions[0].checked >= 12);
  CHECK(result.assumptions[0].broken == 0);
  CHECK(result.worst_bad_debt == 0);
}

TEST_CASE("a crash between two acts of the keepers breaks the assumption and costs money, not before") {
  const Result result = run(crash(), of(60));
  CHECK(result.bars_beyond_step >= 2);
  CHECK(result.assumptions[0].broken > 0);
  CHECK(result.assumptions[0].first_broken == 4 * hour);
  CHECK(result.liquidations > 0);
  CHECK(result.accounts_below_zero > 0);
  CHECK(result.worst_bad_debt > 0);
  CHECK(result.bad_debt_while_assumed == 0);
}

TEST_CASE("keepers who act after every update keep the same crash free of bad debt") {
  const Result result = run(crash(), of(60, KeepersAct::each_update));
  CHECK(result.liquidations > 0);
  CHECK(result.assumptions[0].broken == 0);
  CHECK(result.worst_bad_debt == 0);
  CHECK(result.insurance_drawn == 0);
  CHECK(result.bars.back().insurance > 0);
}

TEST_CASE("a seed gives one run, another seed another") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const Market market = market_of(contract, bars_through(crash()));
  const auto text = [&](std::uint64_t seed) {
    return to_json(contract, market, run(crash(), of(30, KeepersAct::each_bar, seed))).dump();
  };
  CHECK(text(1) == text(1));
  CHECK(text(1) != text(2));
}

TEST_CASE("money is neither made nor lost: what accounts and insurance hold together only moves with deposits") {
  const Result result = run(crash(), of(40));
  const core::Integer first = result.bars.front().equity + result.bars.front().insurance;
  for (const BarRecord& bar : result.bars) CHECK(core::Integer(bar.equity + bar.insurance) == first);
}

TEST_CASE("several engines run the same calls and are compared") {
  const Result one = run(crash(), of(20), 1);
  const Result two = run(crash(), of(20), 2);
  CHECK(one.calls == two.calls);
  CHECK(one.volume == two.volume);

  const core::Contract contract = samples::contract_of(samples::perp);
  const auto bars = bars_through(calm());
  const Market market = market_of(contract, bars);
  const auto interpreter = read::make_interpreter(contract);
  Faulty faulty(contract, 30);
  CHECK_THROWS_AS(simulate::simulate(contract, market, bars, {interpreter.get(), &faulty}, of(20)), EnginesDiffer);
}

TEST_CASE("a contract that refuses the deposits is told of") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const auto bars = bars_through(calm());
  Market market = market_of(contract, bars);
  market.keeper_capital = core::Integer("9000000000000000000");
  const auto interpreter = read::make_interpreter(contract);
  CHECK_THROWS_AS(simulate::simulate(contract, market, bars, {interpreter.get()}, of(20)), ContentFault);
}

TEST_CASE("the report and the chart name what was measured") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const Market market = market_of(contract, bars_through(crash()));
  const Result result = run(crash(), of(60));
  const std::string text = to_text(contract, market, result);
  CHECK(text.find("keepers") != std::string::npos);
  CHECK(text.find("1970-01-01 04:00") != std::string::npos);
  const auto json = to_json(contract, market, result);
  CHECK(json["bars"].size() == result.bars.size());
  CHECK(json["bars"][4]["price"] == "1400 USD/ETH");
  const std::string svg = to_svg(contract, market, result, "a < b & c", "subtitle");
  CHECK(svg.starts_with("<svg"));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(svg.find("a &lt; b &amp; c") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg.find("class=\"broken\"") != std::string::npos);
}

TEST_CASE("one bar is enough for a chart") {
  const core::Contract contract = samples::contract_of(samples::perp);
  const Market market = market_of(contract, bars_through({2000}));
  const std::string svg = to_svg(contract, market, run({2000}, of(4)), "one", "bar");
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg.find("inf") == std::string::npos);
}

TEST_CASE("money is shown to the cent, rounded down and grouped") {
  core::Type usd;
  usd.dimension = "USD";
  usd.scale = 6;
  CHECK(show_rounded(usd, core::Integer("1234567899999")) == "1,234,567.89 USD");
  CHECK(show_rounded(usd, 5'000) == "0.00 USD");
  CHECK(show_rounded(usd, -1) == "-0.01 USD");
}
