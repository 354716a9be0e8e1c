// ladder.cpp -- which strategy tries what, in which order, with which budget.
#include "verifier/prove/ladder.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "verifier/prove/core.h"
#include "verifier/prove/prepare.h"
#include "verifier/prove/quotients.h"
#include "verifier/prove/slices.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;
using term::Bool;

/// The strategies; they have no state, so one object of each serves all threads.
struct Strategies {
  std::unique_ptr<Strategy> trivial = make_trivial();
  std::unique_ptr<Strategy> simplification = make_simplification();
  std::unique_ptr<Strategy> reals = make_reals();
  std::unique_ptr<Strategy> flat = make_flat();
  std::unique_ptr<Strategy> whole = make_whole();
  std::unique_ptr<Strategy> outline = make_outline();
  std::unique_ptr<Strategy> few_cases = make_few_cases();
  std::unique_ptr<Strategy> cases = make_cases();
  std::unique_ptr<Strategy> linear = make_linear();
  std::unique_ptr<Strategy> integers = make_integers();
};

const Strategies& strategies() {
  static const Strategies all;
  return all;
}

/// The solver does not count all of its work on long chains of roundings; nothing is said of what takes longer.
constexpr double seconds_to_reach = 3;

struct Rung {
  const Strategy* strategy;
  Slice slice;
  Bounds bounds;
  std::uint64_t resources;
};

