// proofs.cpp -- see proofs.h.
#include "tests/fuzz/engines/proofs.h"

#include "verifier/prover.h"

namespace surety::testing {

namespace {

/// Clamped writes take a solver no time; what takes longer is not worth it here.
constexpr std::uint64_t resource_limit = 300'000;

bool worth_asking(const core::Property& property) {
  return property.kind == core::PropertyKind::invariant || property.name.ends_with(".monotone") ||
         property.name.ends_with(".ensures");  // invariants may rest on it
}

}  // namespace

Proofs proofs_of(const core::Contract& contract, double seconds) {
  verify::Options options;
  options.coverage = false;
  options.search_steps = 0;
  options.resource_limit = resource_limit;
  options.timeout_seconds = seconds;
  for (const core::Property& property : contract.properties)
    if (worth_asking(property)) options.properties.insert(property.name);
  if (options.properties.empty()) return {};
  const verify::Report report = verify::prove(contract, options);
  Proofs proofs{verify::unconditional(contract, report), verify::unconditional_scans(contract, report), 0};
  for (const verify::PropertyResult& property : report.properties)
    proofs.facts += property.name.ends_with(".ensures") && property.verdict == verify::Verdict::proved ? 1 : 0;
  return proofs;
}

codegen::Options resting_on(const Proofs& proofs) {
  return {.facts = true, .proved = proofs.invariants, .thresholds = proofs.thresholds};
}

}  // namespace surety::testing
