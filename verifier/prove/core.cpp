// core.cpp -- see core.h. All at once first: most proofs need no require at all.
#include "verifier/prove/core.h"

#include <algorithm>
#include <set>

#include "verifier/prove/recentre.h"
#include "verifier/prove/simplify.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;

constexpr std::string_view prefix = "require ";
constexpr std::uint64_t resources = 30'000;  // a proof that gets dear without a require needs it, for all we care
constexpr std::size_t most_names = 8;

bool is_require(const Hypothesis& hypothesis) {
  return hypothesis.role == oblige::Role::guard && hypothesis.name.starts_with(prefix);
}

bool follows(term::Arena& arena, term::Bool goal, const std::vector<Hypothesis>& hypotheses, solver::Session& session) {
  std::vector<term::Bool> formulas;
  for (const Hypothesis& hypothesis : hypotheses) formulas.push_back(hypothesis.formula);
  formulas.push_back(arena.negate(goal));
  const std::vector<term::Bool> bounds = declared_bounds(arena, formulas);
  formulas.insert(formulas.end(), bounds.begin(), bounds.end());
  formulas = recentred(arena, simplified(arena, std::move(formulas)));
  if (formulas.size() == 1 && arena.value(formulas.front()) == false) return true;
  const solver::Limits limits{resources};
  return solver::ask(arena, formulas, term::Numbers::reals, limits, session).status == solver::Status::unsat;
}

}  // namespace

std::vector<std::string> requires_among(const std::vector<Hypothesis>& needed) {
  std::set<std::string> names;
  for (const Hypothesis& hypothesis : needed) {
    if (is_require(hypothesis)) names.insert(hypothesis.name.substr(prefix.size()));
  }
  return {names.begin(), names.end()};
}

std::vector<Hypothesis> without_idle_requires(term::Arena& arena, term::Bool goal, std::vector<Hypothesis> needed,
                                              solver::Session& session) {
  const std::vector<std::string> names = requires_among(needed);
  if (names.empty() || names.size() > most_names) return needed;
  std::vector<Hypothesis> fewer;
  std::ranges::copy_if(needed, std::back_inserter(fewer), [](const Hypothesis& one) { return !is_require(one); });
  if (follows(arena, goal, fewer, session)) return fewer;
  for (const std::string& name : names) {
    if (names.size() == 1 || session.over()) break;
    fewer.clear();
    std::ranges::copy_if(needed, std::back_inserter(fewer), [&](const Hypothesis& one) {
      return !is_require(one) || one.name.substr(prefix.size()) != name;
    });
    if (follows(arena, goal, fewer, session)) needed = fewer;
  }
  return needed;
}

}  // namespace surety::verify::strategy
