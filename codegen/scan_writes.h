// scan_writes.h -- whose rows a step may write, as far as a scan depends on them.
//
// Keys of rows are parties: an argument, a role, or a name that `let` gave to one of these. So the rows that a step may
// have written are known by name before it runs, and whoever keeps something about rows up to date need not compare
// states. Where a key comes from a cell that steps write, nothing is known and every row counts as written.
#pragma once

#include <set>

#include "compiler/core/contract.h"

namespace surety::codegen {

struct WrittenRows {
  bool any = false;                   // any row at all
  std::set<std::uint32_t> arguments;  // of the step: the rows of these parties
  std::set<core::GlobalId> roles;     // the rows of the parties in these globals, which no step but the first writes
};

/// The rows of the scan's table in which the step may write a field that the scan's condition reads.
WrittenRows written_rows(const core::Contract& contract, const core::Scan& scan, core::StepId step);

}  // namespace surety::codegen
