// unconditional.cpp -- what code may rest on: proofs that need nothing that might be false.
#include <algorithm>

#include "verifier/prover.h"

namespace surety::verify {

namespace {

/// The first thing in doubt that the proof used.
std::optional<std::string> doubt_of(const PropertyResult& property, const Doubts& doubts) {
  if (property.verdict != Verdict::proved) return property.name;
  for (const ObligationResult& obligation : property.obligations) {
    const auto used =
        std::ranges::find_if(obligation.uses, [&](const std::string& name) { return doubts.contains(name); });
    if (used != obligation.uses.end()) return doubts.at(*used);
  }
  return std::nullopt;
}

}  // namespace

Doubts doubts(const core::Contract& contract, const Report& report) {
  Doubts doubts;
  for (const core::Trusted& assumption : core::trusted(contract)) doubts.emplace(assumption.name, assumption.name);
  for (const core::Property& property : contract.properties) {
    const bool reported =
        std::ranges::find(report.properties, property.name, &PropertyResult::name) != report.properties.end();
    if (!reported) doubts.emplace(property.name, property.name);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const PropertyResult& property : report.properties) {
      if (doubts.contains(property.name)) continue;
      const auto doubt = doubt_of(property, doubts);
      if (!doubt) continue;
      doubts.emplace(property.name, *doubt);
      changed = true;
    }
  }
  return doubts;
}

std::vector<core::PropertyId> unconditional(const core::Contract& contract, const Report& report) {
  const Doubts doubtful = doubts(contract, report);
  std::vector<core::PropertyId> sound;
  for (std::uint32_t i = 0; i < contract.properties.size(); ++i) {
    const core::Property& property = contract.properties[i];
    const bool invariant =
        property.kind == core::PropertyKind::invariant || property.kind == core::PropertyKind::conservation;
    if (invariant && !doubtful.contains(property.name)) sound.push_back(core::PropertyId{i});
  }
  return sound;
}

std::vector<core::ScanId> unconditional_scans(const core::Contract& contract, const Report& report) {
  const Doubts doubtful = doubts(contract, report);
  std::vector<core::ScanId> sound;
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i) {
    const core::Scan& scan = contract.scans[i];
    if (scan.monotone && !doubtful.contains(contract[*scan.monotone].name)) sound.push_back(core::ScanId{i});
  }
  return sound;
}

}  // namespace surety::verify
