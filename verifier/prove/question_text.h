// question_text.h -- what a person is told at the head of an obligation's SMT-LIB file, and beside its assertions.
#pragma once

#include <string>
#include <vector>

#include "verifier/oblige/explore.h"
#include "verifier/oblige/theory.h"

namespace surety::verify::strategy {

/// Which property, in the author's words, after which step, of which rows; what `unsat` and `sat` mean; what each
/// number counts. `number`: of the question in its obligation, from 1.
std::vector<std::string> heading_of(const oblige::Theory& theory, const oblige::Duty& duty, const oblige::Path& path,
                                    const oblige::Goal& goal, unsigned number);

/// Why this is known: "invariant no_bad_debt, which holds before", "the step passed: require Undermargined".
std::string reason_for(const oblige::Theory& theory, const oblige::Hypothesis& hypothesis);

}  // namespace surety::verify::strategy
