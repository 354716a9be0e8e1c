// remembered_report.h -- the report of an earlier run that proved every property of the very same contract.
//
// The obligations of a large contract take longer to make than to look up, and of a contract that did not change they
// would be the same. So a run that proved all it was asked for keeps what it said, sealed by the cache, under the
// contract, the prover, the budgets and what was asked; the next one repeats it. After any edit there is no such
// report, and each question is looked up by itself (claims.h). A run in which a limit of time or an interruption may
// have had a part keeps nothing.
#pragma once

#include <optional>
#include <string>

#include "verifier/prove/claims.h"
#include "verifier/prover.h"

namespace surety::verify::strategy {

class RememberedReport {
 public:
  /// `contract_digest`: of its image with the source. Borrows the other arguments.
  RememberedReport(const core::Contract& contract, std::string contract_digest, const Options& options,
                   const Claims& claims);

  /// Every property cached and no question asked; nullopt where nothing is kept or anything about it is amiss.
  [[nodiscard]] std::optional<Report> find() const;
  /// Kept only where every property is proved, none near the limit of time, and no two solvers contradict each other.
  void keep(const Report& report) const;

 private:
  [[nodiscard]] std::string key() const;

  const core::Contract& contract_;
  const Options& options_;
  const Claims& claims_;
  std::string contract_digest_;
};

}  // namespace surety::verify::strategy
