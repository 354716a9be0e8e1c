// weight.h -- how much work an obligation may be, so that long ones are begun first.
//
// A long one that is begun last keeps one thread busy while the others have nothing left to do. How long one takes is
// known when it is done; that there is much to read is a fair guess. Verdicts do not depend on the order.
#pragma once

#include <cstddef>
#include <limits>
#include <map>

#include "verifier/oblige/theory.h"

namespace surety::verify::strategy {

inline constexpr std::size_t heaviest = std::numeric_limits<std::size_t>::max();

class Weights {
 public:
  explicit Weights(const oblige::Theory& theory) : theory_(theory) {}
  /// In expressions to read, of the step and, many times over, of the claim; 0 where nothing is left to prove. A
  /// promise or a test for all values, with a question for each require of each call, is heavier than all others.
  std::size_t of(const oblige::Duty& duty);

 private:
  std::size_t of_step(core::StepId step);
  std::size_t of_claim(const oblige::Duty& duty);

  const oblige::Theory& theory_;
  std::map<core::StepId, std::size_t> steps_;
  std::map<core::ExprId, std::size_t> claims_;
};

}  // namespace surety::verify::strategy
