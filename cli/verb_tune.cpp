// verb_tune.cpp -- `surety tune`: how far a parameter may go before a property stops being proved.
#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/property_named.h"
#include "cli/tune_report.h"
#include "cli/verb.h"
#include "codegen/codegen.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

namespace {

using core::GlobalId;
using core::Integer;
using verify::tune::Frontier;
using verify::tune::Settings;
using verify::tune::Widest;

constexpr std::uint64_t default_points = 9;

GlobalId parameter_named(const core::Contract& contract, const std::string& name) {
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    if (global.kind != core::GlobalKind::parameter) continue;
    const bool number = global.type.sort == core::Sort::integer && global.type.enumeration.empty();
    if (global.name == name && number) return {i};
    if (global.name == name)
      throw UsageError(fmt::format("parameter `{}` is {}; only numbers can be tuned or held", name,
                                   global.type.enumeration.empty() ? "a bool" : "one of an enum"));
    known.push_back(global.name);
  }
  if (known.empty()) throw UsageError(fmt::format("contract {} has no parameters to tune", contract.name));
  throw UsageError(
      fmt::format("contract {} has no parameter `{}`{}", contract.name, name, scenario::suggestion(name, known)));
}

Integer value_of(const core::Global& parameter, const std::string& option, std::string_view text) {
  std::vector<std::string> parties;
  const auto read = scenario::read(parameter.type, text, parties);
  if (const auto* error = std::get_if<scenario::ValueError>(&read))
    throw UsageError(fmt::format("{}: {}", option, error->message));
  return std::get<Integer>(read);
}

/// "1% .. 20%", "1%..20%"
core::Range range_of(const core::Global& parameter, const std::string& option, const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos)
    throw UsageError(fmt::format("{}: `{}` is no range; write LOW..HIGH, for example `1%..20%`", option, text));
  const auto trimmed = [](std::string part) {
    part.erase(0, part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    return part;
  };
  core::Range range{value_of(parameter, option, trimmed(text.substr(0, dots))),
                    value_of(parameter, option, trimmed(text.substr(dots + 2)))};
  if (range.low > range.high) throw UsageError(fmt::format("{}: the range `{}` is empty", option, text));
  return range;
}

core::Range range_or_declared(const Arguments& arguments, const std::string& option, const core::Global& parameter) {
  const auto text = arguments.value(option);
  return text ? range_of(parameter, option, *text) : parameter.range;
}

