// probes.cpp -- exploration as the search for runs does it (verifier/trace/), then calls aimed at the boundaries.
#include "verifier/mutate/probes.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <list>
#include <utility>

#include "compiler/scenario/scenario.h"
#include "verifier/trace/probe.h"

namespace surety::verify::mutation {

namespace {

using core::Call;
using core::Integer;
using core::PropertyKind;

constexpr std::size_t most_guides = 8;
constexpr std::uint64_t roots_per_guide = 6;
constexpr std::uint64_t visit_steps = 500;
constexpr std::uint32_t most_runs_of_a_root = 24;
constexpr std::size_t enough_runs = 30;  // in which a step succeeds
constexpr std::size_t most_rare_runs = 60;
constexpr std::uint64_t steps_for_what_is_rare = 6'000;
constexpr std::size_t most_tests = 6;
constexpr unsigned sharpening = 30;  // percent

constexpr std::size_t most_probes = 48;          // of a step, with a call that succeeds
constexpr std::size_t most_refused_probes = 24;  // of a step, where none did
constexpr std::size_t most_pushed = 12;          // of a step, with calls at the limit of each argument
constexpr unsigned proposals = 4;
constexpr std::size_t most_party_places = 3;

bool is_number(const core::Type& type) { return type.sort == core::Sort::integer && type.constants.empty(); }

/// The calls of one step in one state: those that succeed, and those next to them.
class Aim {
 public:
  Aim(const core::Contract& contract, trace::Runner& runner, const core::State& state, std::uint32_t parties)
      : contract_(contract), runner_(runner), state_(state), parties_(parties) {}

  bool succeeds(const Call& call) const {
    core::State after = state_;
    return trace::storable(call) && runner_.execute(after, call);
  }

  /// The call with some choice of parties with which it succeeds.
  [[nodiscard]] std::optional<Call> by_anybody(Call call) const {
    if (succeeds(call)) return call;
    const core::Step& step = contract_[call.step];
    std::vector<std::size_t> places;
    for (std::size_t i = trace::is_nobody(step, 0) ? 1 : 0; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort == core::Sort::party) places.push_back(i);
    }
    if (places.empty() || places.size() > most_party_places) return std::nullopt;
    for (const std::size_t place : places) call.arguments[place] = 0;
    for (;;) {
      if (succeeds(call)) return call;
      // The next number in base `parties_`.
      std::size_t digit = 0;
      while (digit < places.size() && call.arguments[places[digit]] + 1 == parties_)
        call.arguments[places[digit++]] = 0;
      if (digit == places.size()) return std::nullopt;
      call.arguments[places[digit]] += 1;
    }
  }

  /// `call` succeeds. Other parties in each place, and amounts that are telling anywhere.
  void around(const Call& call, std::vector<Call>& calls) const {
    calls.push_back(call);
    const std::vector<core::Local>& locals = contract_[call.step].locals;
    for (std::size_t i = trace::is_nobody(contract_[call.step], 0) ? 1 : 0; i < call.arguments.size(); ++i) {
      if (locals[i].type.sort == core::Sort::party) {
        for (std::uint32_t party = 0; party < parties_; ++party) with(call, i, Integer(party), calls);
      } else if (is_number(locals[i].type)) {
        for (const int value : {-1, 0, 1}) with(call, i, Integer(value), calls);
        with(call, i, Integer(-call.arguments[i]), calls);
      }
    }
  }

  /// `call` succeeds. The last value of each number that is accepted in either direction, and the one beyond.
  void at_limits(const Call& call, std::vector<Call>& calls) const {
    const auto attempt = [this](const Call& next) { return succeeds(next) ? std::optional(0.0) : std::nullopt; };
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
      const core::Local& local = contract_[call.step].locals[i];
      if (!is_number(local.type)) continue;
      for (const bool upward : {true, false}) {
        const Call limit = trace::pushed(call, i, trace::admissible(local.range), upward, attempt);
        calls.push_back(limit);
        for (const int beyond : {1, 2}) with(limit, i, limit.arguments[i] + (upward ? beyond : -beyond), calls);
      }
    }
  }

