// ladder.h -- one strategy after another, cheapest first, until a goal is proved or looks false.
//
// Each rung is a strategy with a slice of the hypotheses and a budget in counts of solver resources, so that the answer
// is the same on every machine and under every load. UNSAT on any rung proves, for each rung asks about a superset of
// the integers' solutions. SAT proves nothing: it gives a candidate, and only with all hypotheses present.
// docs/proving_ladder.md has the table of what is decided where.
#pragma once

#include <optional>
#include <vector>

#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

/// The reproducible budget of one question to a solver, where nobody says otherwise.
constexpr std::uint64_t usual_resources = 40'000'000;

/// What the goals of one obligation have in common: the next one is likely to fall where the last one did, if that was
/// not on the first rungs.
struct Habit {
  std::optional<std::size_t> rung;
};

/// The cheap rungs: they prove nearly everything that is true. Never a candidate. Reads and keeps the habit.
Finding climb_foot(term::Arena& arena, const Question& question, std::uint64_t resources, solver::Session& session,
                   Habit& habit);
/// The dear ones, for what the foot left open with `foot`.
Finding climb_top(term::Arena& arena, const Question& question, std::uint64_t resources, solver::Session& session,
                  const Finding& foot);

/// Is there, as far as the reals know, a state and arguments that satisfy all hypotheses? nullopt: not decided.
std::optional<bool> satisfiable(term::Arena& arena, const std::vector<oblige::Hypothesis>& hypotheses,
                                std::uint64_t resources, solver::Session& session);

/// Names of all rungs, weakest first.
const std::vector<std::string>& rung_names();

}  // namespace surety::verify::strategy
