// z3_context.cpp -- see z3_context.h.
#include "verifier/solver/z3_context.h"

#include <algorithm>
#include <limits>

namespace surety::verify::solver {

Session::Session(Interrupter& interrupter, double seconds)
    : interrupter_(interrupter), until_(work_seconds() + seconds) {}

Session::~Session() = default;

Session::Context& Session::context() {
  if (!context_) context_ = std::make_unique<Context>();
  return *context_;
}

void Session::forget() { context_.reset(); }

z3::params settings(z3::context& context, const Limits& limits) {
  z3::params params(context);
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<unsigned>::max());
  params.set("rlimit", static_cast<unsigned>(std::min(limits.resources, most)));
  params.set("ctrl_c", false);
  return params;
}

z3::check_result check(z3::solver& solver, const Limits& limits, Session& session) {
  const double seconds = std::min(limits.seconds, session.seconds_left());
  if (session.over() || seconds <= 0) return z3::unknown;
  const Running running(session.interrupter(), [&] { solver.ctx().interrupt(); }, seconds);
  return session.stopped() ? z3::unknown : solver.check();
}

Reply without_model(z3::check_result result, const z3::solver& solver, const Session& session) {
  if (result == z3::unsat) return {Status::unsat, "", {}};
  if (result == z3::sat) return {Status::sat, "", {}};
  return {Status::unknown, session.over() ? session.reason() : solver.reason_unknown(), {}};
}

Reply failed(const z3::exception& error, Session& session) {
  const std::string reason = error.msg();
  session.forget();
  return {Status::unknown, session.over() ? session.reason() : "the solver failed: " + reason, {}};
}

}  // namespace surety::verify::solver
