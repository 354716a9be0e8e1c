// scan.h -- what the condition of a scan reads, and the claim that lets it be turned into a threshold.
//
// Whoever looks for the rows to liquidate after each price wants to compare one number a row with the price, not to
// evaluate a margin test. That is right where the test, for a fixed row, is true on one side of some price and false on
// the other. As a claim about three prices, which a prover can be asked:
//
//     low <= middle <= high  and  C(low) = C(high)   implies   C(middle) = C(low)
//
// for every row and every value of the other globals within their ranges. Then C(least price) and C(greatest price)
// tell the direction, and the one place where two neighbours differ is the threshold.
#pragma once

#include <vector>

#include "compiler/core/contract.h"

namespace surety::core {

/// In ascending order, each once.
struct ScanReads {
  std::vector<FieldId> fields;    // of the scan's table
  std::vector<GlobalId> globals;  // `by` included where it is read
  bool party = false;             // whose row it is
};
ScanReads reads_of(const Contract& contract, const Scan& scan);

/// The claim above as a lemma with the row's fields, the globals and three values of `by` for its variables; its
/// expressions are added to the contract. Requires that the condition reads `by`.
Property monotone_lemma(Contract& contract, const Scan& scan, GlobalId by);

}  // namespace surety::core
