// certify.cpp -- the question as it stands, not simplified: what is certified is what was asked.
#include "verifier/prove/certify.h"

#include "verifier/linear/refuter.h"

namespace surety::verify::strategy {

namespace {

constexpr std::uint64_t resources_for_sums = 3'000'000;
constexpr std::uint64_t resources_for_advice = 200'000;
constexpr std::size_t most_cases = 400;

std::string name_of(const oblige::Hypothesis& hypothesis) {
  switch (hypothesis.role) {
    case oblige::Role::invariant: return "invariant " + hypothesis.name;
    case oblige::Role::assumption: return "assumption " + hypothesis.name;
    case oblige::Role::guard:
    case oblige::Role::range:
    case oblige::Role::overflow:
    case oblige::Role::total: break;
  }
  return hypothesis.name;
}

}  // namespace

std::optional<std::string> certificate_of(term::Arena& arena, const Question& question, const Finding& finding,
                                          const linear::Heading& heading, solver::Session& session) {
  std::vector<std::pair<std::string, term::Bool>> formulas;
  for (const oblige::Hypothesis& hypothesis : finding.needed ? *finding.needed : question.hypotheses) {
    formulas.emplace_back(name_of(hypothesis), hypothesis.formula);
  }
  formulas.emplace_back("the goal does not hold", arena.negate(question.goal));
  linear::Certificate certificate{linear::statement_of(arena, formulas), {}};
  linear::Budget budget;
  budget.limits = {resources_for_sums};
  budget.advice = {resources_for_advice};
  budget.cases = most_cases;
  auto proof = linear::refute(arena, certificate.statement, budget, session);
  if (!proof) return std::nullopt;
  certificate.proof = *std::move(proof);
  return linear::written(certificate, heading);
}

}  // namespace surety::verify::strategy
