// memory.h -- all that one run may remember of earlier ones: claims, verdicts, and what was said last.
#pragma once

#include <optional>

#include "compiler/core/text.h"
#include "verifier/prove/claims.h"
#include "verifier/prove/last_proof.h"
#include "verifier/prove/remembered.h"

namespace surety::verify::strategy {

/// What a run may remember; nothing where there is no usable folder.
class Memory {
 public:
  Memory(const core::Contract& contract, const Options& options) {
    if (!options.cache_directory || options.recheck || options.recheck_z3_npm || options.certify) return;
    cache_.emplace(*options.cache_directory);
    if (!cache_->usable()) return;
    claims_.emplace(*cache_, settings_of(options.resource_limit));
    const std::string text = core::print(contract);
    verdicts_.emplace(contract, text, options, *claims_);
    last_.emplace(text, *claims_);
  }
  Claims* claims() { return claims_ ? &*claims_ : nullptr; }
  [[nodiscard]] const RememberedVerdicts* verdicts() const { return verdicts_ ? &*verdicts_ : nullptr; }
  [[nodiscard]] const LastProof* last() const { return last_ ? &*last_ : nullptr; }

 private:
  std::optional<Cache> cache_;
  std::optional<Claims> claims_;
  std::optional<RememberedVerdicts> verdicts_;
  std::optional<LastProof> last_;
};

}  // namespace surety::verify::strategy
