// quotients.h -- what floors of one divisor owe to each other.
//
// floor(a/d) + floor(b/d) <= floor((a+b)/d) <= floor(a/d) + floor(b/d) + 1: closing a position in parts, splitting a
// payment, shares of a pot. Over the reals the three quotients are only known to a unit each, so what follows from this
// to the last unit does not follow there. A ceiling is a negated floor of a negated numerator, so it is covered.
#pragma once

#include <vector>

#include "verifier/term/arena.h"

namespace surety::verify::strategy {

/// True facts about the quotients that `formulas` mention: for each two numerators over one divisor whose sum is a
/// third (or zero), and for each two that differ by a number. A fact about a divisor that may be less than 1 says so.
/// At most a few dozen; none where no two quotients share a divisor.
std::vector<term::Bool> quotient_facts(term::Arena& arena, const std::vector<term::Bool>& formulas);

/// Do two quotients that `formulas` mention share a divisor, so that a case split may make `quotient_facts` say more?
bool quotients_meet(term::Arena& arena, const std::vector<term::Bool>& formulas);

}  // namespace surety::verify::strategy
