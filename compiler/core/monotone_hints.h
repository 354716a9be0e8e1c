// monotone_hints.h -- steps by which a prover finds that a condition with roundings moves one way with the price.
//
// Without roundings the lemma of scan.h is a matter of one product and a prover sees it. With them (the worth of a
// position rounded down, a share of it rounded down again) it has to be told the steps, innermost first, for each two
// neighbouring prices: a product with a factor of known sign moves as its other factor does, a quotient as its
// numerator, and a share of something grows no faster than it. These are claims, proved like all others: a wrong one
// would fail, not mislead.
#pragma once

#include <array>
#include <map>

#include "compiler/core/contract.h"

namespace surety::core {

/// What stands in the lemma for what the condition reads.
struct MonotoneVariables {
  std::map<FieldId, LocalId> fields;
  std::map<GlobalId, LocalId> globals;
  LocalId party;                  // read only where the condition reads whose row it is
  GlobalId by;                    // whose three values these are
  std::array<LocalId, 3> prices;  // low, middle, high
};

/// Assertions for the lemma's proof; empty where nothing is rounded. Adds expressions and statements to the contract.
Block monotone_hints(Contract& contract, const Scan& scan, const Property& lemma, const MonotoneVariables& variables);

}  // namespace surety::core
