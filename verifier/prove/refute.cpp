// refute.cpp -- the one place where the prover calls the trace search.
#include "verifier/prove/refute.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"
#include "verifier/trace/beyond.h"
#include "verifier/trace/search.h"

namespace surety::verify::strategy {

namespace {

/// Where every step keeps a property as long as other invariants hold, a run that breaks it breaks one of those first:
/// a short look is enough.
constexpr std::uint64_t steps_where_only_others_fall = 40'000;
constexpr std::uint64_t steps_of_a_first_look = 40'000;
/// A step that breaks the property is at hand: it is worth more work to find out whether its state can be reached.
constexpr std::uint64_t patience_for_a_known_step = 3;
/// A solver has numbers for it that the interpreter does not confirm: of rows that sums stand for, say.
constexpr std::uint64_t patience_for_a_likely_step = 2;

std::vector<trace::Hint> hints_of(const std::vector<ObligationOutcome>& outcomes) {
  std::vector<trace::Hint> hints;
  for (const ObligationOutcome& outcome : outcomes) {
    if (outcome.candidate)
      hints.push_back({outcome.candidate->step, outcome.candidate->arguments, outcome.candidate->state});
  }
  return hints;
}

std::string party_name(const Candidate& candidate, core::PartyIndex party) {
  return party < candidate.parties.size() ? candidate.parties[party] : "party " + std::to_string(party);
}

/// The state and the call as people read them; cells that are zero are left out.
Step told(const core::Contract& contract, const Candidate& candidate) {
  const auto shown = [&](const core::Type& type, const core::Integer& value) {
    return scenario::show(type, value, candidate.parties);
  };
  Step step;
  step.name = candidate.posed ? contract[*candidate.posed].name : contract[candidate.step].name;
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    if (candidate.state.globals[i] == 0 && global.type.sort != core::Sort::party) continue;
    step.state.push_back(global.name + " = " + shown(global.type, candidate.state.globals[i]));
  }
  for (std::size_t t = 0; t < contract.tables.size(); ++t) {
    const core::Table& table = contract.tables[t];
    for (const auto& [party, cells] : candidate.state.tables[t]) {
      for (std::size_t f = 0; f < cells.size(); ++f) {
        if (cells[f] == 0) continue;
        const std::string place =
            fmt::format("{}[{}].{}", table.name, party_name(candidate, party), table.fields[f].name);
        std::string value = shown(table.fields[f].type, cells[f]);
        // A party that nothing else names is called after the place that holds it.
        if (value == place) value = "a party that is nothing else";
        step.state.push_back(fmt::format("{} = {}", place, value));
      }
    }
  }
  // The call that stands for a property has a caller of its own, and chosen arguments after the variables.
  if (candidate.posed) {
    const core::Property& property = contract[*candidate.posed];
    for (std::size_t i = 0; i < property.variable_count; ++i) {
      const core::Local& local = property.locals[i];
      step.arguments.push_back(local.name + " = " + shown(local.type, candidate.arguments.at(i + 1)));
    }
    return step;
  }
  const core::Local& caller = contract[candidate.step].locals.front();
  step.arguments.push_back(caller.name + " = " + shown(caller.type, candidate.arguments.front()));
  if (candidate.undefined) {
    step.arguments.push_back("the arguments undefined: " + contract[*candidate.undefined]);
    return step;
  }
  core::Call call{candidate.step, candidate.arguments};
  trace::clear_beyond_lists(contract, call);
  for (const auto& [name, text] : scenario::told_arguments(contract, call, candidate.parties))
    step.arguments.push_back(fmt::format("{} = {}", name, text));
  return step;
}

}  // namespace

namespace {

trace::Answer short_search(const core::Contract& contract, core::PropertyId property, const Options& options,
                           bool with_engine) {
  trace::Request request;
  request.property = property;
  request.budget.steps = std::min(options.search_steps, steps_of_a_first_look);
  request.budget.seconds = std::min(request.budget.seconds, options.timeout_seconds);
  request.cancelled = options.cancelled;
  if (with_engine) request.make_engine = options.make_engine;
  return trace::search(contract, request);
}

}  // namespace

bool FirstLook::finds_run() {
  std::call_once(once_,
                 [this] { found_ = short_search(contract_, property_, options_, false).counterexample.has_value(); });
  return found_;
}

void refute(const core::Contract& contract, core::PropertyId property, const std::vector<ObligationOutcome>& outcomes,
            const Options& options, bool run_is_known, double seconds, PropertyResult& result) {
  if (options.cancelled && options.cancelled()) return;
  trace::Request request;
  request.property = property;
  request.hints = hints_of(outcomes);
  const bool step_is_known = std::ranges::any_of(
      outcomes, [](const ObligationOutcome& outcome) { return outcome.candidate && outcome.candidate->confirmed; });
  const std::uint64_t patience = step_is_known           ? patience_for_a_known_step
                                 : request.hints.empty() ? 1
                                                         : patience_for_a_likely_step;
  request.budget.steps = options.search_steps * patience;
  const bool steps_keep_it = std::ranges::all_of(
      outcomes, [](const ObligationOutcome& outcome) { return outcome.result.verdict == Verdict::proved; });
  if (steps_keep_it) request.budget.steps = std::min(options.search_steps, steps_where_only_others_fall);
  request.budget.seconds = std::min(request.budget.seconds, seconds);
  request.make_engine = options.make_engine;
  request.cancelled = options.cancelled;
  // The short search gives the same run again, now for all engines.
  trace::Answer answer =
      run_is_known ? short_search(contract, property, options, true) : trace::search(contract, request);
  if (answer.counterexample) {
    result.verdict = Verdict::violated;
    result.counterexample = std::move(answer.counterexample);
    result.reason.clear();
    return;
  }
  const auto confirmed = std::ranges::find_if(
      outcomes, [](const ObligationOutcome& outcome) { return outcome.candidate && outcome.candidate->confirmed; });
  if (confirmed == outcomes.end()) return;
  const std::optional<Candidate>& candidate = confirmed->candidate;
  if (!candidate) return;
  result.verdict = Verdict::not_inductive;
  result.step = told(contract, *candidate);
}

}  // namespace surety::verify::strategy
