// mutation_report.cpp -- see mutation_report.h. Survivors come first: they are what there is to do.
#include "cli/mutation_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/files.h"
#include "cli/version.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;
using verify::Verdict;
using verify::mutation::Fate;
using verify::mutation::Outcome;

constexpr std::array all_fates = {Fate::killed,    Fate::survived, Fate::equivalent,
                                  Fate::undecided, Fate::refused,  Fate::cancelled};
constexpr std::array killing = {Verdict::violated, Verdict::not_inductive, Verdict::vacuous};

std::size_t count(const Mutation& mutation, Fate fate) {
  if (mutation.report == nullptr) return 0;
  return static_cast<std::size_t>(std::ranges::count(mutation.report->outcomes, fate, &Outcome::fate));
}

std::size_t killed_with(const Mutation& mutation, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count_if(mutation.report->outcomes, [&](const Outcome& outcome) {
    return outcome.fate == Fate::killed && outcome.verdict == verdict;
  }));
}

std::string spaced(std::string_view word) {
  std::string result(word);
  std::ranges::replace(result, '_', ' ');
  return result;
}

std::string upper(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return text;
}

/// Rules that survivors suggest, by property of the specification, and how many survivors each was found for.
struct Suggested {
  std::string rule;
  unsigned survivors = 0;
};
using AllSuggested = std::map<core::PropertyId, Suggested>;

AllSuggested suggested(const Mutation& mutation) {
  AllSuggested all;
  if (mutation.report == nullptr || mutation.specification == nullptr) return all;
  std::set<std::string> taken;
  for (const core::Property& property : mutation.source.contract().properties) taken.insert(property.name);
  const auto& rules = mutation.specification->rules;
  for (const Outcome& outcome : mutation.report->outcomes) {
    if (!outcome.suggestion) continue;
    const auto [place, fresh] = all.try_emplace(*outcome.suggestion);
    ++place->second.survivors;
    if (!fresh) continue;
    const auto index = static_cast<std::size_t>(std::ranges::find(rules, *outcome.suggestion) - rules.begin());
    place->second.rule = mutate::rule_text(mutation.specification->claims.at(index), taken);
  }
  return all;
}

std::string change_text(const Mutation& mutation, const mutate::Mutant& mutant) {
  const mutate::Change change = mutate::change_of(mutation.text, mutant);
  return fmt::format("    - {}\n    + {}\n", change.before, change.after.empty() ? "(nothing)" : change.after);
}

std::string head_text(const Mutation& mutation, const mutate::Mutant& mutant, std::string_view word) {
  return fmt::format("{:<14}{}  at {}\n", word, mutant.id, mutation.source.place(mutant.span));
}

std::string survivor_text(const Mutation& mutation, const AllSuggested& rules, std::size_t index) {
  const mutate::Mutant& mutant = mutation.mutants[index];
  const Outcome& outcome = mutation.report->outcomes[index];
  std::string text = head_text(mutation, mutant, upper(spaced(word(outcome.fate)))) + change_text(mutation, mutant);
  if (outcome.fate == Fate::undecided) {
    return text +
           fmt::format("    unknown: {}{}{}\n", outcome.property, outcome.property.empty() ? "" : ": ", outcome.reason);
  }
  if (outcome.suggestion) {
    return text + fmt::format("    would be noticed by: {}\n", rules.at(*outcome.suggestion).rule);
  }
  return text + (outcome.stricter ? "    it only refuses more than the contract does: a `can` would notice it\n"
                                  : "    no rule was found that would notice it\n");
}

std::string suggestions_text(const AllSuggested& rules) {
  if (rules.empty()) return "";
  std::string text = "Rules that are proved for the contract, and how many survivors each was found for:\n";
  for (const auto& [id, one] : rules) text += fmt::format("{:>5}  {}\n", one.survivors, one.rule);
  return text + "\n";
}

std::string list_text(const Mutation& mutation) {
  std::string text;
  for (const mutate::Mutant& mutant : mutation.mutants) {
    text += fmt::format("{}  at {}\n", mutant.id, mutation.source.place(mutant.span)) + change_text(mutation, mutant);
  }
  return text + fmt::format("{}: {} mutants\n", mutation.source.contract().name, mutation.mutants.size());
}

std::string killers_text(const Mutation& mutation) {
  std::map<std::string, std::map<Verdict, unsigned>> killers;
  for (const Outcome& outcome : mutation.report->outcomes) {
    if (outcome.fate == Fate::killed) ++killers[outcome.property][outcome.verdict];
  }
  std::string text;
  for (const core::Property& property : mutation.source.contract().properties) {
    const auto place = killers.find(property.name);
    if (place == killers.end()) continue;
    unsigned all = 0;
    std::vector<std::string> parts;
    for (const auto& [verdict, number] : place->second) {
      all += number;
      parts.push_back(fmt::format("{} {}", number, spaced(verify::word(verdict))));
    }
    text += fmt::format("{:>5}  {}  ({})\n", all, property.name, fmt::join(parts, ", "));
  }
  return text.empty() ? text : "Killed by the first property that noticed:\n" + text + "\n";
}

