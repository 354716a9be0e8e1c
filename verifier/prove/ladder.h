// ladder.h -- one question after another, cheapest first, until a goal is proved or looks false.
//
// Rungs: nothing left after simplification; polynomials over the reals with few hypotheses, then more; case splits made
// here; the integers. UNSAT on any rung proves, for each rung asks about a superset of the integers' solutions. SAT
// proves nothing: it gives a candidate, and only with all hypotheses present.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/solver/solver.h"

namespace surety::verify::strategy {

struct Question {
  std::vector<oblige::Hypothesis> hypotheses;
  term::Bool goal;
};

/// Formulas that the solver said cannot hold together.
struct Refuted {
  std::vector<term::Bool> formulas;
  term::Numbers numbers = term::Numbers::reals;
};

enum class Answer : std::uint8_t { proved, candidate, unknown };

struct Finding {
  Answer answer = Answer::unknown;
  std::string rung;               // which answered: "trivial", "nlsat", "cases", "integers"
  std::vector<std::string> uses;  // proved: invariants and assumptions among the hypotheses that were needed
  /// Proved: hypotheses from which the goal follows, with the declared bounds of what they and the goal mention. A
  /// remembered proof is valid wherever these hold, so none may be missing; nullopt: all of the question's.
  std::optional<std::vector<oblige::Hypothesis>> needed;
  std::vector<Refuted> rests_on;  // proved: what the solver answered; empty where simplification alone did
  std::string reason;             // unknown: why
  term::Assignment model;         // candidate
  bool looks_false = false;       // over the reals everything holds together with the goal's negation
};

/// What a ladder may spend. `resources` is per solver question.
struct Effort {
  std::uint64_t resources = 40'000'000;
  double seconds = 60;
};

/// The cheap rungs: they prove nearly everything that is true. Never a candidate.
Finding climb_foot(term::Arena& arena, const Question& question, const Effort& effort,
                   solver::Interrupter& interrupter);
/// The dear ones, for what the foot left open with `foot`.
Finding climb_top(term::Arena& arena, const Question& question, const Effort& effort, solver::Interrupter& interrupter,
                  const Finding& foot);

/// Is there, as far as the reals know, a state and arguments that satisfy all hypotheses? nullopt: not decided.
std::optional<bool> satisfiable(term::Arena& arena, const std::vector<oblige::Hypothesis>& hypotheses,
                                const Effort& effort, solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
