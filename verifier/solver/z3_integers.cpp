// z3_integers.cpp -- see z3_integers.h.
#include "verifier/solver/z3_integers.h"

namespace surety::verify::solver {

namespace {

class Tactics {
 public:
  explicit Tactics(z3::context& context) : context_(context) {}

  [[nodiscard]] z3::tactic nlsat() const { return sums_of_products() & named("qfnra-nlsat"); }

  [[nodiscard]] z3::tactic smt() const { return prepared() & sums_of_products() & named("smt"); }

  /// Searches without cuts, as Z3 does first.
  [[nodiscard]] z3::tactic linear() const {
    z3::params main(context_);
    main.set("elim_and", true);
    main.set("som", true);
    z3::params sides(context_);
    sides.set("arith_lhs", true);
    z3::params search(context_);
    search.set("arith.branch_cut_ratio", 10'000'000U);
    search.set("random_seed", 100U);
    return with(prepared() & named("solve-eqs") & with(named("simplify"), sides) & with(named("smt"), search), main);
  }

 private:
  [[nodiscard]] z3::tactic named(const char* name) const { return {context_, name}; }

  [[nodiscard]] z3::tactic prepared() const {
    z3::params by_context(context_);
    by_context.set("max_depth", 30U);
    by_context.set("max_steps", 5'000'000U);
    z3::params locally(context_);
    locally.set("local_ctx", true);
    locally.set("local_ctx_limit", 10'000'000U);
    return named("simplify") & named("propagate-values") & with(named("ctx-simplify"), by_context) &
           with(named("simplify"), locally) & named("elim-uncnstr");
  }

  [[nodiscard]] z3::tactic sums_of_products() const {
    z3::params sums(context_);
    sums.set("som", true);
    return with(named("simplify"), sums);
  }

  z3::context& context_;
};

}  // namespace

std::vector<z3::solver> integer_solvers(z3::context& context, bool linear) {
  const Tactics tactics(context);
  if (linear) return {tactics.linear().mk_solver()};
  return {tactics.nlsat().mk_solver(), tactics.smt().mk_solver()};
}

}  // namespace surety::verify::solver
