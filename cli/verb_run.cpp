// verb_run.cpp -- `surety run`: a list of transactions on every engine at once, told call by call.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/cells.h"
#include "cli/engines.h"
#include "cli/files.h"
#include "cli/grounds.h"
#include "cli/load.h"
#include "cli/verb.h"
#include "compiler/core/text_words.h"
#include "compiler/scenario/scenario.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;

/// What one call did; `unmet` says how it missed the scenario's expectation.
struct Executed {
  std::string call;
  std::optional<std::string> error;
  std::vector<core::EmittedEffect> effects;
  std::vector<Change> changes;
  std::optional<std::string> unmet;
};

std::optional<std::string> missed(const std::optional<scenario::Expectation>& expected,
                                  const std::optional<std::string>& error) {
  if (!expected) return std::nullopt;
  if (expected->success) return error ? std::optional("success was expected") : std::nullopt;
  if (!error) return fmt::format("{} was expected", expected->error ? "error " + *expected->error : "an error");
  if (expected->error && *expected->error != *error) return fmt::format("error {} was expected", *expected->error);
  return std::nullopt;
}

class Run {
 public:
  Run(const core::Contract& contract, const scenario::Scenario& scenario, runtime::Lockstep& lockstep)
      : contract_(contract), scenario_(scenario), lockstep_(lockstep) {
    lockstep_.reset();
    for (std::size_t i = 0; i < scenario_.trace.calls.size(); ++i) execute(i);
  }

  [[nodiscard]] bool as_expected() const {
    return std::ranges::none_of(executed_, [](const Executed& call) { return call.unmet.has_value(); });
  }

  [[nodiscard]] std::string text() const {
    std::string result;
    for (std::size_t i = 0; i < executed_.size(); ++i) result += call_text(i);
    result += "\nfinal state\n";
    return result + cells_text();
  }

  [[nodiscard]] ordered_json json() const {
    ordered_json result = {{"steps", ordered_json::array()}, {"state", ordered_json::object()}};
    for (const Executed& call : executed_) result["steps"].push_back(call_json(call));
    for (const Cell& cell : cells(contract_, lockstep_.state(), scenario_.trace.parties)) {
      result["state"][cell.name] = cell.value;
    }
    return result;
  }

 private:
  void execute(std::size_t index) {
    const core::Call& call = scenario_.trace.calls[index];
    const core::State before = lockstep_.state();
    core::Outcome outcome = lockstep_.execute(call);
    if (const auto& disagreement = lockstep_.disagreement()) report_disagreement(*disagreement);
    Executed& done = executed_.emplace_back();
    done.call = scenario::describe(contract_, scenario_.trace, call);
    if (outcome.error) done.error = contract_[*outcome.error];
    done.effects = std::move(outcome.effects);
    done.changes = changes(contract_, before, lockstep_.state(), scenario_.trace.parties);
    done.unmet = missed(scenario_.expectations.at(index), done.error);
  }

  [[nodiscard]] std::string call_text(std::size_t index) const {
    const Executed& call = executed_[index];
    std::string result = fmt::format("{:>3}  {}\n", index + 1, visible(call.call));
    if (call.error) result += fmt::format("     reverts: {}\n", *call.error);
    for (const core::EmittedEffect& effect : call.effects) {
      result += fmt::format("     {}\n", visible(describe(contract_, effect, scenario_.trace.parties)));
    }
    std::size_t longest = 0;
    for (const Change& change : call.changes) longest = std::max(longest, visible(change.name).size());
    for (const Change& change : call.changes) {
      result += fmt::format("     {:<{}}  {} -> {}\n", visible(change.name), longest, visible(change.before),
                            visible(change.after));
    }
    if (call.unmet) result += fmt::format("     NOT AS EXPECTED: {}\n", visible(*call.unmet));
    return result;
  }

  [[nodiscard]] std::string cells_text() const {
    const std::vector<Cell> all = cells(contract_, lockstep_.state(), scenario_.trace.parties);
    std::size_t longest = 0;
    for (const Cell& cell : all) longest = std::max(longest, visible(cell.name).size());
    std::string result;
    for (const Cell& cell : all)
      result += fmt::format("     {:<{}}  {}\n", visible(cell.name), longest, visible(cell.value));
    return result;
  }

  [[nodiscard]] ordered_json call_json(const Executed& call) const {
    ordered_json json = {{"call", call.call}, {"outcome", call.error ? "reverted" : "ok"}};
    json["error"] = call.error ? ordered_json(*call.error) : ordered_json(nullptr);
    json["effects"] = ordered_json::array();
    for (const core::EmittedEffect& effect : call.effects) {
      json["effects"].push_back({{"kind", core::effect_word(effect.kind)},
                                 {"party", party_name(effect.party, scenario_.trace.parties)},
                                 {"amount", amount_text(contract_[effect.asset], effect.amount)}});
    }
    json["changes"] = ordered_json::array();
    for (const Change& change : call.changes) {
      json["changes"].push_back({{"cell", change.name}, {"before", change.before}, {"after", change.after}});
    }
    json["as_expected"] = !call.unmet.has_value();
    return json;
  }

  const core::Contract& contract_;
  const scenario::Scenario& scenario_;
  runtime::Lockstep& lockstep_;
  std::vector<Executed> executed_;
};

scenario::Scenario read_scenario_file(const core::Contract& contract, const std::filesystem::path& path) {
  auto read = scenario::read_scenario(contract, read_json(path));
  if (const auto* error = std::get_if<scenario::ScenarioError>(&read)) {
    throw ContentError(fmt::format("{}: {}: {}", path.string(), error->path.empty() ? "/" : visible(error->path),
                                   visible(error->message)));
  }
  return std::move(std::get<scenario::Scenario>(read));
}

Exit run(const Arguments& arguments, Console& console) {
  require_readable(arguments.at("--scenario"));
  const Source source(arguments.at("FILE"), console);
  const scenario::Scenario scenario = read_scenario_file(source.contract(), arguments.at("--scenario"));
  const codegen::Options code = grounds_of(source, arguments, console).options;
  const Engines engines(source.contract(), code, arguments, console);
  runtime::Lockstep lockstep(source.contract(), engines.pointers());
  const Run run(source.contract(), scenario, lockstep);
  if (engines.compiled()) say_grounds(source.contract(), code, console);
  if (arguments.has("--json")) {
    ordered_json json = {{"schema", "surety.run/1"},
                         {"source", source.path().string()},
                         {"contract", source.contract().name},
                         {"engines", engines.names()},
                         {"code", grounds_json(source.contract(), code)},
                         {"as_expected", run.as_expected()}};
    json.update(run.json());
    console.print_json(json);
  } else {
    console.print(fmt::format("{}: {} calls on {}\n\n{}", source.contract().name, scenario.trace.calls.size(),
                              engines.list(), run.text()));
  }
  return run.as_expected() ? Exit::ok : Exit::no;
}

}  // namespace

Verb run_verb() {
  std::vector<OptionSpec> options = {
      {"--scenario", "FILE", "transactions, as docs/scenario.md describes them", false, {}, true}, engine_option()};
  append(options, grounds_options());
  options.push_back({"--json", "", "print the result as JSON (surety.run/1)"});
  return {"run",
          "execute a list of transactions and print what each one changed",
          "All engines run in lockstep and are compared after each call.",
          "  surety run perp.surety --scenario crash.json\n",
          {{"FILE", "the contract", false}},
          std::move(options),
          run};
}

}  // namespace surety::cli
