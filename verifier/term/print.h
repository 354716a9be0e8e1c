// print.h -- terms as people and solvers read them.
#pragma once

#include <string>
#include <vector>

#include "verifier/term/arena.h"

namespace surety::term {

/// "quote + size * mark": for names and messages. After some thousand bytes it ends with the term's number in the
/// arena, so that different terms always read differently.
std::string show(const Arena& arena, Int a);
std::string show(const Arena& arena, Bool a);

enum class Numbers : std::uint8_t { reals, integers };

/// An asserted formula with what it says, for the comment above it; may be empty.
struct Assertion {
  std::string comment;
  Bool formula;
};

/// A self-contained SMT-LIB 2 text that asks whether the assertions can hold together, with the definition of every
/// compound atom beside them. `preamble` lines become comments at the top; `expected` is "unsat", "sat" or empty.
std::string smtlib(Arena& arena, const std::vector<Assertion>& assertions, Numbers numbers,
                   const std::vector<std::string>& preamble, const std::string& expected);

}  // namespace surety::term
