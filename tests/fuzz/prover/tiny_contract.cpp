// tiny_contract.cpp -- declarations and actions; properties are in tiny_properties.cpp.
#include "tests/fuzz/prover/tiny_contract.h"

#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

std::string tiny_contract(std::uint64_t seed) { return TinyWriter(seed).write(); }

}  // namespace surety::test