 private:
  static void with(Call call, std::size_t index, const Integer& value, std::vector<Call>& calls) {
    if (call.arguments[index] == value) return;
    call.arguments[index] = value;
    calls.push_back(std::move(call));
  }

  const core::Contract& contract_;
  trace::Runner& runner_;
  const core::State& state_;
  std::uint32_t parties_;
};

std::vector<core::PropertyId> guides_of(const core::Contract& contract, const std::set<std::string>& unproved) {
  std::vector<core::PropertyId> guides;
  for (std::uint32_t i = 0; i < contract.properties.size() && guides.size() < most_guides; ++i) {
    const core::Property& property = contract.properties[i];
    const bool leads = property.kind == PropertyKind::invariant || property.kind == PropertyKind::can;
    if (leads && !unproved.contains(property.name)) guides.push_back(core::PropertyId{i});
  }
  return guides;
}

/// A property that a Runner can be made for; what it says is not asked.
std::optional<core::PropertyId> any_property(const core::Contract& contract) {
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i) {
    if (!trace::is_posed(contract.properties[i])) return core::PropertyId{i};
  }
  return std::nullopt;
}

/// The run with each price as far below the first as it was above: who gained loses.
std::vector<Call> mirrored(const core::Contract& contract, std::vector<Call> run) {
  const core::Step& begin = contract.steps.front();
  for (const core::Oracle& oracle : contract.oracles) {
    const std::string& name = contract[oracle.value].name;
    const auto place = std::ranges::find(begin.locals, name, &core::Local::name);
    const auto index = static_cast<std::size_t>(place - begin.locals.begin());
    if (index >= run.front().arguments.size()) continue;
    const Integer first = run.front().arguments[index];
    for (Call& call : run) {
      if (call.step == oracle.update) call.arguments.back() = 2 * first - call.arguments.back();
    }
  }
  return run;
}

/// The contract's own tests, and their mirror images: what their authors thought of is where things happen.
std::vector<std::vector<Call>> runs_of_tests(const core::Contract& contract) {
  std::vector<std::vector<Call>> runs;
  for (const scenario::TestRun& test : scenario::test_runs(contract)) {
    if (test.problem || test.trace.calls.empty() || runs.size() >= 2 * most_tests) continue;
    runs.push_back(test.trace.calls);
    if (!contract.oracles.empty()) runs.push_back(mirrored(contract, test.trace.calls));
  }
  return runs;
}

/// A rule that is always true after `step`: exploring with it as a guide leads to where that step succeeds.
core::PropertyId add_guide_to(core::Contract& contract, core::StepId step) {
  core::Expr truth;
  truth.type.sort = core::Sort::boolean;
  truth.node = core::Literal{Integer(1)};
  contract.exprs.push_back(truth);
  core::Property rule;
  rule.name = "reaches " + contract[step].name;
  rule.kind = PropertyKind::rule;
  rule.cases.push_back({step, core::ExprId{static_cast<std::uint32_t>(contract.exprs.size() - 1)}, {}});
  contract.properties.push_back(std::move(rule));
  return core::PropertyId{static_cast<std::uint32_t>(contract.properties.size() - 1)};
}

bool calls_step(const std::vector<Call>& path, core::StepId step) {
  return std::ranges::any_of(path, [&](const Call& call) { return call.step == step; });
}

/// Several roots, explored under one guide.
class Exploration {
 public:
  Exploration(const core::Contract& contract, core::PropertyId guide, const solver::Interrupter& stop)
      : values_(contract, request_.hints), seeds_(1 + guide.index) {
    request_.property = guide;
    request_.cancelled = [&stop] { return stop.stopped(); };
    runner_.emplace(contract, request_);
  }

  void open(const trace::Explorer::Manner& manner) {
    parties_.push_back(manner.parties);
    explorers_.emplace_back(*runner_, values_, request_, manner, trace::Random(seeds_.next()));
  }
  void visit(std::uint64_t steps) {
    for (trace::Explorer& explorer : explorers_) explorer.visit(steps);
  }
  [[nodiscard]] bool exhausted(std::uint64_t steps) { return runner_->exhausted() || runner_->steps() > steps; }

