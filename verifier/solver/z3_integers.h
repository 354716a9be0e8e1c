// z3_integers.h -- Z3's methods for whole numbers, without a clock.
//
// Z3's own strategies for integers give each method some seconds by the wall clock before the next one's turn (two for
// its SMT core, three for nlsat: qfnia_tactic.cpp), so that one question is answered in one way on a quiet machine and
// in another on a busy one. No verdict may depend on that: here resources alone end a method. nlsat comes first, which
// looks for real numbers and is done where they happen to be whole; on the 290 nonlinear questions of the examples and
// their twins it answers nine of ten in some 30 ms, where Z3's own order took a second or two for most.
#pragma once

#include <z3++.h>

#include <vector>

namespace surety::verify::solver {

/// To be asked in turn until one of them knows; each with the resources of the whole question.
std::vector<z3::solver> integer_solvers(z3::context& context, bool linear);

}  // namespace surety::verify::solver
