// slices.h -- which hypotheses to begin with. Most goals need few, and a solver is quick where it is told little.
#pragma once

#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

enum class Slice : std::uint8_t {
  nearest,  // of the hypotheses that share variables with the goal those that such a variable is telling of
  local,    // hypotheses that share variables with the goal
  rows,     // and those that share variables with them, without facts about totals
  wider,    // the same with facts about totals
  most,     // all but overflow checks
  all,
};

/// All slices of one question.
class Slices {
 public:
  Slices(const term::Arena& arena, const Question& question);
  [[nodiscard]] const Selection& operator[](Slice slice) const { return slices_[static_cast<std::size_t>(slice)]; }

 private:
  Selection slices_[6];
};

/// Names of the invariants, assumptions and totals among the hypotheses.
std::vector<std::string> names_of(const Selection& selection);
/// Is it one of those?
bool is_named(const oblige::Hypothesis& hypothesis);

}  // namespace surety::verify::strategy
