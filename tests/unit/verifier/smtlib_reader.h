// smtlib_reader.h -- reads the obligations of tests/verify/obligations: SMT-LIB with polynomials, comparisons, and, or.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "verifier/term/arena.h"

namespace surety::test {

/// One file: formulas that cannot hold together (`unsat`), or can.
struct CorpusQuestion {
  std::string name;      // the file's, without .smt2
  std::string expected;  // "unsat" or "sat"
  std::vector<term::Bool> formulas;
};

/// Real unknowns are read as integers, as which they are meant. Throws std::runtime_error with the file's name where it
/// is not of the subset.
CorpusQuestion read_smtlib(term::Arena& arena, const std::filesystem::path& file);

/// All .smt2 files of a directory, sorted.
std::vector<std::filesystem::path> corpus_files(const std::filesystem::path& directory);

/// "perp", "vault", …: what the name begins with.
std::string family_of(const std::string& name);

}  // namespace surety::test
