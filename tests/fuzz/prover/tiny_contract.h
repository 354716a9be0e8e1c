// tiny_contract.h -- random contracts that mean something and whose states can be counted.
//
// Source text, so that the front end is in the loop. Parts are those of real contracts (deposits, transfers between two
// parties that may be one, fees that round, positions against an oracle, a phase, a role), each drawn with small random
// differences: a `require` left out, a bound off by one, a value read too early, an order of writes. Properties are
// near-truths about the same parts, so that some hold, some fail, and some hold for reasons that induction does not
// see. All ranges are of a few values.
#pragma once

#include <cstdint>
#include <string>

namespace surety::test {

/// The contract of that number; the same on every machine.
std::string tiny_contract(std::uint64_t seed);

}  // namespace surety::test
