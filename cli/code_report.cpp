// code_report.cpp -- see code_report.h.
#include "cli/code_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace surety::cli {

namespace {

using codegen::Check;
using codegen::Fact;
using codegen::FactSource;
using codegen::StepReport;

std::string_view word(FactSource source) {
  switch (source) {
    case FactSource::declared_range: return "declared_range";
    case FactSource::check: return "check";
    case FactSource::invariant: return "invariant";
  }
  return "";
}

std::string described(const Source& source, const Fact& fact) {
  switch (fact.source) {
    case FactSource::declared_range: return "the range of " + fact.name;
    case FactSource::invariant: return "invariant " + fact.name;
    case FactSource::check: break;
  }
  const std::string place = source.place(fact.span);  // of the file that the step is in, mostly: its name says little
  const std::string what = fact.name.empty() ? "the branch" : "the check " + fact.name;
  return place.empty() ? what : what + " at " + place.substr(place.find(':') + 1);
}

std::string because(const Source& source, const StepReport& step, const Check& check) {
  std::string result;
  for (const std::uint32_t fact : check.facts)
    result += (result.empty() ? "" : ", ") + described(source, step.facts[fact]);
  return result;
}

void add_check(const Source& source, const StepReport& step, const Check& check, std::string& text) {
  const std::string& error = source.contract()[check.error];
  const std::string place = source.place(check.span);
  text += place.empty() ? fmt::format("    {}\n", error) : fmt::format("    {}  {}\n", place, error);
  if (!check.reason.empty()) text += fmt::format("        {}\n", check.reason);
  if (!check.remains) text += fmt::format("        {}\n", because(source, step, check));
}

void add_checks(const Source& source, const StepReport& step, bool remaining, std::string& text) {
  for (const Check& check : step.checks)
    if (check.remains == remaining) add_check(source, step, check, text);
}

}  // namespace

std::string code_report_text(const Source& source, const codegen::Report& report) {
  std::string text;
  for (const StepReport& step : report.steps) {
    const auto remaining = std::ranges::count_if(step.checks, [](const Check& check) { return check.remains; });
    const auto dropped = static_cast<std::ptrdiff_t>(step.checks.size()) - remaining;
    text +=
        fmt::format("\n{}: checks made: {}, not needed: {}\n", source.contract()[step.step].name, remaining, dropped);
    if (remaining > 0) text += "  made, since this is not certain:\n";
    add_checks(source, step, true, text);
    if (dropped > 0) text += "  not needed, because of:\n";
    add_checks(source, step, false, text);
  }
  return text;
}

nlohmann::ordered_json code_report_json(const Source& source, const codegen::Report& report) {
  nlohmann::ordered_json steps = nlohmann::ordered_json::array();
  for (const StepReport& step : report.steps) {
    nlohmann::ordered_json facts = nlohmann::ordered_json::array();
    for (const Fact& fact : step.facts)
      facts.push_back(
          {{"source", word(fact.source)}, {"name", fact.name}, {"place", where(source.sources(), fact.span)}});
    nlohmann::ordered_json checks = nlohmann::ordered_json::array();
    for (const Check& check : step.checks)
      checks.push_back({{"error", source.contract()[check.error]},
                        {"place", where(source.sources(), check.span)},
                        {"remains", check.remains},
                        {"reason", check.reason},
                        {"facts", check.facts}});
    steps.push_back({{"step", source.contract()[step.step].name}, {"facts", facts}, {"checks", checks}});
  }
  return steps;
}

}  // namespace surety::cli
