// wander.cpp -- see wander.h.
#include "verifier/suggest/wander.h"

#include <algorithm>

#include "verifier/trace/posed.h"
#include "verifier/trace/runner.h"
#include "verifier/trace/values.h"

namespace surety::verify::suggest {

namespace {

constexpr int runs = 60;
constexpr int calls_per_run = 60;
constexpr int attempts_to_instantiate = 40;
constexpr std::uint32_t parties = 3;
constexpr std::uint64_t seed = 7;

/// One whose runs end with a call of the contract: a lemma or a test for all values is judged after every call.
std::optional<core::PropertyId> judged_by_calls(const core::Contract& contract, core::PropertyId property) {
  if (!trace::is_posed(contract[property])) return property;
  const auto found = std::ranges::find_if_not(contract.properties, trace::is_posed);
  if (found == contract.properties.end()) return std::nullopt;
  return core::PropertyId{static_cast<std::uint32_t>(found - contract.properties.begin())};
}

}  // namespace

std::vector<core::State> wander(const core::Contract& contract, core::PropertyId property) {
  const std::optional<core::PropertyId> judged = judged_by_calls(contract, property);
  if (!judged) return {};
  trace::Request request;
  request.property = *judged;
  trace::Runner runner(contract, request);
  const trace::Values values(contract, request.hints);
  trace::Random random(seed);
  std::vector<core::State> states;
  for (int run = 0; run < runs; ++run) {
    core::State state = core::zero_state(contract);
    std::vector<core::Call> calls;
    const auto take = [&](core::StepId step) {
      core::Call call = values.propose(random, step, state, calls, parties);
      if (!runner.execute(state, call)) return false;
      calls.push_back(std::move(call));
      states.push_back(state);
      return true;
    };
    int attempts = 0;
    while (attempts < attempts_to_instantiate && !take(core::StepId{0})) ++attempts;
    if (calls.empty()) continue;
    for (int i = 0; i < calls_per_run && contract.steps.size() > 1; ++i)
      take(core::StepId{1 + random.below(contract.steps.size() - 1)});
  }
  return states;
}

}  // namespace surety::verify::suggest