  using See = std::function<void(const trace::Node&, std::uint32_t parties)>;
  void each(const See& see) const { look(see, std::numeric_limits<std::uint32_t>::max()); }
  /// So many of each root, from its first to its last.
  void each_of_some(const See& see) const { look(see, most_runs_of_a_root); }

 private:
  void look(const See& see, std::uint32_t most) const {
    std::size_t number = 0;
    for (const trace::Explorer& explorer : explorers_) {
      const std::uint32_t parties = parties_[number++];
      const trace::Archive* archive = explorer.archive();
      const std::uint32_t size = archive == nullptr ? 0 : archive->size();
      const std::uint32_t taken = std::min(size, most);
      for (std::uint32_t i = 0; i < taken; ++i)
        see((*archive)[static_cast<std::uint32_t>(std::uint64_t{i} * size / taken)], parties);
    }
  }

  trace::Request request_;
  trace::Values values_;
  trace::Random seeds_;
  std::optional<trace::Runner> runner_;
  std::list<trace::Explorer> explorers_;
  std::vector<std::uint32_t> parties_;
};

void judge_by_original(trace::Runner& runner, Probe& probe) {
  std::erase_if(probe.calls, [](const Call& call) { return !trace::storable(call); });
  for (const Call& call : probe.calls) {
    core::State after = probe.state;
    const bool succeeded = runner.execute(after, call);
    probe.outcomes.push_back(succeeded ? std::optional(core::canonical(std::move(after))) : std::nullopt);
  }
}

}  // namespace

Probes::Probes(const core::Contract& original, const std::set<std::string>& unproved, const solver::Interrupter& stop) {
  probes_.resize(original.steps.size());
  const auto any = any_property(original);
  if (!any) return;
  written_ = runs_of_tests(original);
  std::vector<core::PropertyId> guides = guides_of(original, unproved);
  if (guides.empty()) guides.push_back(*any);
  for (std::size_t i = 0; i < guides.size(); ++i) explore(original, guides[i], i == 0, stop);
  reach_what_is_rare(original, stop);
  trace::Random random(1);
  for (std::size_t i = runs_.size(); i > 1; --i) std::swap(runs_[i - 1], runs_[random.below(i)]);
  aim_at_instantiation(original, *any);
  for (std::uint32_t step = 1; step < original.steps.size(); ++step) aim(original, *any, core::StepId{step}, stop);
}

/// What few runs do is looked for on purpose: longer, from more ways to instantiate, and driven to the limits.
void Probes::reach_what_is_rare(const core::Contract& original, const solver::Interrupter& stop) {
  core::Contract guided = original;
  for (std::uint32_t i = 1; i < original.steps.size(); ++i) {
    const core::StepId step{i};
    const auto reaches = [&](const Probe& run) { return calls_step(run.path, step); };
    if (static_cast<std::size_t>(std::ranges::count_if(runs_, reaches)) < enough_runs)
      search_for(guided, add_guide_to(guided, step), step, stop);
  }
}

void Probes::search_for(const core::Contract& guided, core::PropertyId guide, core::StepId step,
                        const solver::Interrupter& stop) {
  Exploration exploration(guided, guide, stop);
  for (const std::vector<Call>& run : written_)
    exploration.open({trace::parties_of(guided, run), false, sharpening, &run});
  std::size_t found = 0;
  for (std::uint64_t visit = visit_steps; !exploration.exhausted(steps_for_what_is_rare) && found < enough_runs;
       visit *= 2) {
    for (std::uint32_t i = 0; i < roots_per_guide; ++i) exploration.open({2 + i % 2, false, i % 4 < 2 ? 10U : 60U});
    found = 0;
    exploration.visit(visit);
    exploration.each([&](const trace::Node& node, std::uint32_t) { found += calls_step(node.path, step) ? 1 : 0; });
  }
  std::size_t taken = 0;
  exploration.each([&](const trace::Node& node, std::uint32_t parties) {
    if (calls_step(node.path, step) && taken++ < most_rare_runs)
      runs_.push_back({node.path, node.state, parties, {}, {}});
  });
}

