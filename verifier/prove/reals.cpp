// reals.cpp -- cylindrical algebraic decomposition, driven by conflicts (Jovanović and de Moura 2012).
//
// Comparisons are tightened as integers beforehand, so that the reals refute nearly all that the integers do. What they
// satisfy may still be refuted by the integers, or by hypotheses that were not among those used.
#include "verifier/prove/fuse.h"
#include "verifier/prove/recentre.h"
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

namespace {

class Reals final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "nlsat"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    const std::vector<term::Bool> formulas = fused(scope.arena, recentred(scope.arena, simplified_scope(scope)));
    if (contradictory(scope.arena, formulas)) return proved();
    const solver::Reply reply = solver::ask(scope.arena, formulas, term::Numbers::reals, budget.limits, budget.session);
    if (reply.status == solver::Status::unsat) return proved({{formulas, term::Numbers::reals}});
    return unknown(reply.reason, reply.status == solver::Status::sat);
  }
};

}  // namespace

std::unique_ptr<Strategy> make_reals() { return std::make_unique<Reals>(); }

}  // namespace surety::verify::strategy
