// row_facts.h -- what a formula about a row says of the sign of a term over it.
//
// A sum says nothing of a single row, so `not claimed` for every row that a step does not name must be put to use
// before the sum is taken: where nobody has claimed, `if claimed then 0 else staked` is `staked`. That is substitution
// and a few cases, decided by declared bounds; a solver is not asked.
#pragma once

#include "verifier/term/arena.h"

namespace surety::verify::oblige {

/// What is known of a term; both: it is 0, or the formula is never true.
struct Sign {
  bool at_least_zero = false;
  bool at_most_zero = false;
  bool operator==(const Sign&) const = default;
};

/// The sign of `term` for all values of its variables within their declared bounds for which `formula` holds. Sound;
/// what it does not find is not known.
Sign sign_where(term::Arena& arena, term::Bool formula, term::Int term);

}  // namespace surety::verify::oblige
