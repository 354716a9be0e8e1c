// linear.h -- linear arithmetic over the reals with every monomial as an unknown of its own.
//
// What the theory of linear inequalities refutes has a Farkas combination; the solver finds which rows are in it, and
// verifier/linear works out the multipliers exactly.
#pragma once

#include <vector>

#include "verifier/solver/solver.h"
#include "verifier/term/polynomial.h"

namespace surety::verify::solver {

/// `polynomial` >= 0, or = 0.
struct Row {
  term::Polynomial polynomial;
  bool equation = false;
};

/// Can all rows hold together when each monomial may have any real value? Reply::core: rows that cannot. No model.
/// Never throws.
Reply ask_linear(const std::vector<Row>& rows, const Limits& limits, Session& session);

}  // namespace surety::verify::solver
