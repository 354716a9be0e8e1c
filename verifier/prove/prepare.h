// prepare.h -- a scope's formulas simplified once, for all who ask about the same hypotheses.
//
// Simplification costs more than many of the questions it serves. One result serves the rung that needs no solver, the
// one that asks the reals, and the search for what a proof can do without, for which each formula carries marks of the
// hypotheses it was made from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verifier/prove/simplify.h"
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

struct Prepared {
  std::vector<std::string> names;  // sorted: names of the hypotheses that a proof may be tried without
  std::vector<Marked> formulas;    // simplified; mark(i) stands for names[i]
};

Prepared prepare(const Scope& scope);

/// A check that the step makes: what a report calls a require.
bool is_require(const oblige::Hypothesis& hypothesis);
/// How the names of requires begin; and the name of the hypothesis that is the require `name`.
constexpr std::string_view require_prefix = "require ";
std::string named_require(const std::string& name);
/// Is it one of those that a proof may be tried without?
bool is_droppable(const oblige::Hypothesis& hypothesis);

}  // namespace surety::verify::strategy
