// bench_prove.cpp -- how long the ladder takes for the obligations of tests/verify/obligations: the table of
// docs/proving_ladder.md.
#include <algorithm>
#include <cstdio>

#include "tests/unit/verifier/corpus.h"

using namespace surety;

namespace {

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  const std::filesystem::path directory = count > 1 ? words[1] : SURETY_ROOT "/tests/verify/obligations";
  if (!std::filesystem::is_directory(directory)) {
    std::fprintf(stderr, "bench_prove: %s is no directory of obligations\n", directory.c_str());
    return 2;
  }
  std::vector<test::CorpusAnswer> answers;
  for (const auto& file : test::corpus_files(directory)) answers.push_back(test::answer(file));
  std::puts("| family | correct | broken | rungs | median | longest |\n|---|---|---|---|---|---|");
  std::vector<double> all;
  for (const auto& [family, row] : test::by_family(answers)) {
    std::printf("| %s | %u | %u | %s | %.0f ms | %.0f ms |\n", family.c_str(), row.proofs, row.broken,
                test::rungs_text(row).c_str(), median(row.milliseconds), *std::ranges::max_element(row.milliseconds));
    all.insert(all.end(), row.milliseconds.begin(), row.milliseconds.end());
  }
  if (all.empty()) return 1;
  std::printf("\n%zu obligations, median %.1f ms, longest %.0f ms\n", all.size(), median(all),
              *std::ranges::max_element(all));
  return 0;
}
