// explore.h -- all paths of an obligation, each with its hypotheses and goals.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/oblige/theory.h"

namespace surety::verify::oblige {

/// One way through the step: which branches were taken and which parties are one.
struct Path {
  std::unique_ptr<Symbolic> domain;
  std::vector<Symbolic::Value> arguments;
  std::vector<Goal> goals;
  std::optional<PartyTerm> subject;  // can: the row's party

  /// What may be used for a goal: the path up to it and every fact.
  [[nodiscard]] std::vector<Hypothesis> hypotheses(const Goal& goal) const;
};

struct Exploration {
  std::unique_ptr<Script> script;
  std::vector<Path> paths;  // those that are not plainly impossible
  std::string problem;      // not empty: some paths were left out, and why
};

/// Explores `duty` over terms of `arena`, which must outlive the result. `stop` is polled between paths.
Exploration explore(const Theory& theory, const Duty& duty, term::Arena& arena, const std::function<bool()>& stop);

/// Declared ranges are facts because every write checks them and instantiation establishes them. The name of a place
/// whose range does not contain what it holds after instantiation without ever having been written; nullopt: none.
std::optional<std::string> unfounded_range(const Theory& theory);

}  // namespace surety::verify::oblige
