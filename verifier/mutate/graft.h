// graft.h -- the steps of one contract under the properties of another.
//
// A mistake in a function that both an action and a property call would change the question together with the answer.
// So a mutant's steps are planted into the original contract: what runs is the mutant's, what is asked stays.
#pragma once

#include <set>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::verify::mutation {

/// Which steps of `mutant` differ from those of `original` in anything but places of the text. Both have the same
/// steps in the same order, or nullopt.
std::optional<std::set<core::StepId>> changed_steps(const core::Contract& original, const core::Contract& mutant);

/// `original` with the bodies of `steps` taken from `mutant`. Both declare the same globals, tables, assets and steps;
/// errors are matched by name.
core::Contract grafted(const core::Contract& original, const core::Contract& mutant,
                       const std::set<core::StepId>& steps);

/// `contract` with a step more, at the end, that does what step `id` of `other` does.
core::Contract with_twin(const core::Contract& contract, const core::Contract& other, core::StepId id);

}  // namespace surety::verify::mutation
