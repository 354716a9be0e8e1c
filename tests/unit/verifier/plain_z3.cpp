// plain_z3.cpp -- Z3 on a text alone (plain_z3.h).
#include "tests/unit/verifier/plain_z3.h"

#include <z3++.h>

namespace surety::tests {

bool contradictory(const std::string& smtlib) {
  z3::context context;
  z3::solver solver = z3::tactic(context, "qfnra-nlsat").mk_solver();
  solver.from_string(smtlib.c_str());
  return solver.check() == z3::unsat;
}

}  // namespace surety::tests
