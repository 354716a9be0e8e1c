// scans.cpp -- see scans.h.
#include "cli/scans.h"

#include <fmt/format.h>

#include <algorithm>

#include "verifier/prover.h"

namespace surety::cli {

namespace {

std::string why_not(const core::Contract& contract, const std::string& lemma, const std::string& doubt) {
  if (doubt == lemma) return fmt::format("`{}` is not proved; `surety prove --property {}` says more", lemma, lemma);
  const std::vector<core::Trusted> trusted = core::trusted(contract);
  const bool is_trusted = std::ranges::find(trusted, doubt, &core::Trusted::name) != trusted.end();
  return fmt::format("the proof of `{}` rests on `{}`, which is {}, and where that is false thresholds would miss rows",
                     lemma, doubt, is_trusted ? "trusted and not proved" : "not proved");
}

}  // namespace

std::vector<core::ScanId> proved_thresholds(const core::Contract& contract, const verify::Report& report,
                                            Console& console) {
  const verify::Doubts doubts = verify::doubts(contract, report);
  for (const core::Scan& scan : contract.scans) {
    if (!scan.monotone) continue;
    const auto doubt = doubts.find(contract[*scan.monotone].name);
    if (doubt == doubts.end()) continue;
    console.say("note", fmt::format("the scan `{}` is built without thresholds: {}", scan.name,
                                    why_not(contract, doubt->first, doubt->second)));
  }
  return verify::unconditional_scans(contract, report);
}

}  // namespace surety::cli
