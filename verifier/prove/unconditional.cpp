// unconditional.cpp -- which invariants code may rest on: those whose proofs need nothing that might be false.
#include <algorithm>
#include <set>

#include "verifier/prover.h"

namespace surety::verify {

std::vector<core::PropertyId> unconditional(const core::Contract& contract, const Report& report) {
  std::set<std::string> doubtful;
  for (const core::Trusted& assumption : core::trusted(contract)) doubtful.insert(assumption.name);
  const auto rests_on_doubt = [&](const PropertyResult& property) {
    if (property.verdict != Verdict::proved) return true;
    return std::ranges::any_of(property.obligations, [&](const ObligationResult& obligation) {
      return std::ranges::any_of(obligation.uses, [&](const std::string& name) { return doubtful.contains(name); });
    });
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const PropertyResult& property : report.properties) {
      if (rests_on_doubt(property)) changed = doubtful.insert(property.name).second || changed;
    }
  }
  std::vector<core::PropertyId> sound;
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i) {
    const core::Property& property = contract.properties[i];
    const bool invariant =
        property.kind == core::PropertyKind::invariant || property.kind == core::PropertyKind::conservation;
    const bool reported =
        std::ranges::find(report.properties, property.name, &PropertyResult::name) != report.properties.end();
    if (invariant && reported && !doubtful.contains(property.name)) sound.push_back(core::PropertyId{i});
  }
  return sound;
}

}  // namespace surety::verify
