// forms.h -- which forms of the language a contract uses, so that a fuzzer that stopped reaching one is noticed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::test {

/// Form -> how often: "operation divide_up", "statement branch", "quantifier sum", "property rule", …
using Census = std::map<std::string, unsigned>;

/// Adds the forms that `contract` uses.
void take_census(const core::Contract& contract, Census& census);
/// Every form that take_census counts and tiny contracts are meant to have.
std::vector<std::string> expected_forms();

}  // namespace surety::test
