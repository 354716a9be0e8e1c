// runner.h -- executes calls on plain states, counts them, and judges what they led to.
//
// The one place that knows when a property is broken during the search. The final word is replay.h's, which asks the
// engines and read::holds.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "compiler/read/concrete.h"
#include "verifier/trace/search.h"

namespace surety::verify::trace {

using core::Call;
using core::Integer;
using core::PartyIndex;

/// What a successful call did to the property.
struct Judgement {
  bool broken = false;
  /// The refused call of a `can`: it ends the trace.
  std::optional<Call> refused;
  /// How far the property is from being broken; smaller is closer.
  double distance = 0;
};

class Runner {
 public:
  Runner(const core::Contract& contract, const Request& request);

  /// Executes `call` on `state`: true where it succeeds. A reverted call, and one that an assumption forbids, changes
  /// nothing and gives false.
  bool execute(core::State& state, const Call& call);
  /// The property after `call` led from `before` to `after`. `parties`: those that a `can` is tried for.
  Judgement judge(const core::State& before, const Call& call, const core::State& after, std::uint32_t parties);

  /// How near `call` is to being refused (it succeeds), or to success (it does not): 0 to 1.
  struct Nearness {
    bool succeeds = false;
    double distance = 0;
  };
  Nearness nearness(const core::State& state, const Call& call);

  [[nodiscard]] const core::Contract& contract() const { return contract_; }
  [[nodiscard]] const core::Property& property() const { return property_; }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  /// The budget is used up, the time is, or somebody asked to stop. `reason` says which.
  bool exhausted();
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  [[nodiscard]] bool assumptions_hold(const core::State& state, const Call& call) const;
  Judgement judge_can(const core::State& state, std::uint32_t parties);
  std::optional<Call> can_call(const core::PropertyCase& attempt, const core::State& state, PartyIndex party) const;

  const core::Contract& contract_;
  const Request& request_;
  const core::Property& property_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::uint64_t steps_ = 0;
  std::uint64_t polls_ = 0;
  std::string reason_;
  std::vector<read::Concrete::Value> values_;
};

/// Is argument `index` of the step the caller of an environment step or of instantiation, who is nobody in particular?
bool is_nobody(const core::Step& step, std::size_t index);
/// The role that the step asks its caller to hold (`by ROLE`); nullopt where it does not ask at its top level.
std::optional<core::GlobalId> role_of_caller(const core::Contract& contract, core::StepId step);
/// One more than the largest party index in the run, at least 1.
std::uint32_t parties_of(const core::Contract& contract, const std::vector<Call>& calls);
/// Every argument fits 128 bits, as engines ask.
bool storable(const Call& call);
/// Arguments for measure() and read::holds that bind only a `can`'s row.
std::vector<Integer> row_binding(const core::Property& property, PartyIndex party);

}  // namespace surety::verify::trace
