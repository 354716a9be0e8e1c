// z3_integers.cpp -- see z3_integers.h.
#include "verifier/solver/z3_integers.h"

#include <limits>

namespace surety::verify::solver {

namespace {

/// Of 120 nonlinear questions from the examples and their twins the SMT core answers 91 with it, most in 15 ms, and 103
/// with six times as much; with thirty times as much it was still at work on seven after twelve seconds.
constexpr std::uint64_t resources_of_a_first_look = 50'000;

/// nlsat that has found nothing by then finds nothing with ten times as much, in the examples and their twins, where
/// the SMT core may.
constexpr std::uint64_t resources_of_a_second_look = 500'000;

class Tactics {
 public:
  explicit Tactics(z3::context& context) : context_(context) {}

  [[nodiscard]] z3::tactic nlsat() const { return sums_of_products() & named("qfnra-nlsat"); }

  [[nodiscard]] z3::tactic smt() const { return prepared() & sums_of_products() & named("smt"); }

  [[nodiscard]] z3::tactic linear() const { return named("smt"); }

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

std::vector<IntegerMethod> integer_methods(z3::context& context, bool linear) {
  const Tactics tactics(context);
  constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
  if (linear) return {{tactics.linear().mk_solver(), all}};
  return {{tactics.smt().mk_solver(), resources_of_a_first_look},
          {tactics.nlsat().mk_solver(), resources_of_a_second_look},
          {tactics.smt().mk_solver(), all}};
}

}  // namespace surety::verify::solver
