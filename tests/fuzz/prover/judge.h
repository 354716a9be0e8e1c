// judge.h -- is a property broken, here and now? Said from the interpreter alone, sharing nothing with the prover.
#pragma once

#include <optional>
#include <vector>

#include "compiler/core/state.h"
#include "verifier/verdict/verdict.h"

namespace surety::test {

/// One successful call, with the states around it. `before` is null for nothing but instantiation from zeros.
struct Event {
  const core::State& before;
  const core::Call& call;
  const core::State& after;
};

/// Every assumption about the call's step holds in `state`.
bool assumed(const core::Contract& contract, const core::State& state, const core::Call& call);

/// The property is broken by the event: an invariant or law false or undefined after it, a rule about its step
/// likewise. Of a `can`, nothing.
bool broken_by(const core::Contract& contract, const core::Property& property, const Event& event);

/// A call that a `can` promises to one of the parties 0 … parties in `state` and that is refused or undefined. An
/// undefined one has no arguments.
std::optional<core::Call> refused_promise(const core::Contract& contract, const core::Property& property,
                                          const core::State& state, core::PartyIndex parties, core::Engine& engine);

/// The error that a call reverts with where this assertion does not hold; nullopt: the property is none.
std::optional<core::ErrorId> assertion_error(const core::Contract& contract, const core::Property& property);

/// The run, executed from nothing on a fresh interpreter, breaks the property at its end. What is wrong, else nullopt.
std::optional<std::string> replay_problem(const core::Contract& contract, const core::Property& property,
                                          const verify::Counterexample& example);

}  // namespace surety::test
