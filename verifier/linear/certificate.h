// certificate.h -- a proof that takes no solver to check: a tree of cases with a sum that is negative in each.
//
// At a leaf, products of known facts with multipliers add up to a negative number: facts that are nonnegative (or zero)
// cannot do that, so the case is impossible. The splits leave out nothing: one case for each alternative of a known
// disjunction, or p >= 0 against -p - 1 >= 0, which is all there is for an integer.
//
// Known formulas are numbered: those of the statement in order, then what each split adds. A conjunction counts as its
// parts, one after another and none for itself. docs/certificates.md describes the file.
#pragma once

#include <string>
#include <vector>

#include "verifier/linear/statement.h"

namespace surety::verify::linear {

/// `times` * product of the facts. `times` is a nonnegative number unless one of the facts is an equation.
struct Summand {
  term::Polynomial times;
  std::vector<std::size_t> facts;
};

enum class Step : std::uint8_t { sum, split, sign };

struct Proof {
  Step step = Step::sum;
  std::vector<Summand> sum;     // sum: adds up to a negative number
  std::size_t split = 0;        // split: the number of a disjunction; a case for each alternative
  term::Polynomial polynomial;  // sign: cases `>= 0` and `<= -1`
  std::vector<Proof> cases;
};

/// What a certificate says of itself beside facts and proof.
struct Heading {
  std::string contract;
  std::string obligation;  // "no_bad_debt/withdraw"
  unsigned goal = 1;       // of the obligation, from 1
  std::string claim;       // for people
  std::string sha256;      // of the obligation, as in surety.verdicts/1
};

struct Certificate {
  Statement statement;
  Proof proof;
};

/// surety.certificate/1 as JSON text, with the facts that the proof uses.
std::string written(const Certificate& certificate, const Heading& heading);

}  // namespace surety::verify::linear
