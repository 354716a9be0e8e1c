// outline.h -- compound atoms defined as far as formulas can see, and no further.
//
// A fee that is a maximum of a difference of a rounded product of ... drags the definitions of all of these into every
// question about what is paid. Mostly the reason why a claim holds is at the surface: the fee is not negative.
#pragma once

#include <vector>

#include "verifier/term/arena.h"

namespace surety::term {

/// The definitions of the compound atoms in `formulas`, of those in these definitions, and so on `depth` times; what
/// then is still undefined is kept within what declared ranges make of it. They follow from all definitions, so what
/// they refute is false.
std::vector<Bool> outline(Arena& arena, const std::vector<Bool>& formulas, unsigned depth);

}  // namespace surety::term
