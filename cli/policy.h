// policy.h -- what a deployment must satisfy, as its owner wrote it down. docs/gate.md describes the file.
//
// A policy is read strictly: a key that is not known, a rule of the wrong kind or a missing promise is an error, since
// a rule that was misspelt would otherwise be a rule that nobody enforces.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace surety::cli {

struct Policy {
  std::string sha256;               // of the file
  bool all_proved = false;          // every property of the contract, or
  std::vector<std::string> proved;  // these
  /// An assumption that proofs may rest on: what the contract must say. Texts are compared on one line.
  struct Allowed {
    std::string text;
    std::vector<std::string> functions;  // the declarations of all functions that the text names, in any order
  };
  std::map<std::string, Allowed> assumptions;  // by name

  /// As quantities of the parameter's own type, "5%": the range that governance may choose from lies within these.
  struct Limits {
    std::optional<std::string> at_least;
    std::optional<std::string> at_most;
  };
  std::map<std::string, Limits> parameters;

  std::optional<std::uint64_t> cost_of_any;            // WebAssembly instructions of any step
  std::map<std::string, std::uint64_t> cost_of_steps;  // by name; these replace cost_of_any

  struct SecondOpinion {
    std::vector<std::string> solvers;  // "cvc5", "z3-npm"
    double confirmed_at_least = 0;     // percent of the questions that proofs rest on
  };
  std::optional<SecondOpinion> second_opinion;
  std::optional<double> mutation_score;  // at least, in percent
};

/// Throws UsageError where the file cannot be read and ContentError where it is no policy.
Policy read_policy(const std::filesystem::path& path);

}  // namespace surety::cli
