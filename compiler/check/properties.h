// properties.h -- invariants, rules, `can`, assumptions and tests to core.
#pragma once

#include "compiler/check/declarations.h"

namespace surety::check {

/// conservation(A) for every asset, then the author's properties in order. Requires the steps to be made.
void make_properties(Context& context, const Declarations& all);
void make_assumptions(Context& context, const Declarations& all);
void make_tests(Context& context, const Declarations& all);
/// Adds the action whose name is closest, or all of them.
void help_with_action(source::Diagnostic& diagnostic, const Symbols& symbols, const std::string& name);

}  // namespace surety::check
