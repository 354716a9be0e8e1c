// explore.h -- all paths of an obligation, each with its hypotheses and goals.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/oblige/theory.h"

namespace surety::verify::oblige {

/// Which call of a scenario's `any` it was, and with what.
struct Pick {
  std::size_t position = 0;  // in the scenario
  std::size_t choice = 0;    // among the call's steps
  std::vector<Symbolic::Value> arguments;
};

/// One way through the step: which branches were taken and which parties are one.
struct Path {
  std::unique_ptr<Symbolic> domain;
  std::vector<Symbolic::Value> arguments;  // of the step; lemma, scenario: the variables
  std::vector<Goal> goals;
  std::optional<PartyTerm> subject;  // can: the row's party
  std::vector<Pick> picks;           // scenario: the calls that it came to
  std::vector<Goal> ends;            // reach: there is a run where one of them and what is known there hold together

  /// What may be used for a goal: the path up to it and every fact.
  [[nodiscard]] std::vector<Hypothesis> hypotheses(const Goal& goal) const;
};

struct Exploration {
  std::unique_ptr<Script> script;
  std::vector<Path> paths;  // those that are not plainly impossible
  bool merged = false;      // both arms of some branches were made one state
  std::string problem;      // not empty: some paths were left out, and why
};

/// Explores `duty` over terms of `arena`, which must outlive the result. `stop` is polled between paths.
Exploration explore(const Theory& theory, const Duty& duty, term::Arena& arena, const std::function<bool()>& stop);

/// Declared ranges are facts because every write checks them and instantiation establishes them. The name of a place
/// whose range does not contain what it holds after instantiation without ever having been written; nullopt: none.
std::optional<std::string> unfounded_range(const Theory& theory);

}  // namespace surety::verify::oblige
