// conjecture.h -- invariants that might be meant, in the author's own names.
//
// When a property is not inductive, the fact that is missing is mostly a plain one: an amount that is never negative, a
// total that equals a counter, a flag that goes with a zero, a predicate of the contract that holds for every row. All
// of these are written down here as source text, from templates over the contract's declarations. Whether they hold,
// and whether they help, is for the prover (verifier/suggest): Houdini (Flanagan, Leino, 2001) with templates as in
// Daikon (Ernst et al., 2001).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/compile.h"
#include "compiler/syntax/ast.h"

namespace surety::conjecture {

struct Conjecture {
  std::string name;  // of the invariant, unused in the contract
  std::string text;  // its condition
};

/// From the templates, plain ones first, in a fixed order. Some may be ill-typed: `accepted` sorts them out.
std::vector<Conjecture> conjectures(const syntax::Unit& unit, const core::Contract& contract);

/// The file's contract with those conjectures that the front end accepts as further invariants, after its own
/// properties and in the order of `accepted`.
struct Extended {
  core::Contract contract;
  std::vector<Conjecture> accepted;
};

/// Compiles `path` with the conjectures. nullopt where the file itself has errors or is no contract.
std::optional<Extended> extended(const std::filesystem::path& path, const check::Options& options);

/// `text`, a contract, with invariants added above the declaration that byte `place` is in and above the comments right
/// before it, indented as the contract's declarations are; at the contract's end where no declaration is there, or no
/// place is given. nullopt where the text cannot be read.
std::optional<std::string> with_invariants(const std::string& text, std::optional<std::uint32_t> place,
                                           const std::vector<Conjecture>& invariants);

}  // namespace surety::conjecture
