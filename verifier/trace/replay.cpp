// replay.cpp -- see replay.h.
#include "verifier/trace/replay.h"

#include <algorithm>
#include <exception>

#include "compiler/read/interpreter.h"
#include "verifier/trace/posed.h"
#include "verifier/trace/promise.h"
#include "verifier/trace/runner.h"

namespace surety::verify::trace {

namespace {

using Engines = std::vector<std::unique_ptr<core::Engine>>;

bool property_broken(const core::Contract& contract, const core::Property& property, const core::State& before,
                     const Call& call, const core::State& after) {
  if (property.kind != core::PropertyKind::rule)
    return !read::holds(contract, property.condition, after).value_or(false);
  return std::ranges::any_of(property.cases, [&](const core::PropertyCase& one) {
    return one.step == call.step &&
           !read::holds(contract, one.condition, after, &before, call.arguments).value_or(false);
  });
}

/// Executes on all; the common outcome, or what differs in `reason`.
core::Outcome execute_on_all(const Engines& engines, const Call& call, std::string& reason) {
  const core::Outcome first = engines[0]->execute(call.step, call.arguments);
  const core::State state = core::canonical(engines[0]->state());
  for (std::size_t i = 1; i < engines.size(); ++i) {
    const core::Outcome other = engines[i]->execute(call.step, call.arguments);
    const bool same = other == first && core::canonical(engines[i]->state()) == state;
    if (!same) reason = "engines disagree: " + engines[0]->name() + " and " + engines[i]->name();
  }
  return first;
}

bool run(const core::Contract& contract, const core::Property& property, const Engines& engines,
         const core::Trace& trace, std::string& reason) {
  const bool is_can = property.kind == core::PropertyKind::can;
  const auto assertion = error_of_assertion(contract, property);
  for (std::size_t i = 0; i < trace.calls.size() && reason.empty(); ++i) {
    const Call& call = trace.calls[i];
    const bool last = i + 1 == trace.calls.size();
    const core::State before = engines[0]->state();
    const bool happens = !is_can || !last;  // a promised call need not
    if (happens && !assumptions_hold(contract, before, call)) reason = "an assumption does not hold in the run";
    const core::Outcome outcome = execute_on_all(engines, call, reason);
    const auto parties = static_cast<std::uint32_t>(trace.parties.size());
    if (is_can && last && outcome.error) return reason.empty() && condition_holds(contract, property, before, parties);
    if (is_can && last) return reason.empty() && unaskable(contract, property, engines[0]->state(), parties);
    if (assertion && last) return reason.empty() && outcome.error == assertion;
    if (outcome.error) reason = "a call of the run is refused: " + contract[*outcome.error];
    if (last && reason.empty()) return property_broken(contract, property, before, call, engines[0]->state());
  }
  return false;
}

bool run_posed(const core::Contract& contract, const core::Property& property, const Engines& engines,
               const core::Trace& trace, std::size_t prefix, const std::vector<Integer>& arguments,
               std::string& reason) {
  for (std::size_t i = 0; i < prefix && reason.empty(); ++i) {
    const Call& call = trace.calls[i];
    if (!assumptions_hold(contract, engines[0]->state(), call)) reason = "an assumption does not hold in the run";
    const core::Outcome outcome = execute_on_all(engines, call, reason);
    if (outcome.error) reason = "a call of the run is refused: " + contract[*outcome.error];
  }
  if (!reason.empty()) return false;
  const Execute execute = [&](const Call& call, core::State& state) {
    core::Outcome outcome = execute_on_all(engines, call, reason);
    state = engines[0]->state();
    return outcome;
  };
  const Play played = play(contract, property, engines[0]->state(), arguments, false, execute);
  const std::vector<Call> told(trace.calls.begin() + static_cast<std::ptrdiff_t>(prefix), trace.calls.end());
  if (reason.empty() && played.calls != told) reason = "the calls are not those that the test makes";
  return reason.empty() && played.result == Play::Result::broken;
}

/// Fresh engines; what `judge` says of them. A lemma asks only for arithmetic, so the interpreter alone replays it.
template <class Judge>
Replay replayed(const core::Contract& contract, const Request& request, const Judge& judge) {
  Replay result;
  try {
    Engines engines;
    engines.push_back(read::make_interpreter(contract));
    const bool runs = contract[request.property].kind != core::PropertyKind::lemma;
    if (request.make_engine && runs) engines.push_back(request.make_engine(contract));
    std::erase(engines, nullptr);
    for (const auto& engine : engines) {
      engine->reset(core::zero_state(contract));
      result.engines.push_back(engine->name());
    }
    result.broken = judge(engines, result.reason);
    if (!result.broken && result.reason.empty()) result.reason = "the property holds at the end of the replayed run";
  } catch (const std::exception& error) {
    result = {false, {}, std::string("replay failed: ") + error.what()};
  }
  return result;
}

}  // namespace

Replay replay(const core::Contract& contract, const Request& request, const core::Trace& trace) {
  return replayed(contract, request, [&](const Engines& engines, std::string& reason) {
    return run(contract, contract[request.property], engines, trace, reason);
  });
}

Replay replay_posed(const core::Contract& contract, const Request& request, const core::Trace& trace,
                    std::size_t prefix, const std::vector<Integer>& arguments) {
  return replayed(contract, request, [&](const Engines& engines, std::string& reason) {
    return run_posed(contract, contract[request.property], engines, trace, prefix, arguments, reason);
  });
}

}  // namespace surety::verify::trace
