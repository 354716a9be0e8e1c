// refuter.h -- finds certificates: equality solving, cases, products of facts, exact multipliers.
//
// The polynomial solver, where it knows the answer, says which facts and disjunctions matter; then few products remain
// to try. Where it does not, all are tried, with lemmas about roundings first (a share of a product is at most its
// factors), each proved by the same means.
#pragma once

#include <optional>

#include "verifier/linear/certificate.h"
#include "verifier/solver/solver.h"

namespace surety::verify::linear {

/// What a search may spend.
struct Budget {
  solver::Limits limits;      // of each question of linear arithmetic
  solver::Limits advice;      // of each question to the polynomial solver
  std::size_t cases = 48;     // leaves and splits
  std::size_t rows = 30'000;  // put to linear arithmetic, all questions together
  bool trust_samples = true;  // the reals satisfy all formulas: give up at once
};

/// A proof that the statement's formulas cannot hold together over the integers; nullopt: none was found. What is
/// returned has been added up once more, exactly.
std::optional<Proof> refute(term::Arena& arena, const Statement& statement, const Budget& budget,
                            solver::Session& session);

}  // namespace surety::verify::linear
