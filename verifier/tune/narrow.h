// narrow.h -- the same contract with a parameter's range, or the `where` clauses about it, changed.
//
// A proof covers every value of a parameter's range. So "for which values does the property hold" is a question about
// contracts that differ in that range alone.
#pragma once

#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::verify::tune {

/// `contract` whose parameter may be what lies in `range`, at instantiation and at each later change. Requires that
/// `parameter` is a global of kind parameter and that the range is not empty.
core::Contract with_range(core::Contract contract, core::GlobalId parameter, const core::Range& range);

/// The `where` clauses that mention any of `parameters`, in order, as spans of the source.
std::vector<core::Span> where_clauses(const core::Contract& contract, const std::vector<core::GlobalId>& parameters);

/// `contract` without those clauses.
core::Contract without_where(core::Contract contract, const std::vector<core::GlobalId>& parameters);

/// left_factor * left + right_factor * right <= bound, in units of the parameters.
struct LinearClause {
  core::GlobalId left;
  core::GlobalId right;
  core::Integer left_factor;
  core::Integer right_factor;
  core::Integer bound;
};

/// `contract` with the clause required of instantiation and of every change of one of the two parameters.
core::Contract with_clause(core::Contract contract, const LinearClause& clause);

}  // namespace surety::verify::tune
