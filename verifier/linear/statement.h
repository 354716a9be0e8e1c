// statement.h -- what a certificate speaks of: formulas over plain unknowns that cannot hold together.
//
// A question of the prover is formulas over terms with floors, choices and minima inside. Here each such atom is an
// unknown like any other and its definition is one more formula, so that nothing but addition, multiplication and
// comparison with zero is left to check. Booleans are unknowns that are 0 or 1.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "verifier/term/arena.h"

namespace surety::verify::linear {

enum class FormulaKind : std::uint8_t { nonnegative, zero, conjunction, disjunction };

/// `polynomial` >= 0, = 0, all of `parts`, or one of them; nothing but these. No parts: true, or false.
struct Formula {
  FormulaKind kind = FormulaKind::conjunction;
  term::Polynomial polynomial;
  std::vector<Formula> parts;
};

struct NamedFormula {
  std::string name;  // "no_bad_debt", "require Undermargined", "definition of q1", "range of mark"
  Formula formula;
};

struct Statement {
  std::vector<NamedFormula> formulas;
  std::map<std::uint32_t, std::string> unknowns;  // by the number that monomials have for them
  std::map<std::string, std::string> meanings;    // of unknowns that stand for a compound term
};

/// The named formulas with the definitions of the compound atoms among them, and the declared ranges.
Statement statement_of(term::Arena& arena, const std::vector<std::pair<std::string, term::Bool>>& formulas);

}  // namespace surety::verify::linear
