// z3_linear.cpp -- see linear.h. Z3's simplex answers; its unsat core is the support of a Farkas combination.
#include <algorithm>
#include <map>
#include <string>

#include "verifier/solver/linear.h"
#include "verifier/solver/z3_context.h"

namespace surety::verify::solver {

namespace {

class LinearQuestion {
 public:
  LinearQuestion(const std::vector<Row>& rows, Session& session)
      : session_(session), context_(session.context().z3), solver_(context_, "QF_LRA") {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const z3::expr value = sum(rows[i].polynomial);
      const z3::expr zero = context_.real_val(0);
      solver_.add(rows[i].equation ? value == zero : value >= zero, ("row" + std::to_string(i)).c_str());
    }
  }

  Reply ask(const Limits& limits) {
    z3::params params = settings(context_, limits);
    params.set("unsat_core", true);
    solver_.set(params);
    const z3::check_result result = check(solver_, limits, session_);
    if (result != z3::unsat) return without_model(result, solver_, session_);
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

  Session& session_;
  z3::context& context_;
  z3::solver solver_;
  std::map<term::Monomial, std::string> names_;
};

}  // namespace

Reply ask_linear(const std::vector<Row>& rows, const Limits& limits, Session& session) {
  if (session.over()) return {Status::unknown, session.reason(), {}};
  try {
    return LinearQuestion(rows, session).ask(limits);
  } catch (const z3::exception& error) {
    return failed(error, session);
  }
}

}  // namespace surety::verify::solver
