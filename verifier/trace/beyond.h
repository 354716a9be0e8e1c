// beyond.h -- what stands beyond the length of a call's lists: nothing looks at it, so runs are told with 0 there.
//
// A solver's model and a random call fill all elements that a list may have. A message to a chain has none beyond the
// length (docs/abi.md), and a reader must not wonder about them.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/core/contract.h"
#include "compiler/core/state.h"

namespace surety::verify::trace {

/// The arguments beyond the lists' lengths. None of a list whose length is no length: such a call is refused, and what
/// it was called with is all there is to say.
std::vector<std::uint32_t> beyond_lists(const core::Contract& contract, const core::Call& call);
/// Puts 0 there.
void clear_beyond_lists(const core::Contract& contract, core::Call& call);
void clear_beyond_lists(const core::Contract& contract, std::vector<core::Call>& calls);

}  // namespace surety::verify::trace
