// obligation.h -- one obligation from its paths to its verdict.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "compiler/core/state.h"
#include "verifier/oblige/theory.h"
#include "verifier/prove/claims.h"
#include "verifier/prove/ladder.h"
#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

/// A state and a call that break a goal, as far as they are known; `confirmed` where the interpreter agrees that the
/// state satisfies every invariant and assumption and that the call breaks the property.
struct Candidate {
  core::StepId step;                      // lemma, test: trace::posed_step, and the arguments are its
  std::optional<core::PropertyId> posed;  // lemma, test: it
  std::vector<core::Integer> arguments;
  core::State state;
  std::vector<std::string> parties;         // party i's name in the obligation
  std::optional<core::PartyIndex> subject;  // can: whose row
  std::optional<core::ErrorId> undefined;   // can: why there is no call to make; the arguments then mean nothing
  bool confirmed = false;
};

/// A solver question whose `unsat` a proof rests on, to be put to another solver.
struct LeafQuestion {
  unsigned goal = 0;  // of the obligation, from 1
  std::string smtlib;
};

/// A proof that takes no solver to check (docs/certificates.md).
struct GoalCertificate {
  unsigned goal = 0;  // of the obligation, from 1
  std::string json;
};

struct ObligationOutcome {
  ObligationResult result;
  std::vector<GoalCertificate> certificates;  // where ObligationOptions::certify, of the goals that have one
  std::optional<Candidate> candidate;
  /// The step has a success that the hypotheses allow; nullopt where that was not decided.
  std::optional<bool> reachable;
  std::vector<LeafQuestion> questions;  // where ObligationOptions::keep_questions
  /// Some proof was remembered from a context with other hypotheses: another might have been found here.
  bool from_elsewhere = false;
};

/// What may be spent on an obligation: `resources` on each question to a solver, `seconds` of work on all of it.
struct Effort {
  std::uint64_t resources = usual_resources;
  double seconds = 60;
};

struct ObligationOptions {
  Effort effort;
  std::optional<std::filesystem::path> smt_directory;
  /// Asked before a question becomes dear: does a run break the property? Called from several threads; may be empty.
  std::function<bool()> refuted;
  bool keep_questions = false;
  bool certify = false;            // look for a certificate of each proved goal
  std::set<std::string> doubtful;  // hypotheses by name that may not be used: they are not proved
  /// More that proofs may not use; then only what is cheap is tried.
  std::set<std::string> withheld;
  Claims* claims = nullptr;    // what earlier runs proved
  bool from_elsewhere = true;  // claims made in other contexts serve too
};

/// Explores, proves, and says what was found. Never throws on a valid contract.
ObligationOutcome discharge(const oblige::Theory& theory, const oblige::Duty& duty, const ObligationOptions& options,
                            solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
