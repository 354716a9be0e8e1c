// explore.cpp -- see explore.h.
#include "verifier/trace/explore.h"

#include <algorithm>

namespace surety::verify::trace {

namespace {

constexpr std::uint32_t most_calls = 10;  // after instantiation
constexpr unsigned root_attempts = 300;
constexpr unsigned most_solver_questions = 8;  // per root
constexpr std::size_t most_watched = 3;        // steps of a rule; `after any` needs no guidance

bool is_number(const core::Type& type) { return type.sort == core::Sort::integer && type.constants.empty(); }

}  // namespace

Explorer::Explorer(Runner& runner, const Values& values, const Request& request, const Manner& manner, Random random)
    : runner_(runner),
      contract_(runner.contract()),
      values_(values),
      request_(request),
      parties_(manner.parties),
      hinted_(manner.hinted && !request.hints.empty()),
      sharpening_(manner.sharpening),
      random_(random) {
  for (std::uint32_t i = 1; i < contract_.steps.size(); ++i) menu_.push_back({i});
  successes_.assign(contract_.steps.size(), 0);
  for (const Hint& hint : request.hints) {
    if (hint.step && hint.step->index != 0) menu_.insert(menu_.end(), 2, *hint.step);
  }
  if (is_posed(runner.property())) {
    // A lemma asks for no run; a test for all values is tried as often as everything else together.
    const core::StepId posed{static_cast<std::uint32_t>(contract_.steps.size() - 1)};
    if (runner.property().kind == core::PropertyKind::lemma) menu_.clear();
    menu_.insert(menu_.end(), std::max<std::size_t>(1, menu_.size()), posed);
    watched_.push_back(posed);
  }
  const bool watches =
      runner.property().kind == core::PropertyKind::rule || runner.property().kind == core::PropertyKind::assertion;
  if (watches) {
    for (const core::PropertyCase& after : runner.property().cases) {
      if (after.step.index == 0) continue;
      menu_.push_back(after.step);
      watched_.push_back(after.step);
    }
  }
  if (manner.known != nullptr)
    follow(*manner.known);
  else
    take_root();
}

void Explorer::follow(const std::vector<Call>& known) {
  core::State state = core::zero_state(contract_);
  for (const Call& call : known) {
    if (found_ || runner_.exhausted()) return;
    const auto distance = attempt(state, call);
    if (!distance && earlier_.empty()) return;  // not even instantiated
    if (!distance) continue;
    state = after_;
    earlier_.push_back(call);
    if (!archive_)
      archive_.emplace(contract_, Node{state, earlier_, *distance});
    else
      keep(state, *distance);
  }
}

Call Explorer::propose_root(unsigned attempt_number) {
  const core::State nothing = core::zero_state(contract_);
  const core::Step& step = contract_.steps[0];
  Call call = values_.propose(random_, {0}, nothing, {}, parties_);
  call.arguments[0] = 0;
  const bool hinted = hinted_ && (attempt_number == 0 || random_.percent(50));
  const Hint* hint = hinted ? &random_.pick(request_.hints) : nullptr;
  for (std::uint32_t i = 1; i < step.argument_count; ++i) {
    const core::Local& local = step.locals[i];
    const auto global = core::find_global(contract_, local.name);
    if (global && contract_[*global].kind == core::GlobalKind::clock && random_.percent(90)) {
      call.arguments[i] = random_.below(2);
    }
    if (global && contract_[*global].kind == core::GlobalKind::parameter && attempt_number % 4 != 3) {
      // The ends of a range of times are dead ends: a deadline long past, or never to come.
      const bool is_time = local.type.dimension == "s" && random_.percent(80);
      if (is_time) call.arguments[i] = core::power_of_ten(1 + random_.below(6));
      const std::uint32_t corner = is_time ? 5 : random_.below(10);
      if (corner < 3) call.arguments[i] = admissible(local.range).low;
      if (corner > 6) call.arguments[i] = admissible(local.range).high;
    }
    if (!global || !hint || !hint->state || (attempt_number > 0 && random_.percent(30))) continue;
    Integer value = hint->state->globals[global->index];
    if (local.type.sort == core::Sort::party) value = value % parties_;
    call.arguments[i] = value;
  }
  return call;
}

void Explorer::take_root() {
  const core::State nothing = core::zero_state(contract_);
  for (unsigned i = 0; i < root_attempts && !runner_.exhausted() && !found_; ++i) {
    Call call = propose_root(i);
    if (!attempt(nothing, call)) continue;
    call = tightened(std::move(call), nothing);
    const auto distance = found_ ? std::nullopt : attempt(nothing, call);
    if (distance) archive_.emplace(contract_, Node{after_, {std::move(call)}, *distance});
    return;
  }
}

Call Explorer::tightened(Call call, const core::State& nothing) {
  const core::Step& step = contract_[call.step];
  std::vector<std::size_t> parameters;
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    const core::Local& local = step.locals[i];
    const auto global = core::find_global(contract_, local.name);
    if (!global || contract_[*global].kind != core::GlobalKind::parameter || !is_number(local.type)) continue;
    parameters.insert(parameters.begin() + random_.below(parameters.size() + 1), i);
  }
  if (random_.percent(40)) parameters.resize(random_.below(parameters.size() + 1));
  for (const std::size_t i : parameters) {
    if (found_) break;
    const core::Range range = admissible(step.locals[i].range);
    const bool upward = random_.percent(55);
    Call limit = pushed(call, i, range, upward, [&](const Call& next) { return attempt(nothing, next); });
    // Where nothing but the range stops it, its end says less.
    const bool unguarded = limit.arguments[i] == (upward ? range.high : range.low);
    if (!unguarded || random_.percent(50)) call = std::move(limit);
  }
  return call;
}

