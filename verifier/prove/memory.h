// memory.h -- all that one run may remember of earlier ones: claims, verdicts, reports, and what was said last.
#pragma once

#include <optional>

#include "compiler/core/image.h"
#include "verifier/prove/claims.h"
#include "verifier/prove/digest.h"
#include "verifier/prove/last_proof.h"
#include "verifier/prove/remembered.h"
#include "verifier/prove/remembered_report.h"

namespace surety::verify::strategy {

/// What a run may remember; nothing where there is no usable folder.
class Memory {
 public:
  Memory(const core::Contract& contract, const Options& options) {
    if (!options.cache_directory || options.recheck || options.recheck_z3_npm || options.certify) return;
    cache_.emplace(*options.cache_directory);
    if (!cache_->usable()) return;
    claims_.emplace(*cache_, settings_of(options.resource_limit));
    const std::string digest = sha256(core::image(contract, core::ImageOf::meaning_and_source));
    verdicts_.emplace(contract, digest, options, *claims_);
    report_.emplace(contract, digest, options, *claims_);
    last_.emplace(sha256(core::image(contract, core::ImageOf::meaning)), *claims_);
  }
  Claims* claims() { return claims_ ? &*claims_ : nullptr; }
  [[nodiscard]] const RememberedVerdicts* verdicts() const { return verdicts_ ? &*verdicts_ : nullptr; }
  [[nodiscard]] const RememberedReport* report() const { return report_ ? &*report_ : nullptr; }
  [[nodiscard]] const LastProof* last() const { return last_ ? &*last_ : nullptr; }

 private:
  std::optional<Cache> cache_;
  std::optional<Claims> claims_;
  std::optional<RememberedVerdicts> verdicts_;
  std::optional<RememberedReport> report_;
  std::optional<LastProof> last_;
};

}  // namespace surety::verify::strategy
