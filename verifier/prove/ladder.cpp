// ladder.cpp -- the strategy. Budgets are counts of solver resources, so that the answer is the same on every machine.
#include "verifier/prove/ladder.h"

#include <algorithm>
#include <map>
#include <set>

#include "verifier/prove/recentre.h"
#include "verifier/prove/simplify.h"
#include "verifier/prove/split.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;
using oblige::Role;
using term::Bool;

using Selection = std::vector<Hypothesis>;

std::set<std::string> mentioned(const term::Arena& arena, Bool formula) {
  term::Mentioned found(arena);
  found.visit(formula);
  std::set<std::string> names = found.booleans();
  for (const std::uint32_t atom : found.atoms()) {
    if (arena.atom(atom).kind == term::AtomKind::variable) names.insert(arena.atom(atom).name);
  }
  return names;
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return b.contains(name); });
}

/// Hypotheses within `distance` steps of shared variables from the goal.
Selection near(const term::Arena& arena, const Question& question, unsigned distance) {
  std::set<std::string> reach = mentioned(arena, question.goal);
  std::vector<bool> taken(question.hypotheses.size(), false);
  for (unsigned step = 0; step < distance; ++step) {
    std::set<std::string> further = reach;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const std::set<std::string> names = mentioned(arena, question.hypotheses[i].formula);
      if (taken[i] || !(names.empty() || meet(names, reach))) continue;
      taken[i] = true;
      further.insert(names.begin(), names.end());
    }
    reach = std::move(further);
  }
  Selection result;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) result.push_back(question.hypotheses[i]);
  }
  return result;
}

Selection without(const Selection& all, std::initializer_list<Role> roles) {
  Selection result;
  for (const Hypothesis& hypothesis : all) {
    if (std::ranges::find(roles, hypothesis.role) == roles.end()) result.push_back(hypothesis);
  }
  return result;
}

bool is_named(const Hypothesis& hypothesis) {
  return hypothesis.role == Role::invariant || hypothesis.role == Role::assumption || hypothesis.role == Role::total;
}

std::vector<std::string> names_of(const Selection& selection) {
  std::set<std::string> names;
  for (const Hypothesis& hypothesis : selection) {
    if (is_named(hypothesis) && hypothesis.name != "rest of a sum") names.insert(hypothesis.name);
  }
  return {names.begin(), names.end()};
}

/// Which declared bounds a rung states: all, or those that say which sign a variable has.
enum class Bounds : std::uint8_t { signs, all };

/// Hypotheses to start with, and what to spend on them.
struct Rung {
  const Selection* selection;
  Bounds bounds;
  std::uint64_t resources;
};

class Ladder {
 public:
  Ladder(term::Arena& arena, const Question& question, const Effort& effort, solver::Interrupter& interrupter)
      : arena_(arena), question_(question), effort_(effort), interrupter_(interrupter) {
    local_ = without(near(arena_, question_, 1), {Role::overflow, Role::range});
    if (!speaks_of_sums()) local_ = without(local_, {Role::total});
    wider_ = without(near(arena_, question_, 2), {Role::overflow, Role::range});
    rows_ = without(wider_, {Role::total});
    most_ = without(question_.hypotheses, {Role::overflow});
  }

