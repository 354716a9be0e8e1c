// gate_policy.cpp -- see gate_policy.h.
#include "cli/gate_policy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/mutation_report.h"
#include "cli/verdicts.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

namespace {

using Sentences = std::vector<std::string>;

/// Good with `well` where nothing is wrong, else all that is.
GateRule answer(const std::string& id, const Sentences& wrong, const std::string& well) {
  return {id, wrong.empty(), wrong.empty() ? well : fmt::format("{}", fmt::join(wrong, "; "))};
}

GateRule proved(const Policy& policy, const Made& made) {
  Sentences wrong;
  std::vector<std::string> known;
  for (const verify::PropertyResult& property : made.proof.properties) {
    known.push_back(property.name);
    const bool asked = policy.all_proved || std::ranges::find(policy.proved, property.name) != policy.proved.end();
    if (asked && property.verdict != verify::Verdict::proved)
      wrong.push_back(fmt::format("`{}` is {}", property.name, verify::word(property.verdict)));
  }
  for (const std::string& name : policy.proved) {
    if (std::ranges::find(known, name) != known.end()) continue;
    wrong.push_back(fmt::format("the contract has no property `{}`{}", name, scenario::suggestion(name, known)));
  }
  if (policy.all_proved && known.empty()) wrong.emplace_back("the contract has no property, so nothing is proved");
  const std::size_t count = policy.all_proved ? known.size() : policy.proved.size();
  return answer("proved", wrong, fmt::format("{} properties, proved again here", count));
}

/// What a policy would have to say so that this assumption is allowed.
std::string entry_for(const core::Trusted& assumption) {
  const std::vector<std::string> functions = functions_named(assumption);
  nlohmann::ordered_json entry = one_line(assumption.text);
  if (!functions.empty()) entry = {{"assumption", one_line(assumption.text)}, {"functions", functions}};
  return nlohmann::ordered_json(assumption.name).dump() + ": " + entry.dump();
}

/// What the functions that an assumption names do decides what it says: each must be as the policy has it.
Sentences function_differences(const Policy::Allowed& allowed, const core::Trusted& assumption) {
  Sentences wrong;
  std::vector<std::string> listed;
  for (const std::string& text : allowed.functions) listed.push_back(one_line(text));
  const std::vector<std::string> named = functions_named(assumption);
  for (const std::string& text : named)
    if (std::ranges::find(listed, text) == listed.end())
      wrong.push_back(fmt::format("`{}` names `{}`, which the policy does not list", assumption.name, text));
  for (const std::string& text : listed)
    if (std::ranges::find(named, text) == named.end())
      wrong.push_back(fmt::format("`{}` does not name `{}`, which the policy lists", assumption.name, text));
  return wrong;
}

Sentences why_not_allowed(const Policy& policy, const core::Trusted& assumption) {
  const std::string text = one_line(assumption.text);
  if (text.empty())
    return {fmt::format("core text has no words for the assumption `{}` that a policy could allow", assumption.name)};
  const auto allowed = policy.assumptions.find(assumption.name);
  if (allowed == policy.assumptions.end()) return {fmt::format("the policy does not allow `{}`", text)};
  if (one_line(allowed->second.text) != text)
    return {fmt::format("`{}` is allowed as `{}` and is `{}`", assumption.name, one_line(allowed->second.text), text)};
  return function_differences(allowed->second, assumption);
}

GateRule assumptions(const Policy& policy, const Made& made) {
  Sentences wrong;
  const std::vector<core::Trusted> trusted = core::trusted(made.source.contract());
  for (const core::Trusted& assumption : trusted) {
    Sentences differences = why_not_allowed(policy, assumption);
    if (differences.empty()) continue;
    if (!assumption.text.empty()) differences.push_back("what would allow it as it is now: " + entry_for(assumption));
    wrong.insert(wrong.end(), differences.begin(), differences.end());
  }
  const std::size_t count = trusted.size();
  return answer("assumptions", wrong, count == 0 ? "there are none" : fmt::format("{}, allowed as written", count));
}

/// The limit as a value of the parameter's type, or what is wrong with it.
std::optional<core::Integer> limit_value(const core::Global& parameter, const std::string& text, Sentences& wrong) {
  std::vector<std::string> nobody;
  auto value = scenario::read(parameter.type, text, nobody);
  if (const auto* const error = std::get_if<scenario::ValueError>(&value)) {
    wrong.push_back(fmt::format("the limit `{}` of `{}`: {}", text, parameter.name, error->message));
    return std::nullopt;
  }
  return std::get<core::Integer>(value);
}

void parameter(const core::Global& global, const Policy::Limits& limits, Sentences& wrong) {
  if (global.type.sort != core::Sort::integer || !global.type.enumeration.empty()) {
    wrong.push_back(
        fmt::format("`{}` is no number: one choice is not less than another, so it has no limits", global.name));
    return;
  }
  const auto shown = [&](const core::Integer& value) { return scenario::show(global.type, value); };
  if (limits.at_least) {
    const auto least = limit_value(global, *limits.at_least, wrong);
    if (least && global.range.low < *least)
      wrong.push_back(fmt::format("`{}` may be set to {}, at least {} is allowed", global.name, shown(global.range.low),
                                  *limits.at_least));
  }
  if (limits.at_most) {
    const auto most = limit_value(global, *limits.at_most, wrong);
    if (most && global.range.high > *most)
      wrong.push_back(fmt::format("`{}` may be set to {}, at most {} is allowed", global.name, shown(global.range.high),
                                  *limits.at_most));
  }
}

GateRule parameters(const Policy& policy, const Made& made) {
  Sentences wrong;
  std::vector<std::string> known;
  for (const core::Global& global : made.source.contract().globals) {
    if (global.kind != core::GlobalKind::parameter) continue;
    known.push_back(global.name);
    const auto limits = policy.parameters.find(global.name);
    if (limits != policy.parameters.end()) parameter(global, limits->second, wrong);
  }
  for (const auto& [name, limits] : policy.parameters) {
    if (std::ranges::find(known, name) != known.end()) continue;
    wrong.push_back(fmt::format("the contract has no parameter `{}`{}", name, scenario::suggestion(name, known)));
  }
  return answer("parameters", wrong,
                fmt::format("{} within their limits, whatever governance chooses", policy.parameters.size()));
}

GateRule cost(const Policy& policy, const Made& made) {
  Sentences wrong;
  std::vector<std::string> known;
  std::uint64_t dearest = 0;
  for (std::size_t i = 0; i < made.costs.size(); ++i) {
    const std::string& name = made.source.contract().steps[i].name;
    known.push_back(name);
    const auto own = policy.cost_of_steps.find(name);
    const auto limit = own == policy.cost_of_steps.end() ? policy.cost_of_any : std::optional(own->second);
    if (!limit) continue;
    const codegen::StepCost& found = made.costs[i];
    if (!found.instructions) {
      wrong.push_back(fmt::format("`{}` has no bound: {}", name, found.reason));
      continue;
    }
    dearest = std::max(dearest, *found.instructions);
    if (*found.instructions > *limit)
      wrong.push_back(
          fmt::format("`{}` takes up to {} instructions, {} are allowed", name, *found.instructions, *limit));
  }
  for (const auto& [name, limit] : policy.cost_of_steps) {
    if (std::ranges::find(known, name) != known.end()) continue;
    wrong.push_back(fmt::format("the contract has no step `{}`{}", name, scenario::suggestion(name, known)));
  }
  return answer("cost", wrong, fmt::format("at most {} WebAssembly instructions", dearest));
}

GateRule second_opinion(const Policy::SecondOpinion& wanted, const Made& made) {
  unsigned questions = 0;
  unsigned confirmed = 0;
  for (const verify::PropertyResult& property : made.proof.properties) {
    for (const verify::ObligationResult& obligation : property.obligations) {
      if (!obligation.recheck) continue;
      questions += obligation.recheck->questions;
      confirmed += obligation.recheck->confirmed;
    }
  }
  Sentences wrong = made.proof.disagreements;
  const std::string found =
      fmt::format("{} of {} questions confirmed by {}", confirmed, questions, fmt::join(wanted.solvers, ", "));
  if (confirmed * 100.0 < wanted.confirmed_at_least * questions)
    wrong.push_back(fmt::format("{}, at least {}% is asked for", found, wanted.confirmed_at_least));
  return answer("second_opinion", wrong, found);
}

GateRule mutation_score(double wanted, const Made& made, const verify::Options& options) {
  const std::string& text = made.source.sources().text(source::FileId{});
  const mutate::Plan plan = mutate::plan(text, made.source.contract());
  const verify::mutation::Campaign campaign{
      made.source.contract(),
      made.source.contract(),
      {},
      plan.mutants.size(),
      [&](std::size_t index) -> std::variant<core::Contract, std::string> {
        check::Compiled compiled = compile_text(made.source.path(), mutate::edited(text, plan.mutants[index].edits));
        if (!compiled.contract) return "it does not compile";
        return std::move(*compiled.contract);
      },
      [](std::size_t) { return std::vector<std::size_t>{}; },
      std::nullopt,
      [&](std::size_t index) {
        if (options.progress) options.progress(fmt::format("mutant {} of {}", index + 1, plan.mutants.size()));
      }};
  const verify::mutation::CampaignReport report = verify::mutation::run(campaign, options);
  const auto percent = score(Mutation{made.source, text, plan.mutants, nullptr, &report});
  if (options.cancelled && options.cancelled())
    return {"mutation_score", false, "interrupted before all mutants were tried"};
  if (!percent) return {"mutation_score", false, "no mutant was killed and none survived, so there is no score"};
  const std::string found = fmt::format("{:.1f}% of the mutants are noticed", *percent);
  const bool enough = *percent >= wanted;
  return {"mutation_score", enough, enough ? found : fmt::format("{}, at least {}% is asked for", found, wanted)};
}

}  // namespace

std::vector<GateRule> judge(const Policy& policy, const Made& made, const verify::Options& options) {
  std::vector<GateRule> rules = {proved(policy, made), assumptions(policy, made)};
  if (!policy.parameters.empty()) rules.push_back(parameters(policy, made));
  if (policy.cost_of_any || !policy.cost_of_steps.empty()) rules.push_back(cost(policy, made));
  if (policy.second_opinion) rules.push_back(second_opinion(*policy.second_opinion, made));
  if (policy.mutation_score) {
    if (made.source.path().extension() == ".core") {
      rules.push_back({"mutation_score", false, "core text has no mutants: mistakes are planted in a .surety file"});
    } else {
      rules.push_back(mutation_score(*policy.mutation_score, made, options));
    }
  }
  return rules;
}

}  // namespace surety::cli
