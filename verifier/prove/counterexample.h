// counterexample.h -- from a goal that was not proved to numbers: a state, a call, and whether they really break it.
#pragma once

#include <optional>

#include "verifier/oblige/explore.h"
#include "verifier/prove/obligation.h"

namespace surety::verify::strategy {

/// The question that was not answered with a proof, and where it came from.
struct Situation {
  const oblige::Theory& theory;
  const oblige::Duty& duty;
  const oblige::Path& path;
  const Question& question;
  const Finding& finding;
};

/// The declared bounds of everything the question mentions.
std::vector<term::Bool> bounds_of(term::Arena& arena, const Question& question);

/// The best candidate found: confirmed by the interpreter, or the solver's numbers as they are. nullopt: none.
std::optional<Candidate> concrete_candidate(term::Arena& arena, const Situation& situation, std::uint64_t resources,
                                            solver::Session& session);

}  // namespace surety::verify::strategy
