// plain_z3.h -- Z3 on a text alone: the tests' own, so that it shares nothing with how the prover asks.
#pragma once

#include <string>

namespace surety::tests {

/// Does nonlinear real arithmetic call the SMT-LIB text contradictory? Unlimited: for questions that are known to be
/// quick. Throws z3::exception for text that is not SMT-LIB.
[[nodiscard]] bool contradictory(const std::string& smtlib);

}  // namespace surety::tests
