// steps.h -- everything that can happen: instantiation, actions, oracle updates, time, parameter changes.
#pragma once

#include "compiler/check/declarations.h"

namespace surety::check {

/// Makes all steps of the contract, in the order of core: instantiate, actions, updates, advance, set_NAME. `where` and
/// the steps of the environment are written here in core; actions come from the author's statements.
void make_steps(Context& context, const Declarations& all);
/// Checks the bodies of functions on their own, so that a mistake in one that nobody calls is found too.
void check_functions(Context& context);

}  // namespace surety::check
