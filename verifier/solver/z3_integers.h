// z3_integers.h -- Z3's methods for whole numbers, without a clock.
//
// Z3's own strategies for integers give each method some seconds by the wall clock before the next one's turn (two for
// its SMT core, three for nlsat: qfnia_tactic.cpp), so that one question is answered in one way on a quiet machine and
// in another on a busy one. No verdict may depend on that: here resources alone end a method. The SMT core with little
// patience comes first, for what it finds are the numbers that people would choose; then nlsat with a little more,
// which looks for real numbers and is done where they happen to be whole; then the SMT core with all there is.
#pragma once

#include <z3++.h>

#include <cstdint>
#include <vector>

namespace surety::verify::solver {

struct IntegerMethod {
  z3::solver solver;
  std::uint64_t most_resources;  // of those that the question may use
};

/// To be asked in turn until one of them knows.
std::vector<IntegerMethod> integer_methods(z3::context& context, bool linear);

}  // namespace surety::verify::solver
