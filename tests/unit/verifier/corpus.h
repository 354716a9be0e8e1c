// corpus.h -- the obligations of tests/verify/obligations put to the ladder, for the test and for the benchmark.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/unit/verifier/smtlib_reader.h"

namespace surety::test {

struct CorpusAnswer {
  std::string name;
  bool expected_proof = false;
  std::string rung;  // "nlsat", …: proved; "refuted": the reals satisfy it; "": neither
  double milliseconds = 0;
};

/// The last formula is the negated goal, the others are hypotheses.
CorpusAnswer answer(const std::filesystem::path& file);

/// A row for each family as docs/proving_ladder.md has it, without times.
struct FamilyRow {
  unsigned proofs = 0;
  unsigned broken = 0;
  std::map<std::string, unsigned> rungs;
  std::vector<double> milliseconds;
};
std::map<std::string, FamilyRow> by_family(const std::vector<CorpusAnswer>& answers);

/// "nlsat 9, linear 1": in the order of the rungs.
std::string rungs_text(const FamilyRow& row);

}  // namespace surety::test
