// interpreter.h -- the reference engine: the Concrete reading behind the Engine interface, and property evaluation.
#pragma once

#include <memory>

#include "compiler/core/state.h"

namespace surety::read {

/// An engine that owns its state, starting from zero_state. `contract` must outlive it.
std::unique_ptr<core::Engine> make_interpreter(const core::Contract& contract);

/// Does a property's condition hold? `before` and `arguments` (caller first) are for rules; empty otherwise.
/// nullopt: undefined (a division by zero in the property).
std::optional<bool> holds(const core::Contract& contract, core::ExprId condition, const core::State& state,
                          const core::State* before = nullptr, std::span<const core::Integer> arguments = {});

/// The value of a closed expression (a test's argument; constants): integer, boolean as 0/1, party as its index.
/// nullopt: undefined.
std::optional<core::Integer> constant(const core::Contract& contract, core::ExprId expr);

}  // namespace surety::read
