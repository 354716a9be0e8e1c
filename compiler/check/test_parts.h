// test_parts.h -- what concrete tests (tests.cpp) and tests for all values (scenarios.cpp) read alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace surety::check {

/// The step that `party: name(…)` calls, and what it takes beyond the caller.
struct CallTarget {
  core::StepId step;
  std::vector<std::string> names;
  std::vector<ValueType> types;
};
/// An action or a `set_NAME`; nullopt and a report where there is none of this name.
std::optional<CallTarget> call_target(Context& context, const syntax::Name& action);

/// The error after `reverts`; nullopt and a report where there is none of this name. `OutOfRange(size)` is short for
/// `OutOfRange(Trader.size)` where only one place ends so.
std::optional<core::ErrorId> error_named(Context& context, const syntax::Name& name,
                                         const std::optional<syntax::Name>& argument);

/// The word `test` at the beginning of a test: messages mark it, not the whole test.
Span head_of_test(const syntax::Declaration& declaration);

/// The property of a test for all values. Requires the steps to be made.
void make_scenario(Context& context, const syntax::TestDecl& test, const syntax::Declaration& declaration);
/// Reports tests for all values with the name of another property, those that have their names from elsewhere included:
/// proofs say by name what they rest on. After make_facts.
void check_test_names(Context& context);

}  // namespace surety::check