std::optional<double> Explorer::attempt(const core::State& state, const Call& call) {
  after_ = state;
  if (!runner_.execute(after_, call)) {
    if (runner_.assertion_failed() && !found_) {
      found_ = earlier_;
      found_->push_back(call);
    }
    return std::nullopt;
  }
  const Judgement judgement = runner_.judge(state, call, after_, parties_);
  if (judgement.broken && !found_) {
    found_ = earlier_;
    found_->push_back(call);
  }
  return judgement.distance;
}

void Explorer::visit(std::uint64_t steps) {
  const std::uint64_t end = runner_.steps() + steps;
  while (archive_ && !found_ && runner_.steps() < end && !runner_.exhausted()) {
    const std::uint32_t index = archive_->choose(random_);
    if ((*archive_)[index].path.size() > 2 && random_.percent(15)) {
      vary(index);
    } else {
      expand(index);
    }
  }
}

core::StepId Explorer::choose_step() {
  const core::StepId one = random_.pick(menu_);
  const core::StepId other = random_.pick(menu_);
  return successes_[other.index] < successes_[one.index] ? other : one;
}

std::optional<Call> Explorer::successful(core::StepId step, const core::State& state,
                                         const std::vector<Call>& earlier) {
  for (int i = 0; i < 4 && !found_; ++i) {
    Call call = values_.propose(random_, step, state, earlier, parties_);
    for (const Hint& hint : request_.hints) {
      if (hint.step != step || hint.arguments.size() != call.arguments.size() || random_.percent(85)) continue;
      call.arguments = hint.arguments;
      for (std::size_t k = 0; k < call.arguments.size(); ++k) {
        if (contract_[step].locals[k].type.sort == core::Sort::party) call.arguments[k] %= parties_;
      }
    }
    if (!attempt(state, call)) continue;
    if (found_ || runner_.is_posed(call) || !archive_->knows(after_)) {
      ++successes_[step.index];
      return call;
    }
  }
  return std::nullopt;
}

