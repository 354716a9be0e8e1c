// wander.cpp -- see wander.h.
#include "verifier/suggest/wander.h"

#include "verifier/trace/runner.h"
#include "verifier/trace/values.h"

namespace surety::verify::suggest {

namespace {

constexpr int runs = 60;
constexpr int calls_per_run = 60;
constexpr int attempts_to_instantiate = 40;
constexpr std::uint32_t parties = 3;
constexpr std::uint64_t seed = 7;

}  // namespace

std::vector<core::State> wander(const core::Contract& contract, core::PropertyId property) {
  trace::Request request;
  request.property = property;
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
