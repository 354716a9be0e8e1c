// scans.h -- `scan` to core: the rows a host looks for, and the lemma that lets it look by a threshold.
#pragma once

#include "compiler/check/declarations.h"

namespace surety::check {

/// Every scan, and behind the other properties `NAME.monotone` for each that goes by a price. Requires that the
/// properties are made.
void make_scans(Context& context, const Declarations& all);

}  // namespace surety::check
