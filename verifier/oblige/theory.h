// theory.h -- what is assumed and what is owed: a contract's invariants, explicit and implicit, and its obligations.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::verify::oblige {

/// A condition that holds in every reachable state if every step keeps it.
struct Invariant {
  std::string name;
  core::ExprId condition;
  /// A `where` clause as instantiation requires it: its locals stand for the globals of the same names.
  bool where_clause = false;
};

enum class DutyKind : std::uint8_t {
  keep,       // the invariant holds after each success of the step
  after,      // the rule's condition holds after each success of the step
  can,        // the call succeeds wherever its condition holds
  assertion,  // it holds wherever the step reaches it
  lemma,      // it holds for all values of its variables
  scenario,   // what a test for all values expects
  reach,      // nothing to prove: the successes of the step, or of the property's own run, to see that there are some
  same,  // wherever one of two steps succeeds, so does the other, with the same effects and the same state after it
};

/// One obligation: a property and a step.
struct Duty {
  DutyKind kind = DutyKind::keep;
  std::string id;                            // "no_bad_debt/withdraw"
  core::StepId step;                         // no lemma's, no scenario's
  Invariant invariant;                       // keep
  std::optional<core::PropertyCase> clause;  // after, can
  std::optional<core::PropertyId> property;  // can, assertion, lemma, scenario; reach: whose run, if it is no step's
  std::optional<core::StepId> twin{};        // same: the other step, with the same arguments
  bool twin_first = false;                   // same: it is the twin that succeeds
  /// keep: not empty where the step writes nothing that the invariant reads, so that nothing is left to prove. Says so.
  std::string untouched{};
};

struct Theory {
  const core::Contract& contract;
  std::vector<Invariant> invariants;
  std::vector<std::set<std::string>> writes;  // of each step, as places.h names cells
};

/// The declared invariants and conservation laws, then `where#1`, `where#2`, …
Theory theory_of(const core::Contract& contract);
/// An invariant's obligations: one for each step of the contract.
std::vector<Duty> duties(const Theory& theory, const Invariant& invariant);
/// A property's obligations, of whatever kind it is.
std::vector<Duty> duties(const Theory& theory, core::PropertyId property);
/// What must be reachable for a proof of the property to say something: a lemma's condition, an assertion's place, the
/// end of a scenario. nullopt: nothing beyond the steps it speaks of.
std::optional<Duty> reach_duty(const Theory& theory, core::PropertyId property);

}  // namespace surety::verify::oblige