  Finding foot() {
    if (arena_.value(question_.goal) == true) return proved("trivial", {});
    if (const Hypothesis* same = same_as_goal()) return proved("trivial", {*same});
    for (const Rung& rung : {Rung{&local_, Bounds::signs, 60'000}, Rung{&local_, Bounds::all, 100'000},
                             Rung{&rows_, Bounds::signs, 100'000}, Rung{&wider_, Bounds::signs, 200'000},
                             Rung{&wider_, Bounds::all, 300'000}, Rung{&most_, Bounds::all, 1'000'000}}) {
      if (reals(*rung.selection, rung.bounds, rung.resources)) return minimal("nlsat", *rung.selection, rung.bounds);
      if (interrupter_.stopped()) return unknown("ended early");
    }
    Finding finding = unknown("the solver gave up on it: " + last_reason_);
    finding.looks_false = last_ == solver::Status::sat;
    return finding;
  }

  Finding top(bool looks_false) {
    for (const Rung& rung : {Rung{&local_, Bounds::signs, 100'000}, Rung{&rows_, Bounds::signs, 200'000},
                             Rung{&wider_, Bounds::all, 300'000}, Rung{&most_, Bounds::all, 300'000}}) {
      if (looks_false) break;
      if (cases(*rung.selection, rung.bounds, rung.resources)) return proved("cases", *rung.selection);
      if (interrupter_.stopped()) return unknown("ended early");
    }
    return integers();
  }

 private:
  Finding proved(std::string rung, const Selection& used) {
    Finding finding;
    finding.answer = Answer::proved;
    finding.rung = std::move(rung);
    finding.uses = names_of(used);
    finding.needed = used;
    finding.rests_on = std::move(rests_on_);
    return finding;
  }
  static Finding unknown(std::string reason) {
    Finding finding;
    finding.reason = std::move(reason);
    return finding;
  }

  [[nodiscard]] const Hypothesis* same_as_goal() const {
    const Hypothesis* found = nullptr;  // the path itself is preferred to an invariant
    for (const Hypothesis& hypothesis : question_.hypotheses) {
      if (hypothesis.formula == question_.goal && (!found || is_named(*found))) found = &hypothesis;
    }
    return found;
  }

  /// The hypotheses, the negated goal and what is declared of their variables, simplified.
  std::vector<Bool> negated(const Selection& selection, Bounds wanted) {
    std::vector<Bool> formulas;
    for (const Hypothesis& hypothesis : selection) formulas.push_back(hypothesis.formula);
    formulas.push_back(arena_.negate(question_.goal));
    std::vector<Bool> bounds = declared_bounds(arena_, formulas);
    if (wanted == Bounds::signs) std::erase_if(bounds, [this](Bool bound) { return !is_sign(bound); });
    formulas.insert(formulas.end(), bounds.begin(), bounds.end());
    return recentred(arena_, simplified(arena_, std::move(formulas)));
  }

  bool contradictory(const std::vector<Bool>& formulas) const {
    return formulas.size() == 1 && arena_.value(formulas.front()) == false;
  }

  [[nodiscard]] solver::Limits limits(std::uint64_t resources) const {
    return {std::min(resources, effort_.resources), effort_.seconds};
  }

  /// Totals help only a goal about sums or about the vault, and there is no telling the second: the wider rungs try.
  [[nodiscard]] bool speaks_of_sums() const {
    return std::ranges::any_of(mentioned(arena_, question_.goal),
                               [](const std::string& name) { return name.starts_with("sum("); });
  }

  /// A bound near 0: v >= 0, v <= 0, v >= 1, …
  [[nodiscard]] bool is_sign(Bool bound) const {
    const term::BoolNode& node = arena_.node(bound);
    return abs(term::constant_term(arena_.polynomial(node.polynomial))) <= 1;
  }

  bool reals(const Selection& selection, Bounds bounds, std::uint64_t resources) {
    const std::vector<Bool> formulas = negated(selection, bounds);
    if (contradictory(formulas)) {
      rests_on_.clear();
      return true;
    }
    const solver::Reply reply = solver::ask(arena_, formulas, term::Numbers::reals, limits(resources), interrupter_);
    last_ = reply.status;
    last_reason_ = reply.reason;
    if (reply.status != solver::Status::unsat) return false;
    rests_on_ = {{formulas, term::Numbers::reals}};
    return true;
  }

  bool cases(const Selection& selection, Bounds bounds, std::uint64_t resources) {
    std::vector<std::vector<Bool>> leaves;
    if (!refuted_by_cases(arena_, negated(selection, bounds), limits(resources), interrupter_, leaves)) return false;
    rests_on_.clear();
    for (std::vector<Bool>& leaf : leaves) rests_on_.push_back({std::move(leaf), term::Numbers::reals});
    return true;
  }

  /// Drops named hypotheses one after another while the goal is still proved, so that `uses` says what was needed.
  Finding minimal(const std::string& rung, Selection selection, Bounds bounds) {
    for (const std::string& name : names_of(selection)) {
      Selection fewer;
      std::ranges::copy_if(selection, std::back_inserter(fewer), [&](const Hypothesis& hypothesis) {
        return !(is_named(hypothesis) && hypothesis.name == name);
      });
      if (interrupter_.stopped()) break;
      if (reals(fewer, bounds, 30'000)) selection = std::move(fewer);
    }
    return proved(rung, selection);
  }

  /// Everything known, for answers that are models too: no variable is changed.
  std::vector<Bool> simplified_whole() {
    std::vector<Bool> formulas;
    formulas.reserve(question_.hypotheses.size() + 1);
    for (const Hypothesis& hypothesis : question_.hypotheses) formulas.push_back(hypothesis.formula);
    formulas.push_back(arena_.negate(question_.goal));
    const std::vector<Bool> bounds = declared_bounds(arena_, formulas);
    formulas.insert(formulas.end(), bounds.begin(), bounds.end());
    return formulas;
  }

  Finding integers() {
    const std::vector<Bool> formulas = simplified_whole();
    if (contradictory(formulas)) return proved("simplified", question_.hypotheses);
    const solver::Reply reply = solver::ask(arena_, formulas, term::Numbers::integers, limits(5'000'000), interrupter_);
    if (reply.status == solver::Status::unsat) {
      rests_on_ = {{formulas, term::Numbers::integers}};
      return proved("integers", question_.hypotheses);
    }
    if (reply.status == solver::Status::unknown) {
      return unknown("the solver gave up on it: " + (reply.reason.empty() ? last_reason_ : reply.reason));
    }
    Finding finding;
    finding.answer = Answer::candidate;
    finding.rung = "integers";
    finding.model = reply.model;
    return finding;
  }

  term::Arena& arena_;
  const Question& question_;
  const Effort& effort_;
  solver::Interrupter& interrupter_;
  Selection local_;  // hypotheses that share variables with the goal
  Selection wider_;  // and those that share variables with them
  Selection rows_;   // the same without facts about totals
  Selection most_;   // all but overflow checks
  std::vector<Refuted> rests_on_;
  solver::Status last_ = solver::Status::unknown;
  std::string last_reason_;
};

}  // namespace

Finding climb_foot(term::Arena& arena, const Question& question, const Effort& effort,
                   solver::Interrupter& interrupter) {
  return Ladder(arena, question, effort, interrupter).foot();
}

Finding climb_top(term::Arena& arena, const Question& question, const Effort& effort, solver::Interrupter& interrupter,
                  const Finding& foot) {
  return Ladder(arena, question, effort, interrupter).top(foot.looks_false);
}

std::optional<bool> satisfiable(term::Arena& arena, const std::vector<Hypothesis>& hypotheses, const Effort& effort,
                                solver::Interrupter& interrupter) {
  std::vector<Bool> formulas;
  formulas.reserve(hypotheses.size());
  for (const Hypothesis& hypothesis : hypotheses) formulas.push_back(hypothesis.formula);
  const std::vector<Bool> bounds = declared_bounds(arena, formulas);
  formulas.insert(formulas.end(), bounds.begin(), bounds.end());
  formulas = simplified(arena, std::move(formulas));
  const solver::Limits limits{std::min<std::uint64_t>(effort.resources, 1'000'000), effort.seconds};
  const solver::Reply reply = solver::ask(arena, formulas, term::Numbers::reals, limits, interrupter);
  if (reply.status == solver::Status::unknown) return std::nullopt;
  return reply.status == solver::Status::sat;
}

}  // namespace surety::verify::strategy
