// explain.h -- why a condition is false in a state: whose row, which comparison, what stands on both sides.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::verify::trace {

/// Sentences from the outside in: "for t = bob", "0 USD <= -5 USD is false". Empty where the condition holds.
/// `before` and `arguments` (caller first, of the sorts of `locals`) are for rules; for others null and empty.
std::vector<std::string> explain(const core::Contract& contract, core::ExprId condition, const core::Trace& trace,
                                 const core::State& state, const core::State* before,
                                 std::span<const core::Local> locals, std::span<const core::Integer> arguments);

}  // namespace surety::verify::trace