std::string fate_phrase(const Mutation& mutation, Fate fate) {
  const std::size_t number = count(mutation, fate);
  if (fate == Fate::refused) return fmt::format("{} refused by the type system", number);
  if (fate == Fate::cancelled) return fmt::format("{} not tried", number);
  if (fate != Fate::killed || number == 0) return fmt::format("{} {}", number, spaced(word(fate)));
  std::vector<std::string> parts;
  for (const Verdict verdict : killing) {
    const std::size_t some = killed_with(mutation, verdict);
    if (some > 0) parts.push_back(fmt::format("{} {}", some, spaced(verify::word(verdict))));
  }
  return fmt::format("{} killed ({})", number, fmt::join(parts, ", "));
}

std::string summary_text(const Mutation& mutation) {
  std::vector<std::string> parts;
  for (const Fate fate : all_fates) {
    const bool always = fate == Fate::killed || fate == Fate::survived;
    if (always || count(mutation, fate) > 0) parts.push_back(fate_phrase(mutation, fate));
  }
  std::string text = fmt::format("{}: {} mutants: {}\n", mutation.source.contract().name, mutation.mutants.size(),
                                 fmt::join(parts, ", "));
  const auto percent = score(mutation);
  const std::size_t killed = count(mutation, Fate::killed);
  if (!percent) return text + "no score: no mutant was killed and none survived\n";
  return text + fmt::format("score {:.1f}% ({} of {})\n", *percent, killed, killed + count(mutation, Fate::survived));
}

ordered_json mutant_json(const Mutation& mutation, const AllSuggested& rules, std::size_t index) {
  const mutate::Mutant& mutant = mutation.mutants[index];
  const mutate::Change change = mutate::change_of(mutation.text, mutant);
  ordered_json place = where(mutation.source.sources(), mutant.span);
  if (place.is_object()) place.erase("file");
  ordered_json json = {{"id", mutant.id},          {"operator", mutate::info(mutant.op).word},
                       {"in", mutant.declaration}, {"where", place},
                       {"before", change.before},  {"after", change.after}};
  if (mutation.report == nullptr) return json;
  const Outcome& outcome = mutation.report->outcomes[index];
  json["fate"] = word(outcome.fate);
  if (!outcome.property.empty()) json["property"] = outcome.property;
  if (outcome.fate == Fate::killed) json["verdict"] = verify::word(outcome.verdict);
  if (!outcome.reason.empty()) json["reason"] = outcome.reason;
  if (outcome.fate == Fate::survived) {
    json["suggestion"] = outcome.suggestion ? ordered_json(rules.at(*outcome.suggestion).rule) : ordered_json(nullptr);
    json["stricter"] = outcome.stricter;
  }
  json["seconds"] = static_cast<double>(std::llround(outcome.seconds * 1000)) / 1000;
  return json;
}

ordered_json summary_json(const Mutation& mutation) {
  ordered_json json = {{"mutants", mutation.mutants.size()}};
  if (mutation.report == nullptr) return json;
  for (const Fate fate : all_fates) json[std::string(word(fate))] = count(mutation, fate);
  for (const Verdict verdict : killing)
    json["killed_" + std::string(verify::word(verdict))] = killed_with(mutation, verdict);
  const auto percent = score(mutation);
  json["score"] = percent ? ordered_json(*percent) : ordered_json(nullptr);
  return json;
}

}  // namespace

std::optional<double> score(const Mutation& mutation) {
  const auto killed = static_cast<double>(count(mutation, Fate::killed));
  const auto survived = static_cast<double>(count(mutation, Fate::survived));
  if (killed + survived == 0) return std::nullopt;
  return std::floor(1000 * killed / (killed + survived)) / 10;
}

std::string mutation_text(const Mutation& mutation) {
  if (mutation.report == nullptr) return list_text(mutation);
  const AllSuggested rules = suggested(mutation);
  std::string text;
  for (const Fate fate : {Fate::survived, Fate::undecided}) {
    for (std::size_t i = 0; i < mutation.mutants.size(); ++i) {
      const Outcome& outcome = mutation.report->outcomes[i];
      if (outcome.fate == fate) text += survivor_text(mutation, rules, i) + "\n";
    }
  }
  return text + suggestions_text(rules) + killers_text(mutation) + summary_text(mutation);
}

ordered_json mutation_json(const Mutation& mutation) {
  ordered_json json = {{"schema", "surety.mutation/1"},
                       {"source", mutation.source.path().filename().string()},
                       {"source_sha256", sha256(mutation.text)},
                       {"tool", version},
                       {"solver", verify::solver_version()},
                       {"contract", mutation.source.contract().name},
                       {"complete", mutation.report != nullptr && count(mutation, Fate::cancelled) == 0},
                       {"summary", summary_json(mutation)}};
  if (mutation.report != nullptr) json["unproved"] = mutation.report->unproved;
  const AllSuggested rules = suggested(mutation);
  json["mutants"] = ordered_json::array();
  for (std::size_t i = 0; i < mutation.mutants.size(); ++i) json["mutants"].push_back(mutant_json(mutation, rules, i));
  return json;
}

}  // namespace surety::cli
