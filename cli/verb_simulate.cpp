// verb_simulate.cpp -- `surety simulate`: past prices against a contract and its agents.
#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/engines.h"
#include "cli/files.h"
#include "cli/grounds.h"
#include "cli/load.h"
#include "cli/verb.h"
#include "runtime/simulate/chart.h"
#include "runtime/simulate/report.h"
#include "runtime/simulate/simulation.h"
#include "runtime/simulate/venue.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;

/// `--market`, or NAME.market.json beside NAME.surety.
fs::path market_path(const Arguments& arguments) {
  if (const auto given = arguments.value("--market")) return *given;
  fs::path path = arguments.at("FILE");
  path.replace_extension(".market.json");
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw UsageError(
        fmt::format("no market description: `{}` does not exist and --market was not given\n"
                    "it says which action deposits, trades and liquidates; docs/simulate.md has the format",
                    path.string()));
  }
  return path;
}

const core::Oracle& oracle_of(const core::Contract& contract, const nlohmann::json& market, const fs::path& path) {
  const std::string name = market.is_object() ? market.value("oracle", nlohmann::json()).dump() : "";
  for (const core::Oracle& oracle : contract.oracles) {
    if (name == nlohmann::json(oracle.name).dump()) return oracle;
  }
  throw ContentError(fmt::format("{}: /oracle: the name of one of the contract's oracles was expected", path.string()));
}

std::vector<simulate::Bar> bars_of(const fs::path& path, int scale) {
  auto read = simulate::read_bars(read_file(path), scale);
  if (const auto* error = std::get_if<simulate::BarError>(&read)) {
    throw ContentError(fmt::format("{}:{}: {}", path.string(), error->line, error->message));
  }
  return std::move(std::get<std::vector<simulate::Bar>>(read));
}

simulate::Market market_of(const core::Contract& contract, const nlohmann::json& document, const fs::path& path,
                           const simulate::Bar& first) {
  auto read = simulate::read_market(contract, document, first.open, first.time);
  if (const auto* error = std::get_if<simulate::MarketError>(&read)) {
    throw ContentError(
        fmt::format("{}: {}: {}", path.string(), error->path.empty() ? "/" : error->path, error->message));
  }
  return std::move(std::get<simulate::Market>(read));
}

simulate::Settings settings_of(const Arguments& arguments, Console& console) {
  simulate::Settings settings;
  settings.traders = arguments.number("--traders", 2, 1'000'000, settings.traders);
  settings.keepers = arguments.number("--keepers", 0, 1'000, settings.keepers);
  settings.seed = arguments.number("--seed", 0, std::numeric_limits<std::uint64_t>::max(), settings.seed);
  if (arguments.value("--keepers-act").value_or("bar") == "update") {
    settings.keepers_act = simulate::KeepersAct::each_update;
  }
  settings.progress = [&console](std::size_t done, std::size_t all) {
    console.progress(fmt::format("bar {} of {}", done, all));
  };
  return settings;
}

simulate::Result simulated(const core::Contract& contract, const simulate::Market& market,
                           const std::vector<simulate::Bar>& bars, const Engines& engines,
                           const simulate::Settings& settings) {
  try {
    return simulate::simulate(contract, market, bars, engines.pointers(), settings);
  } catch (const simulate::EnginesDiffer& error) {
    throw ToolError(
        fmt::format("the engines disagree: {}\nthis is a defect of surety; please report it", error.what()));
  } catch (const simulate::ContentFault& error) {
    throw ContentError(error.what());
  }
}

std::string keepers_text(const simulate::Settings& settings) {
  const bool each_update = settings.keepers_act == simulate::KeepersAct::each_update;
  return fmt::format("{} keepers acting {}", settings.keepers, each_update ? "after every update" : "once a bar");
}

Exit run(const Arguments& arguments, Console& console) {
  const fs::path prices = arguments.at("--prices");
  require_readable(prices);
  require_readable(arguments.at("FILE"));
  const fs::path market_file = market_path(arguments);
  if (const auto svg = arguments.value("--svg")) require_writable(*svg);
  const Source source(arguments.at("FILE"), console);
  if (const auto svg = arguments.value("--svg")) {
    std::vector<Input> inputs = inputs_of(source);
    inputs.insert(inputs.end(), {{"prices", prices}, {"market description", market_file}});
    keep_inputs(*svg, "the chart", "with --svg", inputs);
  }
  const core::Contract& contract = source.contract();
  const nlohmann::json document = read_json(market_file);
  const core::Oracle& oracle = oracle_of(contract, document, market_file);
  const auto bars = bars_of(prices, contract[oracle.value].type.scale);
  const simulate::Market market = market_of(contract, document, market_file, bars.front());
  const simulate::Settings settings = settings_of(arguments, console);
  const codegen::Options code = grounds_of(source, arguments, console).options;
  const Engines engines(contract, code, arguments, console);
  const auto start = std::chrono::steady_clock::now();
  const simulate::Result result = simulated(contract, market, bars, engines, settings);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  const std::string subtitle = fmt::format("{}, {} traders, {}, seed {}", prices.filename().string(), settings.traders,
                                           keepers_text(settings), settings.seed);
  if (const auto svg = arguments.value("--svg")) {
    write_file(*svg, simulate::to_svg(contract, market, result, contract.name, subtitle));
  }
  if (engines.compiled()) say_grounds(contract, code, console);
  if (arguments.has("--json")) {
    nlohmann::ordered_json json = {
        {"schema", "surety.simulation/1"}, {"source", source.path().string()}, {"contract", contract.name},
        {"prices", prices.string()},       {"traders", settings.traders},      {"keepers", settings.keepers},
        {"seed", settings.seed},           {"engines", engines.names()},       {"code", grounds_json(contract, code)}};
    json.update(simulate::to_json(contract, market, result));
    console.print_json(json);
  } else {
    console.print(fmt::format("{}: {}\n\n{}", contract.name, subtitle, simulate::to_text(contract, market, result)));
    console.print(fmt::format("\n{} calls on {}{}\n", result.calls, engines.list(),
                              engines.names().size() > 1 ? ", equal to the last unit" : ""));
  }
  console.say("note", fmt::format("the simulation took {:.1f} s", elapsed.count()));
  return Exit::ok;
}

}  // namespace

Verb simulate_verb() {
  std::vector<OptionSpec> options = {
      {"--prices", "FILE", "CSV with a header: unix or date, open, high, low, close", false, {}, true},
      {"--market", "FILE", "the market description"},
      {"--traders", "N", "how many traders (default: 100)"},
      {"--keepers", "N", "how many keepers (default: 5)"},
      {"--keepers-act",
       "WHEN",
       "keepers act once a `bar` (default) or after every `update` of the oracle",
       false,
       {"bar", "update"}},
      {"--seed", "N", "the traders' chance; the same seed gives the same run (default: 1)"},
      {"--svg", "FILE", "write a chart of price, equity, insurance fund and bad debt"},
      engine_option()};
  append(options, grounds_options());
  options.push_back({"--json", "", "print the result as JSON (surety.simulation/1)"});
  return {"simulate",
          "replay past prices with traders and keepers; measure losses and broken assumptions",
          "A market description (NAME.market.json beside NAME.surety) says what the contract's actions are for.",
          "  surety simulate perp.surety --prices btcusd.csv --traders 500 --svg crash.svg\n",
          {{"FILE", "the contract", false}},
          std::move(options),
          run};
}

}  // namespace surety::cli
