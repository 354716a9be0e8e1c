// remembered.h -- verdicts of earlier runs on the very same contract, for properties that were not proved.
//
// A run that breaks a property justifies itself: it is replayed on every engine before it is believed again, so what
// is remembered here saves the search and nothing else. NOT INDUCTIVE and UNKNOWN are never better than what a fresh
// run says. A verdict that a limit of time or an interruption had a part in is not kept.
#pragma once

#include <optional>
#include <string>

#include "verifier/prove/claims.h"
#include "verifier/prover.h"

namespace surety::verify::strategy {

class RememberedVerdicts {
 public:
  /// `contract_digest`: of its image with the source. Borrows the other arguments.
  RememberedVerdicts(const core::Contract& contract, std::string contract_digest, const Options& options,
                     const Claims& claims);

  /// All but `seconds` and `solver`; nullopt where nothing is remembered or a remembered run does not replay.
  [[nodiscard]] std::optional<PropertyResult> find(core::PropertyId property) const;
  /// Only VIOLATED, NOT INDUCTIVE and UNKNOWN are kept.
  void keep(core::PropertyId property, const PropertyResult& result) const;

 private:
  [[nodiscard]] std::string key_of(core::PropertyId property) const;

  const core::Contract& contract_;
  const Options& options_;
  const Claims& claims_;
  std::string contract_digest_;
};

}  // namespace surety::verify::strategy
