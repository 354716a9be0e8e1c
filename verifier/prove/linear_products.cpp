// linear_products.cpp -- the linear rung: products of facts and plain linear arithmetic (verifier/linear).
//
// It decides what the polynomial solver loses itself in: many unknowns, each in a product or two, and roundings of
// roundings. Its answer comes as a certificate, so that nothing rests on a solver's word.
#include "verifier/linear/refuter.h"
#include "verifier/prove/strategy.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

/// The polynomial solver's advice is welcome where it is cheap.
constexpr std::uint64_t resources_for_advice = 60'000;
/// A certificate writes its formulas out.
constexpr std::size_t most_literals = 20'000;

class Linear final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "linear"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    const std::vector<term::Bool> formulas = simplified_scope(scope);
    if (term::literals_in(scope.arena, formulas, most_literals) == most_literals)
      return unknown("the hypotheses are too long for a certificate");
    std::vector<std::pair<std::string, term::Bool>> named;
    named.reserve(formulas.size());
    for (const term::Bool formula : formulas) named.emplace_back("", formula);
    linear::Budget allowed;
    allowed.limits = budget.limits;
    allowed.advice = {resources_for_advice};
    allowed.cases = 40;
    if (!linear::refute(scope.arena, linear::statement_of(scope.arena, named), allowed, budget.session))
      return unknown("no combination of products of the hypotheses refutes it");
    return proved({{formulas, term::Numbers::reals}});
  }
};

}  // namespace

std::unique_ptr<Strategy> make_linear() { return std::make_unique<Linear>(); }

}  // namespace surety::verify::strategy
