// sum_contract.h -- random claims about sums over one small contract, to fool the prover with what a sum's term may be.
//
// What is added up may look at other rows, at the state before the step, at choices and extremes, and what every row is
// known to be may hold under a condition. Most of the claims are false; that is as it should be: none may be PROVED.
#pragma once

#include <cstdint>
#include <string>

namespace surety::test {

/// The contract of that number; the same on every machine.
std::string sum_contract(std::uint64_t seed);

}  // namespace surety::test
