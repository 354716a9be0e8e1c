// covered.h -- a function of the standard library over a whole interval of arguments, piece by piece.
#pragma once

#include <functional>
#include <string>

#include "tests/mathematics/taylor_domain.h"

namespace surety::mathematics {

/// A call as the compiler reads it, with one free number.
class Function {
 public:
  /// `call` speaks of x, a ratio of `argument_scale` decimals; the result has `result_scale`.
  Function(const std::string& call, int argument_scale, int result_scale);

  /// Over all arguments from low to high. Throws Undecided.
  [[nodiscard]] TaylorDomain::Int over(const core::Integer& low, const core::Integer& high) const;
  [[nodiscard]] core::Integer at(const core::Integer& x) const { return *over(x, x).exact; }

  [[nodiscard]] Ball argument_unit() const;
  [[nodiscard]] Ball result_unit() const;

  /// The literals that the call computes with, and the same function with one of them changed.
  [[nodiscard]] std::vector<core::ExprId> literals() const;
  [[nodiscard]] core::Integer literal(core::ExprId id) const;
  [[nodiscard]] Function with_literal(core::ExprId id, const core::Integer& value) const;

 private:
  core::Contract contract_;
  core::LocalId argument_;
  core::ExprId value_;
  int argument_scale_;
  int result_scale_;
};

/// Is this what must hold of a result and its argument, both as real numbers?
using Claim = std::function<bool(const Model& result, const Model& argument)>;

struct Coverage {
  bool shown = false;
  core::Integer failed_at;  // where it is not
  std::size_t pieces = 0;
};

/// Every whole argument from low to high lies in a piece over which the claim holds; and with a trend other than
/// `unknown` the result moves so, within each piece and from one to the next.
Coverage cover(const Function& function, const core::Integer& low, const core::Integer& high, Trend trend,
               const Claim& claim);

}  // namespace surety::mathematics
