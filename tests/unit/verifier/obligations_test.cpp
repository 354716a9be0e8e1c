// obligations_test.cpp -- 146 obligations of real shape, correct and broken: each gets the answer it should, and
// docs/proving_ladder.md says by which rung.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/catch.h"
#include "tests/unit/verifier/corpus.h"

using namespace surety;

namespace {

const std::filesystem::path root = SURETY_ROOT;

std::string document() {
  std::ifstream stream(root / "docs/proving_ladder.md");
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("every obligation of the corpus gets its answer, and the document names the rung") {
  std::vector<test::CorpusAnswer> answers;
  for (const auto& file : test::corpus_files(root / "tests/verify/obligations")) {
    answers.push_back(test::answer(file));
    INFO(answers.back().name << ": " << answers.back().rung);
    CHECK(answers.back().rung != "");
    CHECK((answers.back().rung != "refuted") == answers.back().expected_proof);
  }
  CHECK(answers.size() == 146);
  const std::string text = document();
  for (const auto& [family, row] : test::by_family(answers)) {
    const std::string line = "| " + family + " | " + std::to_string(row.proofs) + " | " + std::to_string(row.broken) +
                             " | " + test::rungs_text(row) + " |";
    INFO("run build/bin/bench_prove and put its table into docs/proving_ladder.md; the line begins\n" << line);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("the donation bound of vault shares and two swaps in a row are decided by products of facts") {
  for (const char* name : {"H10.inflation.general", "H15.swap2"}) {
    INFO(name);
    const auto file = root / "tests/verify/obligations" / (std::string(name) + ".smt2");
    CHECK(test::answer(file).rung == "linear");
  }
}

TEST_CASE("an obligation gets the same answer each time") {
  for (const char* name : {"H10.inflation.general", "cdp.gap", "H3.cross2.full", "perp.liq.cons.BUGbd"}) {
    INFO(name);
    const auto file = root / "tests/verify/obligations" / (std::string(name) + ".smt2");
    const std::string first = test::answer(file).rung;
    for (int i = 0; i < 3; ++i) CHECK(test::answer(file).rung == first);
  }
}

TEST_CASE("the reader of obligations refuses what it does not know") {
  term::Arena arena;
  CHECK_THROWS(test::read_smtlib(arena, root / "README.md"));
  CHECK_THROWS(test::read_smtlib(arena, root / "no such file.smt2"));
}
