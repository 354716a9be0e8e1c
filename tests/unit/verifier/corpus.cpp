// corpus.cpp -- see corpus.h.
#include "tests/unit/verifier/corpus.h"

#include <chrono>

#include "verifier/prove/ladder.h"

namespace surety::test {

namespace {

using verify::strategy::Answer;
using verify::strategy::Finding;

Finding climb(term::Arena& arena, const CorpusQuestion& read) {
  verify::strategy::Question question;
  for (std::size_t i = 0; i + 1 < read.formulas.size(); ++i) {
    question.hypotheses.push_back({"hypothesis", read.formulas[i], verify::oblige::Role::guard});
  }
  question.goal = arena.negate(read.formulas.back());
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  verify::strategy::Habit habit;
  Finding finding = climb_foot(arena, question, verify::strategy::usual_resources, session, habit);
  if (finding.answer == Answer::proved || finding.looks_false) return finding;
  return climb_top(arena, question, verify::strategy::usual_resources, session, finding);
}

}  // namespace

CorpusAnswer answer(const std::filesystem::path& file) {
  term::Arena arena;
  const CorpusQuestion question = read_smtlib(arena, file);
  const auto start = std::chrono::steady_clock::now();
  const Finding finding = climb(arena, question);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  CorpusAnswer result{question.name, question.expected == "unsat", "", spent.count()};
  if (finding.answer == Answer::proved) result.rung = finding.rung;
  if (finding.looks_false || finding.answer == Answer::candidate) result.rung = "refuted";
  return result;
}

std::map<std::string, FamilyRow> by_family(const std::vector<CorpusAnswer>& answers) {
  std::map<std::string, FamilyRow> families;
  for (const CorpusAnswer& one : answers) {
    FamilyRow& row = families[family_of(one.name)];
    ++(one.expected_proof ? row.proofs : row.broken);
    ++row.rungs[one.rung];
    row.milliseconds.push_back(one.milliseconds);
  }
  return families;
}

std::string rungs_text(const FamilyRow& row) {
  std::string text;
  std::vector<std::string> order = verify::strategy::rung_names();
  order.emplace_back("refuted");
  for (const std::string& rung : order) {
    const auto place = row.rungs.find(rung);
    if (place != row.rungs.end()) text += (text.empty() ? "" : ", ") + rung + " " + std::to_string(place->second);
  }
  return text;
}

}  // namespace surety::test
