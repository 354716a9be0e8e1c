// probe.h -- drives one argument of a call that succeeds to where it is most telling.
//
// Guards are mostly monotone in an amount: what can be withdrawn ends somewhere, and bugs live at that unit. `pushed`
// finds it by doubling and halving. `descended` moves an argument by growing and shrinking strides to where the
// property is closest to being broken (the alternating variable method: Korel 1990).
#pragma once

#include <functional>
#include <optional>

#include "verifier/trace/runner.h"

namespace surety::verify::trace {

/// Executes a call on a fixed state and gives the property's distance afterwards; nullopt: it does not succeed.
using Attempt = std::function<std::optional<double>(const Call&)>;

/// `call` with argument `index` moved as far as possible toward the end of `range` that `upward` names. Requires that
/// `call` succeeds. About two attempts per bit of the way.
Call pushed(Call call, std::size_t index, const core::Range& range, bool upward, const Attempt& attempt);

/// `call` with argument `index` moved within `range` so that the distance falls; at most `limit` attempts.
Call descended(Call call, std::size_t index, const core::Range& range, double distance, unsigned limit,
               const Attempt& attempt);

}  // namespace surety::verify::trace
