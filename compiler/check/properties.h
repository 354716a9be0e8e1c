// properties.h -- invariants, rules, `can`, assumptions and tests to core.
#pragma once

#include "compiler/check/declarations.h"

namespace surety::check {

/// Lemmas, conservation(A) for every asset (and issuance(A) where the contract issues it), the author's properties in
/// order, assertions. Requires the steps to be made.
void make_properties(Context& context, const Declarations& all);
void make_assumptions(Context& context, const Declarations& all);
void make_tests(Context& context, const Declarations& all);
/// An oracle, or one element of an array of oracles: "mark[BTC]".
struct OracleElement {
  const Cell* cell = nullptr;
  std::string name;
};
/// `mark` of several sources is all of them, in order. Reported where there is none of this name, and where an array is
/// named without its index.
std::vector<OracleElement> oracles_named(Context& context, const syntax::Name& name);
/// Adds the action whose name is closest, or all of them.
void help_with_action(source::Diagnostic& diagnostic, const Symbols& symbols, const std::string& name);

}  // namespace surety::check
