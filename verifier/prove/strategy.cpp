// strategy.cpp -- what strategies share.
#include "verifier/prove/strategy.h"

#include "verifier/prove/prepare.h"
#include "verifier/prove/switches.h"

namespace surety::verify::strategy {

using term::Bool;

std::vector<Refuted> resting_on(const term::Arena& arena, const std::vector<std::vector<Marked>>& cases) {
  std::vector<Refuted> result;
  for (const std::vector<Marked>& one : cases) {
    std::vector<Bool> formulas = formulas_of(one);
    if (!contradictory(arena, formulas)) result.push_back({std::move(formulas), term::Numbers::reals});
  }
  return result;
}

Finding Strategy::proved(std::vector<Refuted> rests_on) {
  Finding finding;
  finding.answer = Answer::proved;
  finding.rests_on = std::move(rests_on);
  return finding;
}

Finding Strategy::refuted(const term::Arena& arena, std::vector<std::vector<Marked>> cases) {
  Finding finding = proved(resting_on(arena, cases));
  finding.cases = std::move(cases);
  return finding;
}

Finding Strategy::unknown(std::string reason, bool looks_false) {
  Finding finding;
  finding.reason = std::move(reason);
  finding.looks_false = looks_false;
  return finding;
}

Finding Strategy::asked(term::Arena& arena, const std::vector<Marked>& formulas, solver::Form form,
                        const Budget& budget) {
  const solver::Reply reply = solver::ask_core(arena, formulas_of(formulas), form, budget.limits, budget.session);
  const bool satisfied = reply.status == solver::Status::sat && form == solver::Form::whole;
  if (reply.status != solver::Status::unsat) return unknown(reply.reason, satisfied);
  std::vector<Marked> core = those_at(reply.core, formulas);
  if (form != solver::Form::whole) {
    // What was said of products and of atoms without a definition rests on declared bounds, whether the core names them
    // or not.
    for (const Bool bound : declared_bounds(arena, formulas_of(core))) core.push_back({bound, 0});
  }
  return refuted(arena, {std::move(core)});
}

std::vector<Bool> stated(const Scope& scope) {
  term::Arena& arena = scope.arena;
  std::vector<Bool> formulas;
  for (const oblige::Hypothesis& hypothesis : scope.hypotheses) formulas.push_back(hypothesis.formula);
  formulas.push_back(arena.negate(scope.goal));
  std::vector<Bool> bounds = declared_bounds(arena, formulas);
  if (scope.bounds == Bounds::signs) {
    // v >= -1, v >= 0, v >= 100, v <= 0, … say a sign; v >= -100 does not.
    std::erase_if(bounds,
                  [&](Bool bound) { return term::constant_term(arena.polynomial(arena.node(bound).polynomial)) > 1; });
  }
  formulas.insert(formulas.end(), bounds.begin(), bounds.end());
  const std::vector<Bool> switches = switch_facts(arena, scope.goal);
  formulas.insert(formulas.end(), switches.begin(), switches.end());
  return formulas;
}

std::vector<Bool> simplified_scope(const Scope& scope) {
  return scope.prepared ? formulas_of(scope.prepared->formulas) : simplified(scope.arena, stated(scope));
}

bool contradictory(const term::Arena& arena, const std::vector<Bool>& formulas) {
  return formulas.size() == 1 && arena.value(formulas.front()) == false;
}

}  // namespace surety::verify::strategy
