// gather.h -- choices that occur only as their sum become one unknown.
//
// What is owed in each of several markets is a choice: no funding is due, or some is. A step of one market leaves the
// others' alone, and formulas before and after have the same sum of them. One unknown with the sum's range stands for
// all, so that a tree of cases does not ask of each market whether its funding is due when the answer does not matter.
#pragma once

#include <vector>

#include "verifier/prove/simplify.h"

namespace surety::verify::strategy {

/// Formulas that can hold together over the reals where `formulas` can: `false` among them is a proof. What is left
/// says less: which choice went with which condition is gone.
std::vector<Marked> gathered(term::Arena& arena, std::vector<Marked> formulas);

}  // namespace surety::verify::strategy
