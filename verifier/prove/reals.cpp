// reals.cpp -- cylindrical algebraic decomposition, driven by conflicts (Jovanović and de Moura 2012).
//
// Comparisons are tightened as integers beforehand, so that the reals refute nearly all that the integers do. What they
// satisfy may still be refuted by the integers, or by hypotheses that were not among those used.
#include "verifier/prove/fuse.h"
#include "verifier/prove/prepare.h"
#include "verifier/prove/recentre.h"
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

namespace {

class Reals final : public Strategy {
 public:
  explicit Reals(solver::Form form) : form_(form) {}

  [[nodiscard]] std::string_view name() const override { return form_ == solver::Form::flat ? "simplex" : "nlsat"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    std::vector<Marked> formulas = scope.prepared ? scope.prepared->formulas : prepare(scope).formulas;
    formulas = fused(scope.arena, recentred(scope.arena, std::move(formulas)));
    if (contradictory(scope.arena, formulas_of(formulas))) return proved();
    return asked(scope.arena, formulas, form_, budget);
  }

 private:
  solver::Form form_;
};

}  // namespace

std::unique_ptr<Strategy> make_reals() { return std::make_unique<Reals>(solver::Form::whole); }
std::unique_ptr<Strategy> make_outline() { return std::make_unique<Reals>(solver::Form::outline); }
std::unique_ptr<Strategy> make_flat() { return std::make_unique<Reals>(solver::Form::flat); }

}  // namespace surety::verify::strategy
