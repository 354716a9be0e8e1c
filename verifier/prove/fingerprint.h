// fingerprint.h -- formulas by what they say: a digest that does not depend on the arena they live in.
//
// Handles are numbered in the order in which terms are made, so an edit anywhere in a contract renumbers them all.
// Here every term is hashed from its leaves up, with sums, products and junctions sorted by their parts' digests, and a
// variable with its declared bounds. Equal digests mean equal formulas about variables of equal names and bounds.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "verifier/oblige/symbolic.h"
#include "verifier/prove/digest.h"

namespace surety::verify::strategy {

class Fingerprints {
 public:
  /// Borrows `arena`, which may grow.
  explicit Fingerprints(const term::Arena& arena) : arena_(arena) {}
  const Digest& of(term::Bool formula);
  const Digest& of(term::Int number);
  /// The formula with its name and role: what a strategy sees of it.
  const Digest& of(const oblige::Hypothesis& hypothesis);
  Digest of(std::string_view text) { return hash_(text); }

 private:
  const Digest& of_atom(std::uint32_t index);
  Digest computed_atom(const term::Atom& atom);

  const term::Arena& arena_;
  Hasher hash_;
  std::unordered_map<std::uint32_t, Digest> atoms_;
  std::unordered_map<std::uint32_t, Digest> numbers_;
  std::unordered_map<std::uint32_t, Digest> formulas_;
  std::map<std::tuple<std::uint32_t, oblige::Role, std::string>, Digest> hypotheses_;  // every goal has most of them
};

}  // namespace surety::verify::strategy
