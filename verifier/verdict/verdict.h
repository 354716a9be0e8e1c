// verdict.h -- what the prover says of a property, as data. docs/VERDICTS.md says what each word promises.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/core/state.h"

namespace surety::verify {

enum class Verdict : std::uint8_t { proved, violated, not_inductive, unknown, vacuous };
/// "proved", "violated", "not_inductive", "unknown", "vacuous": the words of the JSON.
std::string_view word(Verdict verdict);
/// The verdict that `word` calls so; nullopt: none.
std::optional<Verdict> verdict_named(std::string_view name);
/// "invariant", "rule", "conservation", "can", "assert", "lemma", "test".
std::string_view word(core::PropertyKind kind);

/// What second solvers said of the questions that a proof rests on.
struct Recheck {
  unsigned questions = 0;
  unsigned confirmed = 0;                        // by at least one of them
  std::map<std::string, unsigned> confirmed_by;  // solver -> how many
  std::string reason;                            // of the first that was not confirmed
};

/// A product, quotient or root that the solver could not get past, or a sum that was not followed.
struct Obstacle {
  std::string term;    // in the names of the obligation: "Trader[caller].size * mark"; empty: what stands at `span`
  core::Span span;     // the calculation in the source that it comes from; none where that was not found
  std::string advice;  // what to try
};

struct ObligationResult {
  std::string id;  // "no_bad_debt/withdraw"
  Verdict verdict = Verdict::unknown;
  double seconds = 0;
  std::string sha256;                        // of the normalised obligation
  std::string rung;                          // which strategy answered: "trivial", "nlsat", "integers", …
  std::vector<std::string> uses;             // names of the hypotheses that the unsat core needed
  std::string reason;                        // unknown: why
  std::vector<std::string> requires_needed;  // of the step, by the names of their errors; an over-estimate past "nlsat"
  std::vector<Obstacle> obstacles;           // unknown: what stopped it
  unsigned goals = 0;                        // solver questions asked: paths × rows
  std::optional<Recheck> recheck;            // proved, where a second solver was asked
  bool cached = false;                       // proved, and every question of it was answered by an earlier run
};

/// A run that breaks the property: replayed, shrunk, and told.
struct Counterexample {
  core::Trace trace;
  bool replayed = false;             // on the interpreter and on every engine given
  std::vector<std::string> engines;  // which
  std::vector<std::string> story;    // one line a call, with the values that matter
  /// lemma, test: its variables, as people read them. A lemma's trace has no calls.
  std::vector<std::pair<std::string, std::string>> values;
  std::optional<std::size_t> scenario_from;  // test: its own calls begin here
  std::vector<core::Integer> posed;          // lemma, test: what trace/posed.h plays them with
};

/// Not inductive: a state that satisfies the invariants and a step that breaks the property; no run was found.
struct Step {
  std::string name;
  std::vector<std::string> state;  // "Trader[caller].quote = 5 USD"
  std::vector<std::string> arguments;
  std::string hint;  // the missing fact, where one is found
};

struct PropertyResult {
  std::string name;
  std::string kind;  // "invariant", "rule", "conservation", "can", "assert", "lemma", "test"
  Verdict verdict = Verdict::unknown;
  core::Span span;
  double seconds = 0;
  std::string solver;
  std::string
      rechecked_by;  // "cvc5 1.0.3", where every question of a proof was confirmed; several with " and "; else empty
  std::vector<ObligationResult> obligations;
  std::optional<Counterexample> counterexample;  // violated
  std::optional<Step> step;                      // not inductive
  std::string reason;                            // unknown, vacuous
  std::string trivial;                           // proved: why it says nothing; empty where it says something
  bool cached = false;                           // nothing was asked of a solver or searched for: an earlier run did
};

/// What a step is to a property.
enum class Touch : std::uint8_t {
  kept,     // it writes what the property reads, or is named by it; no require of the step is needed
  guarded,  // the proof needs requires of the step
  open,     // not proved
};
/// "kept", "guarded", "open": the words of the JSON.
std::string_view word(Touch touch);
/// The touch that `word` calls so; nullopt: none.
std::optional<Touch> touch_named(std::string_view name);

struct MatrixCell {
  std::string property;
  Touch touch = Touch::kept;
  std::vector<std::string> requires_needed;
};
struct MatrixRow {
  std::string step;
  std::vector<MatrixCell> cells;  // properties that the step can touch, in the contract's order
};

/// A proof of one goal that takes no solver to check (docs/certificates.md).
struct Certificate {
  std::string obligation;  // "no_bad_debt/withdraw"
  unsigned goal = 0;       // of the obligation, from 1
  std::string json;
};

struct Report {
  std::string contract;
  std::vector<PropertyResult> properties;
  std::vector<std::string> disagreements;  // one sentence for each question on which two solvers contradict each other
  std::vector<std::string> notes;          // unused assumptions, steps that can never succeed, …
  std::vector<Certificate> certificates;   // where Options::certify, of proved properties
  std::uint64_t certifiable = 0;           // goals of proved properties: how many certificates there could be
  std::uint64_t solver_questions = 0;      // asked in this run
  std::vector<MatrixRow> matrix;           // actions by properties; empty where only some properties were asked for
  [[nodiscard]] unsigned count(Verdict verdict) const;
};

}  // namespace surety::verify
