// limit.cpp -- see limit.h.
#include "verifier/prove/limit.h"

namespace surety::verify::strategy {

std::optional<Limit> limit_in(const term::Arena& arena, term::Bool formula) {
  const term::BoolNode& node = arena.node(formula);
  if (node.kind != term::BoolKind::nonnegative) return std::nullopt;
  const term::Polynomial& polynomial = arena.polynomial(node.polynomial);
  const auto& [monomial, coefficient] = polynomial.back();
  if (monomial.size() != 1 || abs(coefficient) != 1) return std::nullopt;
  if (polynomial.size() > 2 || (polynomial.size() == 2 && !polynomial.begin()->first.empty())) return std::nullopt;
  const core::Integer constant = term::constant_term(polynomial);
  return Limit{monomial.front(), coefficient > 0, coefficient > 0 ? core::Integer(-constant) : constant};
}

}  // namespace surety::verify::strategy
