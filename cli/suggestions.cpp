// suggestions.cpp -- see suggestions.h.
#include "cli/suggestions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/files.h"
#include "verifier/suggest/suggest.h"
#include "verifier/work_clock.h"

namespace surety::cli {

namespace {

/// A hint is worth some seconds of work, on all processors together; a verdict never depends on it.
constexpr double seconds_for_a_hint = 5;
constexpr double seconds_for_a_question = 2;

std::optional<std::vector<conjecture::Conjecture>> closing(const conjecture::Extended& extended,
                                                           const std::string& property,
                                                           const verify::Options& options) {
  const auto& properties = extended.contract.properties;
  const auto target = std::ranges::find(properties, property, &core::Property::name);
  verify::suggest::Request request;
  request.target = core::PropertyId{static_cast<std::uint32_t>(target - properties.begin())};
  request.options = options;
  request.options.timeout_seconds = std::min(options.timeout_seconds, seconds_for_a_question);
  const auto worked = [] { return verify::seconds_on(CLOCK_PROCESS_CPUTIME_ID); };
  request.options.cancelled = [&options, worked, start = worked()] {
    return worked() - start > seconds_for_a_hint || (options.cancelled && options.cancelled());
  };
  for (const conjecture::Conjecture& one : extended.accepted) request.candidates.push_back(one.name);
  const auto names = verify::suggest::closing(extended.contract, request);
  if (!names) return std::nullopt;
  std::vector<conjecture::Conjecture> found;
  for (const conjecture::Conjecture& one : extended.accepted)
    if (std::ranges::find(*names, one.name) != names->end()) found.push_back(one);
  return found;
}

std::string told(const std::vector<conjecture::Conjecture>& invariants) {
  std::string text;
  for (const conjecture::Conjecture& one : invariants)
    text += fmt::format("{}invariant {}: {}", text.empty() ? "" : "; ", one.name, one.text);
  return text;
}

}  // namespace

Suggestions suggest_invariants(const Source& source, const verify::Options& options, verify::Report& report) {
  Suggestions suggestions;
  std::optional<conjecture::Extended> extended;
  for (verify::PropertyResult& result : report.properties) {
    if (result.verdict != verify::Verdict::not_inductive || !result.step) continue;
    if (options.cancelled && options.cancelled()) break;
    if (!extended) extended = conjecture::extended(source.path(), {standard_library()});
    if (!extended || extended->accepted.empty()) break;
    if (options.progress) options.progress("looking for the invariant that " + result.name + " needs");
    if (auto invariants = closing(*extended, result.name, options)) {
      result.step->hint = told(*invariants);
      suggestions.emplace(result.name, *std::move(invariants));
    }
  }
  return suggestions;
}

std::optional<std::size_t> write_suggestions(const Source& source, const Suggestions& suggestions) {
  // From the end of the file to its beginning, so that places stay where they are. What a module's property needs
  // stands at the end.
  using Place = std::optional<std::uint32_t>;
  constexpr std::uint32_t contract_itself = 0;
  std::vector<std::pair<Place, const std::vector<conjecture::Conjecture>*>> places;
  for (const core::Property& property : source.contract().properties) {
    const auto found = suggestions.find(property.name);
    if (found == suggestions.end()) continue;
    const bool here = property.span.file.index == contract_itself && !property.span.none();
    places.emplace_back(here ? Place(property.span.begin) : std::nullopt, &found->second);
  }
  const auto order = [](const auto& place) { return place.first.value_or(UINT32_MAX); };
  std::ranges::sort(places, {}, order);
  std::set<std::string> written;
  std::vector<std::pair<Place, std::vector<conjecture::Conjecture>>> inserts;
  for (const auto& [place, invariants] : places) {
    inserts.emplace_back(place, std::vector<conjecture::Conjecture>{});
    for (const conjecture::Conjecture& one : *invariants)
      if (written.insert(one.name).second) inserts.back().second.push_back(one);
  }
  std::optional<std::string> text = read_file(source.path());
  for (auto insert = inserts.rbegin(); text && insert != inserts.rend(); ++insert) {
    if (!insert->second.empty()) text = conjecture::with_invariants(*text, insert->first, insert->second);
  }
  if (written.empty()) return 0;
  if (!text || !check::compile_text(source.path().string(), *text, {standard_library()}).contract) return std::nullopt;
  write_file(source.path(), *text);
  return written.size();
}

}  // namespace surety::cli
