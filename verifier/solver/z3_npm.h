// z3_npm.h -- a newer Z3 from the npm package `z3-solver`: WebAssembly, run by Node.js.
//
// It is years younger than the Z3 that proves and decides nonlinear arithmetic with other code, but it is Z3: what the
// two have in common in faults, they have in common here. cvc5 is the stronger witness where it answers.
#pragma once

#include <string>

#include "verifier/solver/second_solver.h"

namespace surety::verify::solver {

class Z3Npm : public SecondSolver {
 public:
  /// `folder`: where `z3-solver` was installed: a project, its node_modules, or the package itself. Empty: found as
  /// Node.js finds packages (NODE_PATH, node_modules above the current folder), then under `npm root -g`. Throws
  /// std::runtime_error with a sentence for people, the command to install it included.
  explicit Z3Npm(std::string folder);
  /// "z3-npm 5.1.0"
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] std::uint64_t resources_per_question() const override { return 20'000'000; }
  [[nodiscard]] Reply ask(const std::string& smtlib, const Limits& limits, Interrupter& interrupter) const override;
  /// One program for all of them, with a context for each; what it leaves unanswered is asked alone.
  [[nodiscard]] std::vector<Reply> ask_all(const std::vector<std::string>& smtlib, const Limits& limits,
                                           Interrupter& interrupter) const override;

 private:
  std::string folder_;
  std::string name_;
};

}  // namespace surety::verify::solver
