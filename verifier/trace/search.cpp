// search.cpp -- see search.h: several ways to instantiate, explored in turn with growing effort; then shrink and
// replay.
#include "verifier/trace/search.h"

#include <algorithm>
#include <array>
#include <list>

#include "compiler/read/interpreter.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"
#include "verifier/trace/beyond.h"
#include "verifier/trace/explore.h"
#include "verifier/trace/posed.h"
#include "verifier/trace/replay.h"
#include "verifier/trace/shrink.h"
#include "verifier/trace/story.h"

namespace surety::verify::trace {

namespace {

constexpr unsigned roots_per_round = 8;
constexpr std::array<std::uint32_t, 6> party_counts{2, 3, 2, 3, 2, 4};
constexpr std::uint64_t first_visit_steps = 300;
constexpr std::uint64_t most_visit_steps = 4'800;
constexpr unsigned sparing = 10;  // percent of sharpened calls
constexpr unsigned thorough = 60;
constexpr std::size_t most_tests = 6;
constexpr std::uint64_t shrink_steps = 60'000;

/// A lemma needs no run: what a solver's model says of its variables is tried as it is.
std::optional<std::vector<Call>> hinted_run(const core::Contract& contract, const Request& request, Runner& runner) {
  if (contract[request.property].kind != core::PropertyKind::lemma) return std::nullopt;
  const core::StepId posed{static_cast<std::uint32_t>(contract.steps.size() - 1)};
  for (const Hint& hint : request.hints) {
    if (hint.step != posed || hint.arguments.size() != contract[posed].argument_count) continue;
    std::vector<Call> calls{{core::StepId{0}, {0}}, {posed, hint.arguments}};
    if (outcome(runner, calls).broken) return calls;
  }
  return std::nullopt;
}

/// The contract's own tests: their authors know how to get to where things happen.
std::vector<std::vector<Call>> runs_of_tests(const core::Contract& contract, core::PropertyId property) {
  std::vector<std::vector<Call>> runs;
  if (contract[property].kind == core::PropertyKind::lemma) return runs;
  for (const scenario::TestRun& test : scenario::test_runs(contract)) {
    if (!test.problem && !test.trace.calls.empty() && runs.size() < most_tests) runs.push_back(test.trace.calls);
  }
  return runs;
}

/// Explores roots in turn until one of them finds something or the runner is exhausted. Each round adds fresh roots to
/// the ones there are: what a run can reach depends on parameters and first prices more than on anything after.
std::optional<std::vector<Call>> find(const core::Contract& contract, const Request& request, Runner& runner) {
  const Values values(contract, request.hints);
  Random seeds(request.budget.seed);
  std::list<Explorer> explorers;
  std::uint64_t visit_steps = first_visit_steps;
  if (auto run = hinted_run(contract, request, runner)) return run;
  const std::vector<std::vector<Call>> written = runs_of_tests(contract, request.property);
  for (const std::vector<Call>& run : written) {
    const Explorer::Manner manner{parties_of(contract, run), false, thorough, &run};
    explorers.emplace_back(runner, values, request, manner, Random(seeds.next()));
    if (explorers.back().found()) return explorers.back().found();
  }
  while (!runner.exhausted()) {
    for (unsigned i = 0; i < roots_per_round; ++i) {
      // Every other root ignores the hints: a model of a state that cannot be reached leads astray. Every other pair
      // looks for order rather than for amounts.
      const Explorer::Manner manner{party_counts[explorers.size() % party_counts.size()], i % 2 == 0,
                                    i % 4 < 2 ? sparing : thorough};
      explorers.emplace_back(runner, values, request, manner, Random(seeds.next()));
    }
    for (Explorer& explorer : explorers) {
      explorer.visit(visit_steps);
      if (explorer.found()) return explorer.found();
    }
    explorers.remove_if([](const Explorer& one) { return one.barren(); });
    visit_steps = std::min(2 * visit_steps, most_visit_steps);
  }
  return std::nullopt;
}

/// The run with parties numbered by first appearance, so that names come in order.
std::vector<Call> renumbered(const core::Contract& contract, std::vector<Call> calls) {
  std::vector<Integer> seen;
  for (Call& call : calls) {
    const core::Step& step = contract[call.step];
    const std::vector<std::uint32_t> beyond = beyond_lists(contract, call);
    for (std::uint32_t i = is_nobody(step, 0) ? 1 : 0; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort != core::Sort::party || std::ranges::binary_search(beyond, i)) continue;
      auto place = std::ranges::find(seen, call.arguments[i]);
      if (place == seen.end()) place = seen.insert(place, call.arguments[i]);
      call.arguments[i] = static_cast<unsigned long>(place - seen.begin());
    }
  }
  return calls;
}

core::Trace named(const core::Contract& contract, std::vector<Call> calls, std::optional<Call> refused) {
  if (refused) calls.push_back(*std::move(refused));
  const std::uint32_t count = parties_of(contract, calls);
  return {name_parties(contract, calls, count), std::move(calls)};
}

/// A run that breaks the property, as simple as it can be made; counts into `answer`, which has the reason for none.
std::optional<std::vector<Call>> simplest(const core::Contract& contract, const Request& request, Runner& runner,
                                          Answer& answer) {
  auto found = find(contract, request, runner);
  answer.steps = answer.steps_to_find = runner.steps();
  if (!found) {
    answer.steps_to_find = 0;
    answer.reason = runner.reason();
    return std::nullopt;
  }
  const Call last = found->back();
  std::erase_if(*found, [&](const Call& call) { return runner.is_posed(call); });
  if (runner.is_posed(last)) found->push_back(last);
  std::vector<Call> calls = shrink(runner, *std::move(found), shrink_steps);
  std::vector<Call> tidy = renumbered(contract, calls);
  if (outcome(runner, tidy).broken) calls = std::move(tidy);
  return calls;
}

/// The variables of a posed property with their values, as people read them.
std::vector<std::pair<std::string, std::string>> told_values(const core::Property& property,
                                                             const std::vector<Integer>& posed,
                                                             const std::vector<std::string>& parties) {
  std::vector<std::pair<std::string, std::string>> values;
  for (std::uint32_t i = 0; i < property.variable_count; ++i) {
    const core::Local& local = property.locals[i];
    values.emplace_back(local.name, scenario::show(local.type, posed.at(1 + i), parties));
  }
  return values;
}

/// The posed call at the end of `calls` becomes the calls that the play makes.
Answer told_posed(const core::Contract& contract, const core::Contract& posing, const Request& request,
                  std::vector<Call> calls, Answer answer) {
  const std::vector<std::string> names = name_parties(posing, calls, parties_of(posing, calls));
  const Call posed = calls.back();
  calls.pop_back();
  if (contract[request.property].kind == core::PropertyKind::lemma) calls.clear();
  const std::size_t prefix = calls.size();
  answer.counterexample =
      shown_again(contract, request, {names, std::move(calls)}, prefix, posed.arguments, answer.reason);
  if (!answer.counterexample) answer.reason = "a run was found, and its replay says otherwise: " + answer.reason;
  return answer;
}

Answer search_posed(const core::Contract& contract, const Request& request) {
  const core::Contract posed = posing(contract, request.property);
  Runner runner(posed, request);
  Answer answer;
  auto calls = simplest(posed, request, runner, answer);
  answer.steps = runner.steps();
  return calls ? told_posed(contract, posed, request, *std::move(calls), std::move(answer)) : answer;
}

}  // namespace

