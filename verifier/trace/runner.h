// runner.h -- executes calls on plain states, counts them, and judges what they led to.
//
// The one place that knows when a property is broken during the search. The final word is replay.h's, which asks the
// engines and read::holds.
#pragma once

#include <optional>
#include <vector>

#include "compiler/read/concrete.h"
#include "verifier/trace/posed.h"
#include "verifier/trace/search.h"
#include "verifier/work_clock.h"

namespace surety::verify::trace {

using core::Call;
using core::Integer;
using core::PartyIndex;

/// What a successful call did to the property.
struct Judgement {
  bool broken = false;
  /// The refused call of a `can`: it ends the trace. None where the call's arguments are undefined.
  std::optional<Call> refused;
  /// How far the property is from being broken; smaller is closer.
  double distance = 0;
};

class Runner {
 public:
  Runner(const core::Contract& contract, const Request& request);

  /// Executes `call` on `state`: true where it succeeds. A reverted call, and one that an assumption forbids, changes
  /// nothing and gives false. The call of a posed property (posed.h) succeeds where the property speaks of the play.
  bool execute(core::State& state, const Call& call);
  /// The last call that was executed reverted because the assertion that the property is does not hold.
  [[nodiscard]] bool assertion_failed() const { return assertion_failed_; }
  /// The call stands for the property itself.
  [[nodiscard]] bool is_posed(const Call& call) const { return posed_ == call.step; }
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
  /// As execute, of a call that no assumption forbids, and without counting it.
  bool perform(core::State& state, const Call& call);
  /// Of a promised call: one that is refused does not happen, so nothing is assumed of it.
  bool succeeds(core::State state, const Call& call);
  Play play_on(const core::State& state, const Call& call);
  double distance_to_assertion(const core::State& state, const Call& call);
  Judgement judge_can(const core::State& state, std::uint32_t parties);

  const core::Contract& contract_;
  const Request& request_;
  const core::Property& property_;
  std::optional<core::StepId> posed_;
  std::optional<core::ErrorId> assertion_;  // the error of the assertion that the property is
  bool assertion_failed_ = false;
  Play last_play_;
  double start_ = work_seconds();
  std::uint64_t steps_ = 0;
  std::uint64_t polls_ = 0;
  std::string reason_;
  std::vector<read::Concrete::Value> values_;
};

/// The arguments of a call as values of their sorts.
std::vector<read::Concrete::Value> values_of(const core::Contract& contract, const Call& call);
/// The error that a call reverts with where the assertion that `property` is does not hold; nullopt: it is none.
std::optional<core::ErrorId> error_of_assertion(const core::Contract& contract, const core::Property& property);
/// Is argument `index` of the step the caller of an environment step or of instantiation, who is nobody in particular?
bool is_nobody(const core::Step& step, std::size_t index);
/// The role that the step asks its caller to hold (`by ROLE`); nullopt where it does not ask at its top level.
std::optional<core::GlobalId> role_of_caller(const core::Contract& contract, core::StepId step);
/// One more than the largest party index in the run, at least 1.
std::uint32_t parties_of(const core::Contract& contract, const std::vector<Call>& calls);
/// What is assumed of the outside world before the call's step holds in `state`.
bool assumptions_hold(const core::Contract& contract, const core::State& state, const Call& call);
/// Every argument fits 128 bits, as engines ask.
bool storable(const Call& call);
/// Arguments for measure() and read::holds that bind only a `can`'s row.
std::vector<Integer> row_binding(const core::Property& property, PartyIndex party);

}  // namespace surety::verify::trace
