// second_solver.h -- a solver beside Z3, asked as a program with SMT-LIB text.
#pragma once

#include <string>
#include <vector>

#include "verifier/solver/child_program.h"
#include "verifier/solver/solver.h"

namespace surety::verify::solver {

class SecondSolver {
 public:
  SecondSolver() = default;
  SecondSolver(const SecondSolver&) = delete;
  SecondSolver& operator=(const SecondSolver&) = delete;
  virtual ~SecondSolver() = default;

  /// With its version: "cvc5 1.0.3".
  [[nodiscard]] virtual const std::string& name() const = 0;
  /// A budget of some seconds in the solver's own count.
  [[nodiscard]] virtual std::uint64_t resources_per_question() const = 0;
  /// The answer to a self-contained SMT-LIB text with one (check-sat); no model. `limits.resources` is in the solver's
  /// own count. Whatever else the program does (nothing, an error, a crash, a hang) is `unknown` with the reason. Never
  /// throws; may be called from many threads.
  [[nodiscard]] virtual Reply ask(const std::string& smtlib, const Limits& limits, Interrupter& interrupter) const = 0;
  /// The answers to several such texts, in their order, each as if it had been asked alone. For solvers that are slower
  /// to start than to answer.
  [[nodiscard]] virtual std::vector<Reply> ask_all(const std::vector<std::string>& smtlib, const Limits& limits,
                                                   Interrupter& interrupter) const;
};

/// What a finished program's output says; an answer counts only where it is all that was said.
Reply reply_of(const Finished& finished);

/// The start of what a program said, on one line and in quotes, for a message.
std::string quoted_output(const std::string& output);

}  // namespace surety::verify::solver
