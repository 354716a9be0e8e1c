// original.h -- what is known of the original before any mutant is tried: which properties it keeps, and the proofs.
//
// A mistake in one line leaves most goals of a step as they were, or takes a hypothesis from them that their proof did
// not need. The original's proofs are remembered as claims (prove/claims.h), so of a mutant only what the mistake
// touched is asked of the solver. Mutants read them and add none: what one of them proves shall not depend on which
// others came before.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "verifier/prove/claims.h"
#include "verifier/prover.h"

namespace surety::verify::mutation {

class Original {
 public:
  /// Proves `contract`. The proofs are kept in Options::cache_directory, else in a folder that is removed in the end.
  Original(const core::Contract& contract, const Options& options);
  ~Original();
  Original(const Original&) = delete;
  Original& operator=(const Original&) = delete;

  /// Properties that are not proved: they kill nothing, and nothing rests on them.
  [[nodiscard]] const std::set<std::string>& unproved() const { return unproved_; }
  /// Null where no folder can be used. May be asked from many threads.
  [[nodiscard]] strategy::Claims* claims() { return claims_ ? &*claims_ : nullptr; }

 private:
  std::filesystem::path made_;  // removed in the end; empty: none
  std::set<std::string> unproved_;
  std::optional<strategy::Cache> cache_;
  std::optional<strategy::Claims> claims_;
};

}  // namespace surety::verify::mutation
