// row_contract.h -- random claims that join several quantifiers, to fool the prover with whose row is whose.
//
// `all of these or all of those`, `if some then all`, `some of whom all others say`: what breaks one part need not be
// what breaks the other. The contract leaves its rows free, so most of the claims are false: none may be PROVED.
#pragma once

#include <cstdint>
#include <string>

namespace surety::test {

/// The contract of that number; the same on every machine.
std::string row_contract(std::uint64_t seed);

}  // namespace surety::test