Call Explorer::sharpened(Call call, const core::State& state) {
  const core::Step& step = contract_[call.step];
  std::vector<std::size_t> numbers;
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    if (is_number(step.locals[i].type)) numbers.push_back(i);
  }
  if (numbers.empty()) return call;
  const bool keep_environment = !contract_.assumptions.empty() && random_.percent(50);
  const auto on_state = [&](const Call& next) {
    const auto distance = attempt(state, next);
    if (keep_environment && distance && !environment_may_act(contract_, after_)) return std::optional<double>();
    return distance;
  };
  if (keep_environment && !on_state(call)) return call;
  const std::size_t index = random_.pick(numbers);
  const core::Range range = admissible(step.locals[index].range);
  if (random_.percent(75)) {
    const bool upward = random_.percent(65);
    Call limit = pushed(call, index, range, upward, on_state);
    // An argument that nothing but its range stops says little at its end.
    const bool unguarded = limit.arguments[index] == (upward ? range.high : range.low);
    return unguarded && random_.percent(70) ? call : limit;
  }
  const double distance = on_state(call).value_or(2);
  return descended(std::move(call), index, range, distance, 24, on_state);
}

bool Explorer::finish_with_solver(std::uint32_t index) {
  if (!request_.last_steps || solver_questions_ >= most_solver_questions) return false;
  ++solver_questions_;
  const core::State state = (*archive_)[index].state;
  for (const std::vector<Call>& calls : request_.last_steps(state, parties_)) {
    const std::vector<Call> earlier = earlier_;
    core::State reached = state;
    for (const Call& call : calls) {
      if (found_ || !attempt(reached, call)) break;
      reached = after_;
      earlier_.push_back(call);
    }
    earlier_ = earlier;
    if (found_) return true;
  }
  return false;
}

void Explorer::expand(std::uint32_t index) {
  const core::State state = (*archive_)[index].state;
  earlier_ = (*archive_)[index].path;
  if ((*archive_)[index].visits == 2 && finish_with_solver(index)) return;
  std::optional<Call> call = successful(choose_step(), state, earlier_);
  if (!call || found_) return;
  if (random_.percent(sharpening_)) call = sharpened(*std::move(call), state);
  if (found_) return;
  const auto distance = attempt(state, *call);
  if (!distance || found_ || runner_.is_posed(*call) || earlier_.size() >= most_calls) return;
  earlier_.push_back(*std::move(call));
  keep(after_, *distance);
}

void Explorer::keep(core::State state, double distance) {
  if (!watched_.empty() && watched_.size() <= most_watched) distance = std::min(distance, outlook(state));
  archive_->insert(random_, Node{std::move(state), earlier_, distance});
}

double Explorer::outlook(const core::State& state) {
  double best = 2;
  for (int i = 0; i < 4; ++i) {
    const Call call = values_.propose(random_, random_.pick(watched_), state, earlier_, parties_);
    const Runner::Nearness near = runner_.nearness(state, call);
    best = std::min(best, near.succeeds ? 1 : 1 + near.distance);
  }
  return best;
}

void Explorer::vary(std::uint32_t index) {
  const std::vector<Call> path = (*archive_)[index].path;
  const std::uint32_t place = 1 + random_.below(path.size() - 1);
  const bool drop = random_.percent(60);
  earlier_.clear();
  core::State state = core::zero_state(contract_);
  double distance = 0;
  for (std::uint32_t i = 0; i < path.size() && !found_; ++i) {
    if (i == place && drop) continue;
    Call call = path[i];
    if (i == place) {
      const std::uint32_t argument = random_.below(call.arguments.size());
      const core::Local& local = contract_[call.step].locals[argument];
      call.arguments[argument] = values_.pick(random_, local, state, earlier_, parties_);
    }
    const auto reached = attempt(state, call);
    if (!reached) continue;
    distance = *reached;
    state = after_;
    earlier_.push_back(std::move(call));
  }
  if (!found_ && earlier_.size() > 1) keep(std::move(state), distance);
}

}  // namespace surety::verify::trace
