// weight.cpp -- see weight.h.
#include "verifier/prove/weight.h"

#include "verifier/oblige/places.h"

namespace surety::verify::strategy {

namespace {

/// A claim is read before the step and after it, in every case of the step, and is what products stand in.
constexpr std::size_t claim_counts = 16;

}  // namespace

std::size_t Weights::of(const oblige::Duty& duty) {
  if (duty.kind == oblige::DutyKind::can || duty.kind == oblige::DutyKind::scenario) return heaviest;
  if (!duty.untouched.empty()) return 0;
  const bool has_step = duty.kind != oblige::DutyKind::lemma;
  return (has_step ? of_step(duty.step) : 0) + claim_counts * of_claim(duty);
}

std::size_t Weights::of_step(core::StepId step) {
  if (const auto place = steps_.find(step); place != steps_.end()) return place->second;
  oblige::Places places(theory_.contract);
  places.read(theory_.contract[step].body);
  return steps_.emplace(step, places.exprs().size()).first->second;
}

std::size_t Weights::of_claim(const oblige::Duty& duty) {
  oblige::Places places(theory_.contract);
  if (duty.kind != oblige::DutyKind::keep && !duty.clause) {
    if (duty.property) places.read(theory_.contract[*duty.property]);
    return places.exprs().size();
  }
  const core::ExprId claim = duty.clause ? duty.clause->condition : duty.invariant.condition;
  if (const auto place = claims_.find(claim); place != claims_.end()) return place->second;
  places.read(claim);
  return claims_.emplace(claim, places.exprs().size()).first->second;
}

}  // namespace surety::verify::strategy
