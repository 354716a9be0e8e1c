// invariant_bounds.h -- what proved invariants say of single cells: `forall t in Trader: t.margin >= 0` is a range.
#pragma once

#include <optional>
#include <vector>

#include "codegen/options.h"
#include "compiler/core/contract.h"
#include "compiler/read/interval.h"

namespace surety::codegen {

/// Wherever the property holds, the global (table none) or the column lies in `range`.
struct InvariantBound {
  core::PropertyId property;
  std::optional<core::TableId> table;
  std::uint32_t member = 0;  // GlobalId or FieldId
  read::Interval range;
};
using InvariantBounds = std::vector<InvariantBound>;

/// The bounds in those of `properties` that are invariants: comparisons of a cell with a number, joined by `and`, for a
/// global or for every row of a table. Other parts of an invariant say nothing here.
InvariantBounds invariant_bounds(const core::Contract& contract, const std::vector<core::PropertyId>& properties);

/// What steps rest on. Invariants hold from instantiation on, so they are relied on only where every other step can
/// tell whether that was: by a global that is zero before and never after.
struct Footing {
  InvariantBounds bounds;
  std::optional<core::GlobalId> witness;
};
Footing footing_of(const core::Contract& contract, const Options& options);

}  // namespace surety::codegen