std::optional<Counterexample> shown_again(const core::Contract& contract, const Request& request, core::Trace trace,
                                          std::size_t prefix, const std::vector<Integer>& posed, std::string& reason) {
  const core::Property& property = contract[request.property];
  Counterexample example;
  if (!is_posed(property)) {
    const Replay replayed = replay(contract, request, trace);
    reason = replayed.reason;
    if (!replayed.broken) return std::nullopt;
    example.engines = replayed.engines;
    example.story = tell(contract, request.property, trace);
    example.trace = std::move(trace);
    example.replayed = true;
    return example;
  }
  prefix = std::min(prefix, trace.calls.size());
  trace.calls.resize(prefix);
  const auto engine = read::make_interpreter(contract);
  const Execute execute = [&](const Call& call, core::State& state) {
    core::Outcome outcome = engine->execute(call.step, call.arguments);
    state = engine->state();
    return outcome;
  };
  for (const Call& call : trace.calls) engine->execute(call.step, call.arguments);
  const Play played = play(contract, property, engine->state(), posed, false, execute);
  trace.calls.insert(trace.calls.end(), played.calls.begin(), played.calls.end());
  const std::uint32_t named = trace.calls.empty() ? 0 : parties_of(contract, trace.calls);
  for (std::size_t i = trace.parties.size(); i < named; ++i) trace.parties.push_back("party" + std::to_string(i));
  const Replay replayed = replay_posed(contract, request, trace, prefix, posed);
  reason = replayed.reason;
  if (!replayed.broken) return std::nullopt;
  example = {std::move(trace), true, replayed.engines, {}, {}, {}, posed};
  example.values = told_values(property, posed, example.trace.parties);
  if (property.kind == core::PropertyKind::scenario) example.scenario_from = prefix;
  example.story = tell_posed(contract, request.property, example, played);
  return example;
}

Answer search(const core::Contract& contract, const Request& request) {
  if (is_posed(contract[request.property])) return search_posed(contract, request);
  Runner runner(contract, request);
  Answer answer;
  const auto found = simplest(contract, request, runner, answer);
  if (!found) return answer;
  core::Trace trace = named(contract, *found, outcome(runner, *found).refused);
  answer.steps = runner.steps();

  answer.counterexample = shown_again(contract, request, std::move(trace), 0, {}, answer.reason);
  if (!answer.counterexample) answer.reason = "a run was found, and its replay says otherwise: " + answer.reason;
  return answer;
}

}  // namespace surety::verify::trace
