// signs.h -- what a formula says of the sign of a term, without a solver.
//
// A sum over rows says nothing of a single row, so `not claimed` for every row that a step does not name must be put to
// use before the sum is taken: where nobody has claimed, `if claimed then 0 else staked` is `staked`. That is
// substitution and a few cases, decided by declared bounds.
#pragma once

#include "verifier/term/arena.h"

namespace surety::term {

/// The sign of `term` for all values of its variables within their declared bounds for which `formula` holds. Sound;
/// what it does not find is not known.
Sign sign_where(Arena& arena, Bool formula, Int term);
/// What declared bounds alone say; sign_where says no less of any formula.
Sign sign_by_bounds(const Arena& arena, Int term);

}  // namespace surety::term
