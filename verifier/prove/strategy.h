// strategy.h -- one way to prove a goal. The ladder tries them in order; each is a class with a file of its own.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/prove/simplify.h"
#include "verifier/solver/solver.h"

namespace surety::verify::strategy {

using Selection = std::vector<oblige::Hypothesis>;

struct Question {
  Selection hypotheses;
  term::Bool goal;
  /// Names that the obligation is known to need for another of its goals: no work is spent on doing without them here.
  std::set<std::string> settled = {};
};

/// Formulas that the solver said cannot hold together.
struct Refuted {
  std::vector<term::Bool> formulas;
  term::Numbers numbers = term::Numbers::reals;
};

enum class Answer : std::uint8_t { proved, candidate, unknown };

struct Finding {
  Answer answer = Answer::unknown;
  std::string rung;               // which answered: a Strategy::name
  std::vector<std::string> uses;  // proved: invariants and assumptions among the hypotheses that were needed
  /// Proved: hypotheses from which the goal follows, with the declared bounds of what they and the goal mention. A
  /// remembered proof is valid wherever these hold, so none may be missing; nullopt: all of the question's.
  std::optional<Selection> needed;
  std::vector<Refuted> rests_on;  // proved: what the solver answered; empty where none was asked
  /// Proved from a prepared scope: of each case the formulas that cannot hold together, with their marks.
  std::vector<std::vector<Marked>> cases;
  std::string reason;        // unknown: why
  term::Assignment model;    // candidate
  bool looks_false = false;  // over the reals everything holds together with the goal's negation
};

/// Which declared bounds are stated: all, or those that say which sign a variable has.
enum class Bounds : std::uint8_t { signs, all };

struct Prepared;

/// A goal with the hypotheses to use. Borrows the arena, and what was prepared.
struct Scope {
  term::Arena& arena;
  Selection hypotheses;
  term::Bool goal;
  Bounds bounds = Bounds::all;
  const Prepared* prepared = nullptr;  // of the same hypotheses, goal and bounds: they need not be simplified again
};

/// What one attempt may spend: a reproducible count for each question to a solver, and what is left of the session.
struct Budget {
  solver::Limits limits;
  solver::Session& session;
};

class Strategy {
 public:
  virtual ~Strategy() = default;
  /// As ObligationResult::rung has it.
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Finding::rung, uses and needed are left to the ladder, unless it knows better than `scope.hypotheses`.
  [[nodiscard]] virtual Finding attempt(const Scope& scope, const Budget& budget) const = 0;

 protected:
  static Finding proved(std::vector<Refuted> rests_on = {});
  /// Of each case these formulas cannot hold together over the reals.
  static Finding refuted(const term::Arena& arena, std::vector<std::vector<Marked>> cases);
  static Finding unknown(std::string reason, bool looks_false = false);
  /// What the solver says of the formulas over the reals, in this form.
  static Finding asked(term::Arena& arena, const std::vector<Marked>& formulas, solver::Form form,
                       const Budget& budget);
};

/// The goal is true as it reads, or one of the hypotheses.
std::unique_ptr<Strategy> make_trivial();
/// Equations solved, conditions that others decide resolved: nothing is left.
std::unique_ptr<Strategy> make_simplification();
/// Polynomials over the reals (nlsat), after simplification and a change of variables.
std::unique_ptr<Strategy> make_reals();
/// The same with the definitions at the surface only: what floors and minima are made of deeper down is left open.
std::unique_ptr<Strategy> make_outline();
/// The same with products as unknowns of their own, so that the simplex method answers.
std::unique_ptr<Strategy> make_flat();
/// The same, with what quotients of one divisor owe to each other.
std::unique_ptr<Strategy> make_whole();
/// The same in cases: signs, arms of choices, minima and maxima, disjunctions. In up to 24 of them, where the whole was
/// asked about before; or in up to 32.
std::unique_ptr<Strategy> make_few_cases();
std::unique_ptr<Strategy> make_cases();
/// Linear arithmetic over products of known facts (verifier/linear), with lemmas about roundings.
std::unique_ptr<Strategy> make_linear();
/// Everything over the integers: divisibility, parity, and models.
std::unique_ptr<Strategy> make_integers();

/// Hypotheses, the negated goal and declared bounds as formulas that cannot hold together where the goal follows.
std::vector<term::Bool> stated(const Scope& scope);
/// The same, simplified. `{false}`: nothing is left to ask.
std::vector<term::Bool> simplified_scope(const Scope& scope);
/// What a solver was asked: cases that are `{false}` need none.
std::vector<Refuted> resting_on(const term::Arena& arena, const std::vector<std::vector<Marked>>& cases);
/// Is it `{false}`?
bool contradictory(const term::Arena& arena, const std::vector<term::Bool>& formulas);

}  // namespace surety::verify::strategy
