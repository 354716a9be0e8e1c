// phrase_maker.h -- random expressions of the language as text, well typed in the units that a scope offers.
//
// Two dimensions are enough to meet every typing rule: money (USD, no decimals) and positions (LOT). What may be named
// is put into a scope by whoever writes the declaration around the expression. Everything is in parentheses, so that
// precedence is never in question.
#pragma once

#include <string>
#include <vector>

#include "verifier/trace/random.h"

namespace surety::test {

using verify::trace::Random;

/// What an expression may mention.
struct Scope {
  std::vector<std::string> money;      // of type USD
  std::vector<std::string> positions;  // of type LOT
  std::vector<std::string> ratios;     // of type ratio @ 1
  std::vector<std::string> prices;     // of type USD/LOT
  std::vector<std::string> parties;
  std::vector<std::string> truths;
  bool weight = false;  // there is a function of two positions
};

class PhraseMaker {
 public:
  explicit PhraseMaker(Random& random) : random_(random) {}

  /// An amount of USD, a position in LOT, a condition; `depth` bounds the operations nested in it.
  std::string money(const Scope& scope, unsigned depth);
  std::string position(const Scope& scope, unsigned depth);
  std::string condition(const Scope& scope, unsigned depth);
  /// "<", "<=", "==", …
  std::string comparison();
  /// From `low` to `high`, as "2 LOT" or "(-1 LOT)".
  std::string literal(const std::string& unit, int low, int high);
  std::string rounding();

 private:
  using Maker = std::string (PhraseMaker::*)(const Scope&, unsigned);

  /// Operations that every dimension has, over operands from `make`.
  std::string arithmetic(const Scope& scope, unsigned depth, const std::string& unit, Maker make);
  std::string guarded_quotient(const Scope& scope, const std::string& unit, Maker make);
  /// Seldom zero, sometimes negative.
  std::string divisor(const Scope& scope, unsigned depth, const std::string& unit, Maker make);

  Random& random_;
};

}  // namespace surety::test
