// verdicts.cpp -- see verdicts.h.
#include "cli/verdicts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/verb.h"
#include "cli/version.h"
#include "compiler/scenario/scenario.h"
#include "compiler/source/flattened.h"
#include "verifier/prover.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;
using verify::Verdict;

constexpr std::array all_verdicts = {Verdict::proved, Verdict::violated, Verdict::not_inductive, Verdict::unknown,
                                     Verdict::vacuous};

double milliseconds(double seconds) { return static_cast<double>(std::llround(seconds * 1000)) / 1000; }

std::string shown(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved: return "PROVED";
    case Verdict::violated: return "VIOLATED";
    case Verdict::not_inductive: return "NOT INDUCTIVE";
    case Verdict::unknown: return "UNKNOWN";
    case Verdict::vacuous: return "VACUOUS";
  }
  return "";
}

ordered_json place_json(const Source& source, source::Span span) {
  ordered_json place = where(source.sources(), span);
  if (place.is_object()) place.erase("file");
  return place;
}

ordered_json trace_json(const Source& source, const verify::Counterexample& example) {
  ordered_json json = scenario::write_scenario(source.contract(), source.path().filename().string(), example.trace);
  json["replayed"] = example.replayed;
  return json;
}

ordered_json recheck_json(const verify::Recheck& recheck) {
  ordered_json json = {{"questions", recheck.questions}, {"confirmed", recheck.confirmed}};
  if (!recheck.confirmed_by.empty()) json["confirmed_by"] = recheck.confirmed_by;
  if (!recheck.reason.empty()) json["reason"] = recheck.reason;
  return json;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

std::vector<std::string> functions_named(const core::Trusted& assumption) {
  std::vector<std::string> texts;
  texts.reserve(assumption.functions.size());
  for (const std::string& function : assumption.functions) texts.push_back(one_line(function));
  return texts;
}

namespace {
/// Where the prover has no words of its own for it: the author's.
std::string term_of(const Source& source, const verify::Obstacle& obstacle) {
  if (!obstacle.term.empty() || source.place(obstacle.span).empty()) return obstacle.term;
  return source::flattened(source.sources().text(obstacle.span));
}
}  // namespace

ordered_json obstacles_json(const Source& source, const verify::ObligationResult& obligation) {
  ordered_json list = ordered_json::array();
  for (const verify::Obstacle& obstacle : obligation.obstacles) {
    list.push_back({{"term", term_of(source, obstacle)},
                    {"where", place_json(source, obstacle.span)},
                    {"advice", obstacle.advice}});
  }
  return list;
}

ordered_json matrix_json(const verify::Report& report) {
  ordered_json rows = ordered_json::object();
  for (const verify::MatrixRow& row : report.matrix) {
    rows[row.step] = ordered_json::object();
    for (const verify::MatrixCell& cell : row.cells) rows[row.step][cell.property] = verify::word(cell.touch);
  }
  return rows;
}

ordered_json property_json(const Source& source, const verify::PropertyResult& property) {
  ordered_json json = {{"name", property.name},
                       {"kind", property.kind},
                       {"verdict", verify::word(property.verdict)},
                       {"where", place_json(source, property.span)},
                       {"seconds", milliseconds(property.seconds)},
                       {"solver", property.solver},
                       {"cached", property.cached},
                       {"obligations", ordered_json::array()}};
  for (const verify::ObligationResult& obligation : property.obligations) {
    ordered_json one = {{"id", obligation.id},
                        {"verdict", verify::word(obligation.verdict)},
                        {"seconds", milliseconds(obligation.seconds)},
                        {"sha256", obligation.sha256},
                        {"rung", obligation.rung},
                        {"uses", obligation.uses},
                        {"requires", obligation.requires_needed},
                        {"goals", obligation.goals}};
    if (obligation.cached) one["cached"] = true;
    if (!obligation.reason.empty()) one["reason"] = obligation.reason;
    if (!obligation.obstacles.empty()) one["stopped_by"] = obstacles_json(source, obligation);
    if (obligation.recheck) one["recheck"] = recheck_json(*obligation.recheck);
    json["obligations"].push_back(std::move(one));
  }
  const bool rechecked =
      std::ranges::any_of(property.obligations, [](const auto& one) { return one.recheck.has_value(); });
  if (rechecked)
    json["rechecked_by"] = property.rechecked_by.empty() ? ordered_json() : ordered_json(property.rechecked_by);
  const bool run = property.counterexample && !property.counterexample->trace.calls.empty();
  json["trace"] = run ? trace_json(source, *property.counterexample) : ordered_json(nullptr);
  if (property.counterexample) {
    if (!property.counterexample->values.empty()) json["values"] = property.counterexample->values;
    if (property.counterexample->scenario_from) json["test_begins_at"] = *property.counterexample->scenario_from + 1;
    json["replayed_on"] = property.counterexample->engines;
    json["story"] = property.counterexample->story;
  }
  if (property.step) {
    json["step"] = {{"name", property.step->name},
                    {"state", property.step->state},
                    {"arguments", property.step->arguments},
                    {"hint", property.step->hint}};
  }
  if (!property.reason.empty()) json["reason"] = property.reason;
  if (!property.trivial.empty()) json["trivial"] = property.trivial;
  return json;
}

namespace {

/// A line of the story: a call with a number, what it changed below it. "alice: f()  [a 0 -> 1, b 2 -> 3]"
std::string story_line(std::string_view line, std::string_view number) {
  const std::size_t changes = line.ends_with(']') ? line.find("  [") : std::string_view::npos;
  std::string text = fmt::format("    {:>2}  {}\n", number, line.substr(0, changes));
  if (changes == std::string_view::npos) return text;
  std::string_view rest = line.substr(changes + 3);
  rest.remove_suffix(1);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    text += fmt::format("          {}\n", rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return text;
}

std::string story_text(const verify::Counterexample& example) {
  std::string text;
  for (std::size_t i = 0; i < example.story.size(); ++i) {
    text += story_line(example.story[i], i < example.trace.calls.size() ? std::to_string(i + 1) : "");
  }
  if (example.replayed) text += fmt::format("        replayed on {}\n", fmt::join(example.engines, ", "));
  return text;
}

std::string step_text(const verify::Step& step) {
  std::string text =
      fmt::format("    no run from instantiation was found; from this state `{}` breaks it:\n", step.name);
  for (const std::string& line : step.state) text += fmt::format("        {}\n", line);
  if (!step.arguments.empty()) text += fmt::format("        with {}\n", fmt::join(step.arguments, ", "));
  if (!step.hint.empty()) text += fmt::format("    missing: {}\n", step.hint);
  return text;
}

/// What the second solver said of a proof: a few words behind the line, and a line for each obligation left open.
struct RecheckText {
  std::string words;
  std::string lines;
};

RecheckText recheck_text(const verify::PropertyResult& property) {
  unsigned questions = 0;
  unsigned confirmed = 0;
  RecheckText text;
  bool asked = false;
  for (const verify::ObligationResult& obligation : property.obligations) {
    if (!obligation.recheck) continue;
    asked = true;
    const verify::Recheck& recheck = *obligation.recheck;
    questions += recheck.questions;
    confirmed += recheck.confirmed;
    if (recheck.confirmed == recheck.questions) continue;
    text.lines += fmt::format("    {}: {} of {} confirmed; {}\n", obligation.id, recheck.confirmed, recheck.questions,
                              recheck.reason);
  }
  if (asked) text.words = fmt::format("  confirmed {} of {}", confirmed, questions);
  if (!property.rechecked_by.empty()) text.words += " by " + property.rechecked_by;
  return text;
}

}  // namespace

std::string obstacles_text(const Source& source, const verify::ObligationResult& obligation) {
  std::string text;
  for (const verify::Obstacle& obstacle : obligation.obstacles) {
    const std::string place = source.place(obstacle.span);
    text += fmt::format("      stopped by `{}`{}\n        try {}\n", term_of(source, obstacle),
                        place.empty() ? "" : ", " + place, obstacle.advice);
  }
  return text;
}

/// The reason of a property is often that of the first obligation that failed, which is told with it below.
bool told_by_obligation(const verify::PropertyResult& property) {
  return std::ranges::any_of(property.obligations, [&](const verify::ObligationResult& obligation) {
    return obligation.verdict != Verdict::proved && property.reason == obligation.id + ": " + obligation.reason;
  });
}

std::string property_text(const Source& source, const verify::PropertyResult& property) {
  const RecheckText recheck = recheck_text(property);
  std::string text = fmt::format("{:<14} {:<13}{}  ({:.2f} s{}){}\n", shown(property.verdict), property.kind,
                                 property.name, property.seconds, property.cached ? ", cached" : "", recheck.words);
  if (property.verdict == Verdict::proved) return text + recheck.lines;
  const std::string place = source.place(property.span);
  if (!place.empty()) text += fmt::format("    at {}\n", place);
  const bool told_below = property.verdict != Verdict::violated && told_by_obligation(property);
  if (!property.reason.empty() && !told_below) text += fmt::format("    {}\n", property.reason);
  if (property.counterexample) text += story_text(*property.counterexample);
  if (property.step) text += step_text(*property.step);
  if (property.verdict == Verdict::violated) return text;  // the transactions say it all
  std::string told;  // what stopped the obligation before: it often stops the next one too
  for (const verify::ObligationResult& obligation : property.obligations) {
    if (obligation.verdict == Verdict::proved) continue;
    text += fmt::format("    {}: {}{}{}\n", obligation.id, verify::word(obligation.verdict),
                        obligation.reason.empty() ? "" : ": ", obligation.reason);
    const std::string stopped = obstacles_text(source, obligation);
    if (stopped != told) text += stopped;
    told = stopped;
  }
  return text;
}

namespace {

std::string assumptions_text(const Source& source) {
  const std::vector<core::Trusted> assumptions = core::trusted(source.contract());
  if (assumptions.empty()) return "These verdicts rest on no assumption.\n";
  std::string text = "These verdicts rest on:\n";
  for (std::size_t i = 0; i < assumptions.size(); ++i) {
    text += fmt::format("  {}. {}\n", i + 1, one_line(assumptions[i].text));
  }
  return text;
}

}  // namespace

ordered_json verdicts_json(const Source& source, const verify::Report& report) {
  ordered_json json = {{"schema", "surety.verdicts/1"},
                       {"source", source.path().filename().string()},
                       {"source_sha256", source.text_sha256()},
                       {"tool", version},
                       {"solver", verify::solver_version()},
                       {"contract", report.contract},
                       {"summary", ordered_json::object()},
                       {"assumptions", ordered_json::array()},
                       {"notes", report.notes},
                       {"solver_questions", report.solver_questions},
                       {"properties", ordered_json::array()}};
  for (const Verdict verdict : all_verdicts)
    json["summary"][std::string(verify::word(verdict))] = report.count(verdict);
  for (const core::Trusted& assumption : core::trusted(source.contract())) {
    json["assumptions"].push_back({{"name", assumption.name},
                                   {"before", assumption.before},
                                   {"where", place_json(source, assumption.span)},
                                   {"text", one_line(assumption.text)},
                                   {"functions", functions_named(assumption)}});
  }
  for (const verify::PropertyResult& property : report.properties) {
    json["properties"].push_back(property_json(source, property));
  }
  json["matrix"] = matrix_json(report);
  return json;
}

std::string verdicts_text(const Source& source, const verify::Report& report) {
  std::string text;
  for (const verify::PropertyResult& property : report.properties) text += property_text(source, property);
  text += "\n" + assumptions_text(source);
  for (const std::string& note : report.notes) text += fmt::format("note: {}\n", note);
  std::vector<std::string> counts;
  for (const Verdict verdict : all_verdicts) {
    const unsigned count = report.count(verdict);
    if (count > 0 || verdict == Verdict::proved) counts.push_back(fmt::format("{} {}", count, verify::word(verdict)));
  }
  std::string summary = fmt::format("{}: {}", report.contract, fmt::join(counts, ", "));
  std::ranges::replace(summary, '_', ' ');
  return text + "\n" + summary + "\n";
}

std::string matrix_text(const verify::Report& report) {
  std::string text = "\nWhat each step can touch, and what protects it:\n";
  for (const verify::MatrixRow& row : report.matrix) {
    text += fmt::format("  {}\n", row.step);
    if (row.cells.empty()) text += "      nothing that a property speaks of\n";
    for (const verify::MatrixCell& cell : row.cells) {
      std::string words = cell.touch == verify::Touch::open ? "not proved" : "kept";
      if (cell.touch == verify::Touch::guarded)
        words = fmt::format("kept by {}", fmt::join(cell.requires_needed, ", "));
      text += fmt::format("      {:<32} {}\n", cell.property, words);
    }
  }
  return text;
}

std::vector<std::string> unexpected_verdicts(const nlohmann::json& expected, const std::filesystem::path& contract_file,
                                             const core::Contract& contract, const verify::Report& report) {
  if (!expected.is_object()) throw ContentError("the expected verdicts are a JSON object: property -> verdict");
  const std::string file = contract_file.filename().string();
  const nlohmann::json& mine = expected.contains(file) ? expected[file] : expected;
  std::vector<std::string> sentences;
  for (const verify::PropertyResult& property : report.properties) {
    const auto found = mine.find(property.name);
    const std::string verdict(verify::word(property.verdict));
    if (found == mine.end()) {
      sentences.push_back(fmt::format("`{}` is {}, and the expected verdicts do not name it", property.name, verdict));
    } else if (*found != verdict) {
      sentences.push_back(fmt::format("`{}` is {}, {} was expected", property.name, verdict,
                                      found->is_string() ? found->get<std::string>() : found->dump()));
    }
  }
  for (const auto& [name, verdict] : mine.items()) {
    if (std::ranges::find(contract.properties, name, &core::Property::name) == contract.properties.end())
      sentences.push_back(fmt::format("`{}` is expected and the contract has no such property", name));
  }
  return sentences;
}

}  // namespace surety::cli
