// obstacles.h -- what stopped a solver, in the source's words.
//
// Linear questions are decided; what is left open hangs on a product, a quotient or a root. Those of the goal are named
// first, then those of the facts about the same variables, with the calculation in the source that they come from. A
// sum that no total can stand for is one more.
#pragma once

#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/oblige/theory.h"
#include "verifier/prove/ladder.h"
#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

/// At most three, hardest first. Empty where the question is linear.
std::vector<Obstacle> obstacles(term::Arena& arena, const Question& question, const oblige::Theory& theory,
                                const oblige::Duty& duty);

/// A sum that was not followed, with the ways out.
Obstacle obstacle_of(const oblige::SumNotFollowed& sum);

}  // namespace surety::verify::strategy