void Probes::explore(const core::Contract& original, core::PropertyId guide, bool first,
                     const solver::Interrupter& stop) {
  Exploration exploration(original, guide, stop);
  if (first) {
    for (const std::vector<Call>& run : written_)
      exploration.open({trace::parties_of(original, run), false, sharpening, &run});
  }
  for (std::uint32_t i = 0; i < roots_per_guide; ++i) exploration.open({2 + i % 2, false, sharpening});
  exploration.visit(visit_steps);
  exploration.each_of_some([&](const trace::Node& node, std::uint32_t parties) {
    runs_.push_back({node.path, node.state, parties, {}, {}});
  });
}

/// The ways to instantiate that the runs have, with each parameter at the end of what is allowed, and beyond.
void Probes::aim_at_instantiation(const core::Contract& original, core::PropertyId any) {
  trace::Request request;
  request.property = any;
  trace::Runner runner(original, request);
  std::set<std::vector<Integer>> seen;
  for (const Probe& run : runs_) {
    if (run.path.empty() || seen.size() == most_pushed || !seen.insert(run.path.front().arguments).second) continue;
    Probe probe{{}, core::zero_state(original), run.parties, {}, {}};
    Aim(original, runner, probe.state, run.parties).at_limits(run.path.front(), probe.calls);
    judge_by_original(runner, probe);
    probes_.front().push_back(std::move(probe));
  }
}

/// Where runs called `step`: the state before, with that call. At most half of the probes, from many runs.
std::vector<Probe> Probes::where_it_happened(const core::Contract& original, trace::Runner& runner,
                                             core::StepId step) const {
  std::vector<Probe> found;
  std::set<std::vector<std::vector<Integer>>> seen;
  for (const Probe& run : runs_) {
    if (found.size() >= most_probes / 2) break;
    Probe probe{{}, core::zero_state(original), run.parties, {}, {}};
    std::vector<std::vector<Integer>> arguments;
    for (const Call& call : run.path) {
      arguments.push_back(call.arguments);
      if (call.step == step && seen.insert(arguments).second) {
        probe.calls.push_back(call);
        found.push_back(std::move(probe));
        break;
      }
      runner.execute(probe.state, call);
      probe.path.push_back(call);
    }
  }
  return found;
}

void Probes::aim(const core::Contract& original, core::PropertyId any, core::StepId step,
                 const solver::Interrupter& stop) {
  trace::Request request;
  request.property = any;
  trace::Runner runner(original, request);
  const trace::Values values(original, request.hints);
  trace::Random random(1000 + step.index);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  const auto accept = [&](const Aim& aim, const Call& call, Probe& probe) {
    aim.around(call, probe.calls);
    if (accepted++ < most_pushed) aim.at_limits(call, probe.calls);
  };
  for (Probe& probe : where_it_happened(original, runner, step)) {
    const Call call = std::exchange(probe.calls, {}).front();
    accept(Aim(original, runner, probe.state, probe.parties), call, probe);
    judge_by_original(runner, probe);
    probes_[step.index].push_back(std::move(probe));
  }
  for (const Probe& run : runs_) {
    if (stop.stopped() || accepted >= most_probes) return;
    Probe probe = run;
    const Aim aim(original, runner, run.state, run.parties);
    std::optional<Call> good;
    for (unsigned i = 0; i < proposals && !good; ++i)
      good = aim.by_anybody(values.propose(random, step, run.state, run.path, run.parties));
    if (good) accept(aim, *good, probe);
    if (probe.calls.empty()) {
      if (++refused > most_refused_probes) continue;
      for (unsigned i = 0; i < proposals; ++i)
        probe.calls.push_back(values.propose(random, step, run.state, run.path, run.parties));
    }
    judge_by_original(runner, probe);
    probes_[step.index].push_back(std::move(probe));
  }
}

}  // namespace surety::verify::mutation
