// z3_context.h -- Z3's side of a session, for the files of this room that ask Z3.
#pragma once

#include <z3++.h>

#include "verifier/solver/solver.h"

namespace surety::verify::solver {

struct Session::Context {
  z3::context z3;
};

/// Parameters of a solver that are the same for every question. Z3's timer and its handler of Ctrl-C, which is one for
/// all threads, stay off: the Interrupter ends questions.
z3::params settings(z3::context& context, const Limits& limits);

/// Puts the question. `unknown` where the session is over.
z3::check_result check(z3::solver& solver, const Limits& limits, Session& session);

/// Of an answer without a model, or without one that anybody wants.
Reply without_model(z3::check_result result, const z3::solver& solver, const Session& session);

/// The reply to a question that the solver met with an exception. The session's context is thrown away.
Reply failed(const z3::exception& error, Session& session);

}  // namespace surety::verify::solver