std::vector<Rung> foot_rungs() {
  const Strategies& use = strategies();
  return {{use.trivial.get(), Slice::all, Bounds::all, 0},
          {use.simplification.get(), Slice::nearest, Bounds::signs, 0},
          {use.simplification.get(), Slice::local, Bounds::signs, 0},
          {use.simplification.get(), Slice::rows, Bounds::signs, 0},
          {use.flat.get(), Slice::nearest, Bounds::all, 30'000},
          {use.whole.get(), Slice::nearest, Bounds::signs, 80'000},
          {use.flat.get(), Slice::wider, Bounds::all, 30'000},
          {use.outline.get(), Slice::nearest, Bounds::all, 30'000},
          {use.few_cases.get(), Slice::nearest, Bounds::signs, 80'000},
          {use.reals.get(), Slice::local, Bounds::signs, 60'000},
          {use.reals.get(), Slice::local, Bounds::all, 100'000},
          {use.reals.get(), Slice::rows, Bounds::signs, 60'000},
          {use.reals.get(), Slice::wider, Bounds::signs, 200'000},
          {use.reals.get(), Slice::wider, Bounds::all, 150'000},
          {use.cases.get(), Slice::local, Bounds::signs, 50'000},
          {use.reals.get(), Slice::wider, Bounds::all, 300'000},
          {use.cases.get(), Slice::wider, Bounds::all, 30'000},
          {use.reals.get(), Slice::most, Bounds::all, 300'000}};
}

std::vector<Rung> top_rungs() {
  const Strategies& use = strategies();
  return {
      {use.cases.get(), Slice::local, Bounds::signs, 100'000},
      {use.cases.get(), Slice::rows, Bounds::signs, 200'000},
      {use.linear.get(), Slice::local, Bounds::signs, 1'000'000},
      {use.linear.get(), Slice::wider, Bounds::signs, 2'000'000},
      {use.cases.get(), Slice::wider, Bounds::all, 300'000},
      {use.cases.get(), Slice::most, Bounds::all, 300'000},
      // The solver's count bounds its work on one question less tightly than cases do: the dearest question is last.
      {use.reals.get(), Slice::most, Bounds::all, 1'000'000}};
}

class Ladder {
 public:
  Ladder(term::Arena& arena, const Question& question, std::uint64_t resources, solver::Session& session)
      : arena_(arena), question_(question), resources_(resources), session_(session), slices_(arena, question) {}

  Finding foot(Habit& habit) {
    const std::vector<Rung> rungs = foot_rungs();
    std::vector<Tried> tried;
    Finding last;
    for (const std::size_t index : order(rungs, habit)) {
      const Rung& rung = rungs[index];
      if (hopeless(tried, rung)) continue;
      if (const Tried* before = answered(tried, rung)) {
        if (rung.strategy == strategies().reals.get()) last = before->finding;
        continue;
      }
      Finding finding = attempt(rung, slices_[rung.slice], rung.resources);
      if (finding.answer == Answer::proved) {
        if (rung.strategy == strategies().reals.get()) habit.rung = index;
        return minimal(rung, std::move(finding));
      }
      if (session_.over()) return ended_early();
      tried.push_back({rung, finding});
      if (rung.strategy == strategies().reals.get()) last = std::move(finding);
    }
    last.reason = "the solver gave up on it: " + last.reason;
    return last;
  }

  Finding top(const Finding& foot) {
    const bool integral = knows_more_of_integers();
    if (!foot.looks_false || integral) {
      for (const Rung& rung : top_rungs()) {
        if (foot.looks_false && rung.strategy != strategies().cases.get()) continue;
        Finding finding = attempt(rung, slices_[rung.slice], rung.resources);
        if (finding.answer == Answer::proved) return finding;
        if (session_.over()) return ended_early();
      }
    }
    const Rung last{strategies().integers.get(), Slice::all, Bounds::all, 5'000'000};
    Finding finding = attempt(last, slices_[last.slice], last.resources);
    if (finding.answer == Answer::unknown)
      finding.reason = finding.reason.empty() ? foot.reason : "the solver gave up on it: " + finding.reason;
    return finding;
  }

 private:
  struct Tried {
    Rung rung;
    Finding finding;
  };
  /// The rung of habit first among those that ask about more than the nearest hypotheses.
  static std::vector<std::size_t> order(const std::vector<Rung>& rungs, const Habit& habit) {
    std::vector<std::size_t> indices(rungs.size());
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    const auto wider = std::ranges::find(rungs, strategies().reals.get(), &Rung::strategy);
    if (habit.rung) {
      const auto first = indices.begin() + (wider - rungs.begin());
      std::rotate(first, indices.begin() + static_cast<std::ptrdiff_t>(*habit.rung),
                  indices.begin() + static_cast<std::ptrdiff_t>(*habit.rung) + 1);
    }
    return indices;
  }
  /// Solvers that gave up are not told more of the same: with further bounds never, with further rows once; cases are
  /// tried before. What the reals satisfy as a whole they satisfy in a case.
  static bool hopeless(const std::vector<Tried>& tried, const Rung& rung) {
    const Strategies& use = strategies();
    if (rung.strategy == use.outline.get() || rung.strategy == use.few_cases.get()) {
      return std::ranges::any_of(
          tried, [&](const Tried& one) { return one.rung.strategy == use.whole.get() && one.finding.looks_false; });
    }
    if (rung.strategy != strategies().reals.get()) return false;
    const auto gave_up = [&](const Tried& one) {
      return one.rung.strategy == rung.strategy && !one.finding.looks_false;
    };
    const bool split =
        std::ranges::any_of(tried, [](const Tried& one) { return one.rung.strategy == strategies().cases.get(); });
    if (split) return false;
    // Where it has all bounds of the wider slice to go by, it often decides what it did not with fewer.
    const bool best_known = rung.slice == Slice::wider && rung.bounds == Bounds::all;
    if (std::ranges::count_if(tried, gave_up) > 1 && !best_known) return true;
    return std::ranges::any_of(tried, [&](const Tried& one) { return gave_up(one) && one.rung.slice == rung.slice; });
  }
  /// What was asked before about the same hypotheses and leaves the rung nothing to say: the reals satisfy them, or the
  /// same strategy gave up with no less. What the reals satisfy they satisfy with fewer hypotheses too.
  [[nodiscard]] const Tried* answered(const std::vector<Tried>& tried, const Rung& rung) const {
    const auto formula = [](const Hypothesis& hypothesis) { return hypothesis.formula; };
    const auto place = std::ranges::find_if(tried, [&](const Tried& one) {
      if (one.finding.looks_false && covers(one.rung, rung)) return true;
      const bool gave_up = one.rung.strategy == rung.strategy && one.rung.resources >= rung.resources;
      return (one.finding.looks_false || gave_up) && one.rung.bounds == rung.bounds &&
             std::ranges::equal(slices_[one.rung.slice], slices_[rung.slice], {}, formula, formula);
    });
    return place == tried.end() ? nullptr : &*place;
  }
  /// Does a question of the reals hold all that another would?
  static bool covers(const Rung& one, const Rung& other) {
    const bool wide = one.slice == Slice::wider || one.slice == Slice::most;
    return other.strategy == strategies().reals.get() && wide && other.slice <= one.slice && other.bounds <= one.bounds;
  }

  /// Facts about integers are at hand that the foot did not state, so what the reals satisfy may be refuted still.
  [[nodiscard]] bool knows_more_of_integers() {
    return quotients_meet(arena_, stated({arena_, slices_[Slice::most], question_.goal, Bounds::signs}));
  }

  Finding attempt(const Rung& rung, const Selection& hypotheses, std::uint64_t resources) {
    Scope scope{arena_, hypotheses, question_.goal, rung.bounds};
    if (&hypotheses == &slices_[rung.slice]) scope.prepared = prepared(rung);
    const solver::Limits limits{std::min(resources, resources_)};
    Finding finding = rung.strategy->attempt(scope, {limits, session_});
    if (finding.answer == Answer::unknown) return finding;
    if (finding.rung.empty()) finding.rung = rung.strategy->name();
    if (finding.answer != Answer::proved) return finding;
    if (!finding.needed) finding.needed = hypotheses;
    finding.uses = names_of(*finding.needed);
    return finding;
  }

  static bool works_on_prepared(const Rung& rung) {
    const Strategies& use = strategies();
    const Strategy* const others[] = {use.trivial.get(), use.linear.get(), use.integers.get()};
    return std::ranges::find(others, rung.strategy) == std::end(others);
  }

  /// What strategies share that simplify the hypotheses as they are.
  const Prepared* prepared(const Rung& rung) {
    if (!works_on_prepared(rung)) return nullptr;
    const auto [place, fresh] = prepared_.try_emplace({rung.slice, rung.bounds});
    if (fresh) place->second = prepare({arena_, slices_[rung.slice], question_.goal, rung.bounds});
    return &place->second;
  }

  [[nodiscard]] Finding ended_early() const {
    Finding finding;
    finding.reason = session_.reason();
    return finding;
  }

  /// The same proof from fewer hypotheses, so that `uses` says what was needed.
  Finding minimal(const Rung& rung, Finding finding) {
    if (!works_on_prepared(rung)) return finding;
    const auto again = [&](const Selection& fewer, std::uint64_t resources) {
      Finding found = attempt(rung, fewer, resources);
      return found.answer == Answer::proved ? std::optional(std::move(found)) : std::nullopt;
    };
    const Scope scope{arena_, slices_[rung.slice], question_.goal, rung.bounds, prepared(rung)};
    return with_fewest(scope, question_.settled, std::move(finding), again, session_);
  }

  term::Arena& arena_;
  const Question& question_;
  std::uint64_t resources_;
  solver::Session& session_;
  Slices slices_;
  std::map<std::pair<Slice, Bounds>, Prepared> prepared_;
};

}  // namespace

Finding climb_foot(term::Arena& arena, const Question& question, std::uint64_t resources, solver::Session& session,
                   Habit& habit) {
  return Ladder(arena, question, resources, session).foot(habit);
}

Finding climb_top(term::Arena& arena, const Question& question, std::uint64_t resources, solver::Session& session,
                  const Finding& foot) {
  session.forget();  // what the foot left in the solver has turned a proof of a third of a second into none
  return Ladder(arena, question, resources, session).top(foot);
}

std::optional<bool> satisfiable(term::Arena& arena, const std::vector<Hypothesis>& hypotheses, std::uint64_t resources,
                                solver::Session& session) {
  const Scope scope{arena, hypotheses, arena.constant(false), Bounds::all};
  const std::vector<Bool> formulas = simplified_scope(scope);
  const solver::Limits limits{std::min<std::uint64_t>(resources, 1'000'000), seconds_to_reach};
  const solver::Reply reply = solver::ask(arena, formulas, term::Numbers::reals, limits, session);
  if (reply.status == solver::Status::unknown) return std::nullopt;
  return reply.status == solver::Status::sat;
}

const std::vector<std::string>& rung_names() {
  static const std::vector<std::string> names = {"trivial", "simplified", "simplex", "nlsat",
                                                 "cases",   "linear",     "integers"};
  return names;
}

}  // namespace surety::verify::strategy
