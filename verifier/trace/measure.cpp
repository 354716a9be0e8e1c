// measure.cpp -- see measure.h.
#include "verifier/trace/measure.h"

#include <algorithm>

namespace surety::verify::trace {

namespace {

/// `gap` in proportion to the size of what is compared: prices, balances and ratios become comparable.
double relative(const core::Number& gap, const Sized& a, const Sized& b) {
  return std::min(1.0, std::abs(gap.approximate()) / (std::max(a.size, b.size) + 1));
}

}  // namespace

Sized Measure::div_floor(const Int& a, const Int& b) const {
  return {floor_divide(a.value, b.value), a.size / std::max(1.0, std::abs(b.value.approximate()))};
}

Truth Measure::less(const Int& a, const Int& b) const {
  if (a.value < b.value) return {true, relative(b.value - a.value, a, b)};
  return {false, relative(a.value - b.value + 1, a, b)};
}

Truth Measure::equal(const Int& a, const Int& b) const {
  if (a.value == b.value) return {true, 1};
  return {false, relative(a.value - b.value, a, b)};
}

Truth Measure::both(Bool a, Bool b) const {
  if (a.holds && b.holds) return {true, std::min(a.distance, b.distance)};
  if (a.holds) return b;
  if (b.holds) return a;
  return {false, std::min(unreachable, a.distance + b.distance)};
}

Measure::Value Measure::lifted(read::Concrete::Value value) {
  return std::visit(core::overloaded{[](core::Number& number) {
                                       const double size = std::abs(number.approximate());
                                       return Value{Sized{std::move(number), size}};
                                     },
                                     [](bool truth) { return Value{Truth{truth, 1}}; },
                                     [](PartyIndex party) { return Value{party}; }},
                    value);
}

read::Concrete::Value Measure::lowered(const Value& value) {
  using Lowered = read::Concrete::Value;
  return std::visit(core::overloaded{[](const Sized& number) { return Lowered{number.value}; },
                                     [](const Truth& truth) { return Lowered{truth.holds}; },
                                     [](PartyIndex party) { return Lowered{party}; }},
                    value);
}

Measure::Value Measure::joined(const Bool& condition, Value taken, const std::optional<Value>& other) {
  Truth* truth = std::get_if<Truth>(&taken);
  if (!truth) return taken;
  // The result flips when the arm taken flips, or when the condition flips and the other arm says the opposite.
  double detour = condition.distance;
  if (other) {
    const Truth& there = std::get<Truth>(*other);
    if (there.holds == truth->holds) detour += there.distance;
  }
  truth->distance = std::min(truth->distance, detour);
  return taken;
}

std::optional<Truth> measure(const core::Contract& contract, core::ExprId condition, const core::State& state,
                             const core::State* before, std::span<const core::Local> locals,
                             std::span<const Integer> arguments) {
  Measure domain(contract, state, before);
  core::Semantics<Measure> semantics(contract, domain, core::Mode::property);
  for (std::uint32_t i = 0; i < arguments.size(); ++i) {
    const core::Sort sort = locals[i].type.sort;
    const Measure::Value value = domain.value_of(sort, arguments[i]);
    if (const PartyIndex* party = std::get_if<PartyIndex>(&value)) domain.extra_parties().push_back(*party);
    semantics.bind({i}, value);
  }
  try {
    return semantics.boolean(condition);
  } catch (const read::Revert&) {
    return std::nullopt;
  }
}

}  // namespace surety::verify::trace
