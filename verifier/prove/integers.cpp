// integers.cpp -- the whole question over the integers: for what needs divisibility or parity, and for models.
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

namespace {

class Integers final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "integers"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    const std::vector<term::Bool> formulas = stated(scope);  // as they are: a model is to give every variable
    const solver::Reply reply =
        solver::ask(scope.arena, formulas, term::Numbers::integers, budget.limits, budget.session);
    if (reply.status == solver::Status::unsat) return proved({{formulas, term::Numbers::integers}});
    if (reply.status == solver::Status::unknown) return unknown(reply.reason);
    Finding finding;
    finding.answer = Answer::candidate;
    finding.model = reply.model;
    return finding;
  }
};

}  // namespace

std::unique_ptr<Strategy> make_integers() { return std::make_unique<Integers>(); }

}  // namespace surety::verify::strategy
