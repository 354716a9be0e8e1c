// traps.h -- contracts that a careless prover gets wrong, with the verdicts that are right.
#pragma once

#include <string>
#include <vector>

namespace surety::test {

struct Trap {
  std::string name;
  std::string why;                    // what goes wrong where it goes wrong
  std::string text;                   // a contract
  std::vector<std::string> verdicts;  // "r0 proved", …: those that matter
};

const std::vector<Trap>& traps();
/// Of lemmas, assertions, tests for all values, two rows and merged branches.
const std::vector<Trap>& form_traps();

}  // namespace surety::test
