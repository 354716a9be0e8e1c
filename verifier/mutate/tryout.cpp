// tryout.cpp -- executes, judges, and has the replay confirm.
#include "verifier/mutate/tryout.h"

#include <algorithm>
#include <deque>

#include "verifier/trace/replay.h"
#include "verifier/trace/story.h"

namespace surety::verify::mutation {

namespace {

using core::Call;
using core::PropertyKind;

class Tryout {
 public:
  Tryout(const core::Contract& mutated, const std::set<core::StepId>& changed,
         const std::vector<core::PropertyId>& asked, Thoroughness thoroughness, const solver::Interrupter& stop)
      : mutated_(mutated), changed_(changed), thoroughness_(thoroughness), stop_(stop) {
    for (const core::PropertyId id : asked) {
      if (trace::is_posed(mutated[id])) continue;
      judges_.emplace_back();
      judges_.back().request.property = id;
      judges_.back().runner.emplace(mutated, judges_.back().request);
    }
  }

  Tried run(const Probes& probes) {
    if (judges_.empty()) return {};
    for (const Probe& one : probes.runs()) {
      if (finished()) break;
      if (concerns(one.path))
        follow(one);
      else
        try_guaranteed(one.path, one.state, one.parties);
    }
    for (const core::StepId step : changed_) {
      for (const Probe& probe : probes.of(step)) {
        if (finished()) break;
        try_calls(probe);
      }
    }
    for (const Judge& judge : judges_) {
      if (judge.broken) tried_.broken.push_back(judge.request.property);
    }
    return std::move(tried_);
  }

 private:
  struct Judge {
    trace::Request request;
    std::optional<trace::Runner> runner;
    bool broken = false;
  };

  [[nodiscard]] bool finished() const {
    const auto broken = [](const Judge& judge) { return judge.broken; };
    if (stop_.stopped()) return true;
    return thoroughness_ == Thoroughness::first_broken ? std::ranges::any_of(judges_, broken)
                                                       : std::ranges::all_of(judges_, broken);
  }

  [[nodiscard]] bool concerns(const std::vector<Call>& path) const {
    return std::ranges::any_of(path, [this](const Call& call) { return changed_.contains(call.step); });
  }

  [[nodiscard]] bool speaks_of(const Judge& judge, core::StepId step) const {
    const core::Property& property = mutated_[judge.request.property];
    const bool holds_always = property.kind == PropertyKind::invariant || property.kind == PropertyKind::conservation;
    return holds_always || std::ranges::any_of(property.cases, [&](const auto& one) { return one.step == step; });
  }

  /// The run as the mutant does it, as far as it goes; nullopt where it refuses a call.
  std::optional<core::State> follow(const Probe& probe) {
    core::State state = core::zero_state(mutated_);
    std::vector<Call> path;
    for (const Call& call : probe.path) {
      if (finished() || !attempt(path, state, call, probe.parties)) return std::nullopt;
      path.push_back(call);
    }
    try_guaranteed(path, state, probe.parties);
    return state;
  }

  void try_calls(const Probe& probe) {
    const bool elsewhere = concerns(probe.path);
    const std::optional<core::State> start = elsewhere ? follow(probe) : std::optional(probe.state);
    if (!start) return;
    for (std::size_t i = 0; i < probe.calls.size() && !finished(); ++i) {
      core::State state = *start;
      const bool succeeded = attempt(probe.path, state, probe.calls[i], probe.parties);
      if (elsewhere) continue;
      const std::optional<core::State>& expected = probe.outcomes[i];
      const bool same =
          succeeded == expected.has_value() && (!succeeded || core::canonical(std::move(state)) == *expected);
      if (same) continue;
      tried_.does_other = tried_.does_other || succeeded;
      tried_.lacks = tried_.lacks || expected.has_value();
    }
  }

  /// One more call; judged where the mutant may have done it wrongly.
  bool attempt(const std::vector<Call>& path, core::State& state, const Call& call, std::uint32_t parties) {
    const bool touched = changed_.contains(call.step);
    const core::State before = state;
    const bool succeeded = judges_.front().runner->execute(state, call);
    if (!touched && !concerns(path)) return succeeded;
    for (Judge& judge : judges_) {
      if (judge.broken || !speaks_of(judge, call.step)) continue;
      const PropertyKind kind = mutated_[judge.request.property].kind;
      if (kind == PropertyKind::can) continue;
      if (kind == PropertyKind::assertion) {
        core::State copy = before;
        if (succeeded || judge.runner->execute(copy, call) || !judge.runner->assertion_failed()) continue;
      } else if (!succeeded || !judge.runner->judge(before, call, state, parties).broken) {
        continue;
      }
      confirm(judge, path, call);
    }
    return succeeded;
  }

  /// What a `can` guarantees at the end of a run, where it speaks of a changed step.
  void try_guaranteed(const std::vector<Call>& path, const core::State& state, std::uint32_t parties) {
    if (path.empty()) return;
    for (Judge& judge : judges_) {
      const core::Property& property = mutated_[judge.request.property];
      if (judge.broken || property.kind != PropertyKind::can) continue;
      if (std::ranges::none_of(property.cases, [&](const auto& one) { return changed_.contains(one.step); })) continue;
      const trace::Judgement judgement = judge.runner->judge(state, path.back(), state, parties);
      if (judgement.broken && judgement.refused) confirm(judge, path, *judgement.refused);
    }
  }

  /// The search trusts its quick evaluation; a kill does not.
  void confirm(Judge& judge, std::vector<Call> calls, const Call& last) const {
    calls.push_back(last);
    const std::uint32_t parties = trace::parties_of(mutated_, calls);
    core::Trace run{trace::name_parties(mutated_, calls, parties), std::move(calls)};
    judge.broken = trace::replay(mutated_, judge.request, run).broken;
  }

  const core::Contract& mutated_;
  const std::set<core::StepId>& changed_;
  Thoroughness thoroughness_;
  const solver::Interrupter& stop_;
  std::deque<Judge> judges_;  // a Runner borrows its request
  Tried tried_;
};

}  // namespace

Tried try_on(const Probes& probes, const core::Contract& mutated, const std::set<core::StepId>& changed,
             const std::vector<core::PropertyId>& asked, Thoroughness thoroughness, const solver::Interrupter& stop) {
  return Tryout(mutated, changed, asked, thoroughness, stop).run(probes);
}

}  // namespace surety::verify::mutation
