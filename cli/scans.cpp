// scans.cpp -- see scans.h.
#include "cli/scans.h"

#include <fmt/format.h>

#include <algorithm>

namespace surety::cli {

std::vector<core::ScanId> proved_thresholds(const core::Contract& contract, const verify::Report& report,
                                            Console& console) {
  std::vector<core::ScanId> result;
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i) {
    const core::Scan& scan = contract.scans[i];
    if (!scan.monotone) continue;
    const std::string& lemma = contract[*scan.monotone].name;
    const auto found = std::ranges::find(report.properties, lemma, &verify::PropertyResult::name);
    if (found != report.properties.end() && found->verdict == verify::Verdict::proved) {
      result.push_back({i});
      continue;
    }
    console.say("note", fmt::format("the scan `{}` is built without thresholds: `{}` is not proved; `surety prove "
                                    "--property {}` says more",
                                    scan.name, lemma, lemma));
  }
  return result;
}

}  // namespace surety::cli
