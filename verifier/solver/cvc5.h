// cvc5.h -- a second solver, asked as a program: a proof that two solvers confirm does not rest on the faults of one.
//
// cvc5 shares no code with Z3. It is run and never linked (Debian builds it under the GPL), and reads the same SMT-LIB
// text that people get from --smt.
#pragma once

#include <string>

#include "verifier/solver/second_solver.h"

namespace surety::verify::solver {

class Cvc5 : public SecondSolver {
 public:
  /// `program` is found in PATH and asked for its version. Throws std::runtime_error with a sentence for people where
  /// there is no such program or it is not cvc5.
  explicit Cvc5(std::string program);

  /// "cvc5 1.0.3"
  [[nodiscard]] const std::string& name() const override { return name_; }
  /// More confirms hardly more: the answers that come at all come early.
  [[nodiscard]] std::uint64_t resources_per_question() const override { return 1'000'000; }
  [[nodiscard]] Reply ask(const std::string& smtlib, const Limits& limits, Interrupter& interrupter) const override;

 private:
  std::string program_;
  std::string name_;
};

}  // namespace surety::verify::solver
