// last_proof.h -- what the last run said of each property, kept so that a build can say it too without proving again.
//
// A record belongs to one contract by what it means, one build of the prover and one property, and is sealed by the
// cache like all that is kept there. So a build may repeat the verdict of an earlier run, and never that of a run on
// another contract: a contract that differs in one digit has no record.
#pragma once

#include <optional>
#include <string>

#include "verifier/prove/claims.h"
#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

class LastProof {
 public:
  /// `contract_digest`: of the contract's image without the source. Borrows `claims`.
  LastProof(std::string contract_digest, const Claims& claims);

  /// Every property of the report, under its name.
  void keep(const Report& report) const;
  /// Verdict, obligations, solver and reason as they were said; nullopt where nothing is kept.
  [[nodiscard]] std::optional<PropertyResult> find(const std::string& property) const;

 private:
  [[nodiscard]] std::string key_of(const std::string& property) const;

  const Claims& claims_;
  std::string contract_digest_;
};

}  // namespace surety::verify::strategy
