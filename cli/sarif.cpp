// sarif.cpp -- see sarif.h.
#include "cli/sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/version.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;
using verify::Verdict;

/// A path as a reference that viewers resolve against the repository's root; absolute ones as a URI of their own.
std::string uri(const std::string& path) {
  std::string result = std::filesystem::path(path).is_absolute() ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view("-._~/").find(c) != std::string::npos);
    result += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return result;
}

ordered_json location(const SarifResult& result) {
  ordered_json physical = {{"artifactLocation", {{"uri", uri(result.file)}}}};
  if (result.place) physical["region"] = {{"startLine", result.place->line}, {"startColumn", result.place->column}};
  return {{"physicalLocation", std::move(physical)}};
}

ordered_json result_json(const SarifResult& result) {
  return {{"ruleId", result.rule},
          {"level", result.level},
          {"message", {{"text", result.message}}},
          {"locations", ordered_json::array({location(result)})},
          {"partialFingerprints", {{"surety/1", result.fingerprint}}}};
}

std::string spoken(Verdict verdict) {
  std::string words(verify::word(verdict));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string message_of(const verify::PropertyResult& property) {
  std::string text = fmt::format("{} `{}` is {}", property.kind, property.name, spoken(property.verdict));
  if (!property.reason.empty()) text += ": " + property.reason;
  if (property.counterexample) {
    for (const std::string& line : property.counterexample->story) text += "\n" + line;
  }
  if (property.step) {
    text += fmt::format("\nfrom this state `{}` breaks it:", property.step->name);
    for (const std::string& line : property.step->state) text += "\n  " + line;
    if (!property.step->hint.empty()) text += "\nmissing: " + property.step->hint;
  }
  return text;
}

}  // namespace

ordered_json sarif(const std::vector<SarifRule>& rules, const std::vector<SarifResult>& results) {
  ordered_json listed = ordered_json::array();
  for (const SarifRule& rule : rules) {
    if (std::ranges::find(results, rule.id, &SarifResult::rule) == results.end()) continue;
    listed.push_back({{"id", rule.id}, {"shortDescription", {{"text", rule.description}}}});
  }
  ordered_json found = ordered_json::array();
  for (const SarifResult& result : results) found.push_back(result_json(result));
  ordered_json run = {{"tool", {{"driver", {{"name", "surety"}, {"version", version}, {"rules", std::move(listed)}}}}},
                      {"columnKind", "unicodeCodePoints"},
                      {"results", std::move(found)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", ordered_json::array({std::move(run)})}};
}

ordered_json verdicts_sarif(const Source& source, const verify::Report& report) {
  const std::vector<SarifRule> rules = {
      {"violated", "transactions that were replayed break the property"},
      {"not_inductive", "a step breaks the property from a state that satisfies the invariants"},
      {"unknown", "the property was neither proved nor refuted"},
      {"vacuous", "the property says nothing: what it speaks of cannot happen"}};
  std::vector<SarifResult> results;
  for (const verify::PropertyResult& property : report.properties) {
    if (property.verdict == Verdict::proved) continue;
    SarifResult result;
    result.rule = verify::word(property.verdict);
    result.level = property.verdict == Verdict::unknown ? "warning" : "error";
    result.message = message_of(property);
    result.file = source.path().string();
    const source::Span span = property.span;
    if (!span.none() && span.file.index < source.sources().size()) {
      result.file = source.sources().name(span.file);
      result.place = source.sources().location(span.file, span.begin);
    }
    result.fingerprint = report.contract + "/" + property.name;
    results.push_back(std::move(result));
  }
  return sarif(rules, results);
}

}  // namespace surety::cli