verify::Options options_of(const Arguments& arguments, const Interrupt& interrupt) {
  verify::Options options;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  options.jobs = static_cast<unsigned>(arguments.number("--jobs", 1, 1'024, cores));
  options.timeout_seconds = static_cast<double>(
      arguments.number("--timeout", 1, 1'000'000, static_cast<std::uint64_t>(options.timeout_seconds)));
  options.make_engine = [](const core::Contract& contract) { return codegen::make_native_engine(contract); };
  options.cancelled = [&interrupt] { return interrupt.requested(); };
  return options;
}

Settings settings_of(const Arguments& arguments, const core::Contract& contract, const Interrupt& interrupt) {
  Settings settings;
  settings.property = arguments.at("--property");
  require_property(contract, settings.property);
  settings.parameter = parameter_named(contract, arguments.at("--param"));
  const core::Global& parameter = contract[settings.parameter];
  settings.within = range_or_declared(arguments, "--within", parameter);
  if (const auto grain = arguments.value("--grain")) settings.grain = value_of(parameter, "--grain", *grain);
  if (settings.grain < 1) throw UsageError("--grain: it must be more than zero");
  settings.options = options_of(arguments, interrupt);
  return settings;
}

bool found(const Widest& widest) { return widest.proved.has_value(); }
bool found(const Frontier& frontier) {
  return std::ranges::any_of(frontier.points, [](const auto& point) { return found(point.widest); });
}

Exit report(const Arguments& arguments, Console& console, const TuneQuestion& question, const auto& result) {
  if (arguments.has("--json")) {
    console.print_json(tune_json(question, result));
  } else {
    console.print(tune_text(question, result));
  }
  if (result.stopped) {
    console.say("note", "interrupted: what is shown as proved is proved, and more may be");
    return Exit::no;
  }
  return found(result) ? Exit::ok : Exit::no;
}

Exit tune_one(const Arguments& arguments, Console& console, const TuneQuestion& question, Settings& settings) {
  settings.options.progress = [&](const std::string& text) {
    console.progress(fmt::format("{}: {}", question.contract[settings.parameter].name, text));
  };
  return report(arguments, console, question, verify::tune::widest(question.contract, settings));
}

Exit tune_two(const Arguments& arguments, Console& console, const TuneQuestion& question, Settings& settings) {
  const GlobalId against = question.against.value_or(GlobalId{});
  if (against == settings.parameter) throw UsageError("--against: it is the parameter that --param names");
  for (const auto* option : {"--csv", "--svg"})
    if (const auto file = arguments.value(option)) require_writable(*file);
  const core::Range range = range_or_declared(arguments, "--against-within", question.contract[against]);
  const auto count = static_cast<unsigned>(arguments.number("--points", 1, 1'000, default_points));
  const auto told = [&](const verify::tune::FrontierPoint& point) {
    console.progress(fmt::format("{} = {}", question.contract[against].name,
                                 scenario::show(question.contract[against].type, point.against)));
  };
  const Frontier frontier = verify::tune::frontier(question.contract, settings, against, range, count, told);
  if (const auto file = arguments.value("--csv")) write_file(*file, tune_csv(question, frontier));
  if (const auto file = arguments.value("--svg"))
    write_file(*file, verify::tune::to_svg(question.contract, settings, against, frontier));
  return report(arguments, console, question, frontier);
}

/// --set NAME=VALUE, as often as it was given.
core::Contract with_settings(const Arguments& arguments, core::Contract contract) {
  std::vector<std::string> tuned;
  for (const char* const option : {"--param", "--against"})
    if (const auto name = arguments.value(option)) tuned.push_back(*name);
  for (const std::string& text : arguments.all("--set")) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos)
      throw UsageError(fmt::format("--set: `{}` sets nothing; write NAME=VALUE, for example `penalty=1%`", text));
    const std::string name = text.substr(0, sign);
    if (std::ranges::find(tuned, name) != tuned.end())
      throw UsageError(fmt::format("--set: `{}` is the parameter that is tuned; it cannot be held as well", name));
    const GlobalId parameter = parameter_named(contract, name);
    const Integer value = value_of(contract[parameter], "--set", text.substr(sign + 1));
    contract = verify::tune::with_range(std::move(contract), parameter, {value, value});
  }
  return contract;
}

/// Neither of the two is written over the source, nor over the other.
void keep_inputs(const Arguments& arguments, const Source& source) {
  std::vector<Input> inputs = inputs_of(source);
  if (const auto file = arguments.value("--csv")) {
    cli::keep_inputs(*file, "the table", "with --csv", inputs);
    inputs.push_back({"table", *file});
  }
  if (const auto file = arguments.value("--svg")) cli::keep_inputs(*file, "the picture", "with --svg", inputs);
}

Exit run(const Arguments& arguments, Console& console) {
  const Source source(arguments.at("FILE"), console);
  keep_inputs(arguments, source);
  const Interrupt interrupt;
  Settings settings = settings_of(arguments, source.contract(), interrupt);
  std::vector<GlobalId> tuned = {settings.parameter};
  std::optional<GlobalId> against;
  if (const auto name = arguments.value("--against")) {
    against = parameter_named(source.contract(), *name);
    tuned.push_back(*against);
  }
  for (const auto* option : {"--csv", "--svg", "--points", "--against-within"})
    if (!against && arguments.has(option)) throw UsageError(fmt::format("{}: it needs --against NAME", option));
  const bool lifted = arguments.has("--lift-where");
  core::Contract contract = with_settings(arguments, source.contract());
  if (lifted) contract = verify::tune::without_where(std::move(contract), tuned);
  const TuneQuestion question{
      source, contract, settings, against, verify::tune::where_clauses(source.contract(), tuned), lifted};
  return against ? tune_two(arguments, console, question, settings) : tune_one(arguments, console, question, settings);
}

}  // namespace

Verb tune_verb() {
  return {
      "tune",
      "find how far a parameter may go before a property stops being proved",
      "Bisects over proofs and shows the run that breaks the property just beyond each end. With --against it does\n"
      "so at several values of a second parameter, and where the ends lie on a line proves the line as a `where`.\n"
      "Exit 0 if the property is proved for some values, 1 if for none.",
      "  surety tune perp.surety --property no_bad_debt --param max_step\n"
      "  surety tune perp.surety --property no_bad_debt --param max_step --against maintenance --lift-where "
      "--svg steps.svg\n",
      {{"FILE", "the contract", false}},
      {{"--property", "NAME", "the property", false, {}, true},
       {"--param", "NAME", "the parameter to widen", false, {}, true},
       {"--within", "LOW..HIGH", "where to look (default: the declared range)"},
       {"--grain", "VALUE", "how close the ends are to be found (default: one unit of the parameter)"},
       {"--lift-where", "", "leave out the `where` clauses that mention what is tuned"},
       {"--set", "NAME=VALUE", "hold another parameter at one value", true},
       {"--against", "NAME", "a second parameter: find the frontier of the two"},
       {"--against-within", "LOW..HIGH", "which of its values (default: the declared range)"},
       {"--points", "N", "at how many of its values (default: 9)"},
       {"--csv", "FILE", "write the frontier as a table"},
       {"--svg", "FILE", "write the frontier as a picture"},
       {"--jobs", "N", "obligations solved at the same time (default: all cores)"},
       {"--timeout", "SECONDS", "longest time for one proof; then it is unknown (default: 60)"},
       {"--json", "", "print the result as JSON (surety.tune/1)"}},
      run};
}

}  // namespace surety::cli
