// z3_linear.cpp -- see linear.h. Z3's simplex answers; its unsat core is the support of a Farkas combination.
#include <z3++.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "verifier/solver/linear.h"

namespace surety::verify::solver {

namespace {

class LinearQuestion {
 public:
  explicit LinearQuestion(const std::vector<Row>& rows) : solver_(context_, "QF_LRA") {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const z3::expr value = sum(rows[i].polynomial);
      const z3::expr zero = context_.real_val(0);
      solver_.add(rows[i].equation ? value == zero : value >= zero, ("row" + std::to_string(i)).c_str());
    }
  }

  Reply ask(const Limits& limits, Interrupter& interrupter) {
    z3::params params(context_);
    const auto most = static_cast<std::uint64_t>(std::numeric_limits<unsigned>::max());
    params.set("rlimit", static_cast<unsigned>(std::min(limits.resources, most)));
    params.set("timeout", static_cast<unsigned>(std::clamp(limits.seconds, 0.001, 1e6) * 1000));
    params.set("ctrl_c", false);
    params.set("unsat_core", true);
    solver_.set(params);
    const Enlisted enlisted(interrupter, [this] { context_.interrupt(); });
    const z3::check_result result = interrupter.stopped() ? z3::unknown : solver_.check();
    if (result == z3::sat) return {Status::sat, "", {}};
    if (result == z3::unknown) return {Status::unknown, solver_.reason_unknown(), {}};
    Reply reply{Status::unsat, "", {}};
    for (const z3::expr& name : solver_.unsat_core()) {
      reply.core.push_back(std::stoul(name.decl().name().str().substr(3)));
    }
    std::ranges::sort(reply.core);
    return reply;
  }

 private:
  z3::expr sum(const term::Polynomial& polynomial) {
    z3::expr_vector terms(context_);
    for (const auto& [monomial, coefficient] : polynomial) {
      const z3::expr number = context_.real_val(core::to_string(coefficient).c_str());
      terms.push_back(monomial.empty() ? number : number * unknown(monomial));
    }
    return terms.empty() ? context_.real_val(0) : z3::sum(terms);
  }

  z3::expr unknown(const term::Monomial& monomial) {
    const auto place = names_.try_emplace(monomial, "m" + std::to_string(names_.size())).first;
    return context_.real_const(place->second.c_str());
  }

  z3::context context_;
  z3::solver solver_;
  std::map<term::Monomial, std::string> names_;
};

}  // namespace

Reply ask_linear(const std::vector<Row>& rows, const Limits& limits, Interrupter& interrupter) {
  try {
    return LinearQuestion(rows).ask(limits, interrupter);
  } catch (const z3::exception& error) {
    return {Status::unknown, std::string("the solver failed: ") + error.msg(), {}};
  }
}

}  // namespace surety::verify::solver
