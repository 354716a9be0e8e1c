// aimed_inputs.h -- arguments aimed at where readings go wrong: ties, bounds, aliases.
//
// Uniform inputs never meet a rounding tie or a range's last value. These are drawn from what the step itself speaks
// of: the ends of argument and place ranges, its literals, odd multiples of half its divisors (ties), the
// values in the state and their distances to the ends, powers of two and ten, each with its neighbours; and parties
// that are often the same party.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "compiler/core/state.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

class AimedInputs {
 public:
  /// `contract` must outlive this. Parties are 0 … parties - 1.
  AimedInputs(const core::Contract& contract, std::uint64_t seed, core::PartyIndex parties = 4);
  /// Arguments of the step, caller first, each within 128 bits (not always within its range).
  std::vector<core::Integer> arguments(core::StepId step, const core::State& state);
  /// The same, repeated.
  std::vector<std::vector<core::Integer>> many(core::StepId step, const core::State& state, std::size_t count);

 private:
  using Pool = std::vector<core::Integer>;
  struct Pools {
    Pool literals;  // never empty
    Pool divisors;
  };
  const Pools& pools_of(core::StepId step);
  core::Integer tie(core::StepId step);
  core::Integer number(const core::Local& local, core::StepId step, const core::State& state, const Pool& earlier);
  core::Integer guess(const core::Range& range, core::StepId step, const core::State& state, const Pool& earlier);
  core::Integer cell(const core::State& state);
  const core::Range& place_range();

  const core::Contract& contract_;
  RandomSource random_;
  core::PartyIndex parties_;
  std::map<core::StepId, Pools> pools_;
};

/// The same interface, uniform over each argument's range: what aimed inputs are measured against.
class UniformInputs {
 public:
  UniformInputs(const core::Contract& contract, std::uint64_t seed, core::PartyIndex parties = 4)
      : contract_(contract), random_(seed), parties_(parties) {}
  std::vector<core::Integer> arguments(core::StepId step, const core::State& state);

 private:
  const core::Contract& contract_;
  RandomSource random_;
  core::PartyIndex parties_;
};

}  // namespace surety::testing
