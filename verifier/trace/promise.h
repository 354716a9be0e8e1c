// promise.h -- what a `can` asks for in a state.
//
// The arguments of its call are expressions over the state. Where one of them is undefined there is no call that could
// succeed, so the promise is broken there as it is by a call that is refused.
#pragma once

#include <optional>

#include "compiler/core/contract.h"
#include "compiler/core/state.h"

namespace surety::verify::trace {

/// The call that one case of a `can` asks for, or why there is none. Neither: an argument cannot be stored.
struct Asked {
  std::optional<core::Call> call;
  std::optional<core::ErrorId> undefined;
};
Asked asked_of(const core::Contract& contract, const core::Property& property, const core::PropertyCase& attempt,
               const core::State& state, core::PartyIndex party);

/// Does the condition of a `can` hold for somebody? The row's party is the caller in the usual form; all of 0 … parties
/// are asked, the last of whom stands for all who did nothing.
bool condition_holds(const core::Contract& contract, const core::Property& property, const core::State& state,
                     core::PartyIndex parties);

/// The step of a case whose arguments are undefined in `state`, for a party for whom the condition holds; `party` is
/// one of 0 … parties, the last of whom stands for all who did nothing.
struct Unaskable {
  core::PartyIndex party = 0;
  core::StepId step;
  core::ErrorId error;
};
std::optional<Unaskable> unaskable(const core::Contract& contract, const core::Property& property,
                                   const core::State& state, core::PartyIndex parties);

}  // namespace surety::verify::trace
