// search.cpp -- see search.h: several ways to instantiate, explored in turn with growing effort; then shrink and
// replay.
#include "verifier/trace/search.h"

#include <algorithm>
#include <array>
#include <list>

#include "verifier/trace/explore.h"
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
constexpr std::uint64_t shrink_steps = 60'000;

/// Explores roots in turn until one of them finds something or the runner is exhausted. Each round adds fresh roots to
/// the ones there are: what a run can reach depends on parameters and first prices more than on anything after.
std::optional<std::vector<Call>> find(const core::Contract& contract, const Request& request, Runner& runner) {
  const Values values(contract, request.hints);
  Random seeds(request.budget.seed);
  std::list<Explorer> explorers;
  std::uint64_t visit_steps = first_visit_steps;
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
    for (std::size_t i = is_nobody(step, 0) ? 1 : 0; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort != core::Sort::party) continue;
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

}  // namespace

Answer search(const core::Contract& contract, const Request& request) {
  Runner runner(contract, request);
  Answer answer;
  const auto found = find(contract, request, runner);
  answer.steps = answer.steps_to_find = runner.steps();
  if (!found) {
    answer.steps_to_find = 0;
    answer.reason = runner.reason();
    return answer;
  }
  std::vector<Call> calls = shrink(runner, *found, shrink_steps);
  const std::vector<Call> tidy = renumbered(contract, calls);
  if (outcome(runner, tidy).broken) calls = tidy;
  const core::Trace trace = named(contract, calls, outcome(runner, calls).refused);
  answer.steps = runner.steps();

  const Replay replayed = replay(contract, request, trace);
  if (!replayed.broken) {
    answer.reason = "a run was found, and its replay says otherwise: " + replayed.reason;
    return answer;
  }
  answer.counterexample = Counterexample{trace, true, replayed.engines, tell(contract, request.property, trace)};
  return answer;
}

}  // namespace surety::verify::trace
