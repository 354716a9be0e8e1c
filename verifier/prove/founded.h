// founded.h -- a proof that used what is not proved proves nothing: first another proof is sought, then it is
// withdrawn.
//
// All invariants are assumed together, so one that falls takes with it every proof that leaned on it, also those that
// need not have. Each is tried once more without what is not proved; what stays says more about a broken contract.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

/// Properties by name; results are borrowed and changed in place.
using Results = std::vector<PropertyResult*>;

/// Tries to prove these again without the named hypotheses, and updates the obligations of those where that succeeds.
/// What it could not prove still lists a withheld name among its uses.
using ProveWithout = std::function<void(const Results& proofs, const std::set<std::string>& withheld)>;

/// Ends with every proved result using proved ones alone.
void withdraw_unfounded(const Results& results, const ProveWithout& prove_without);

}  // namespace surety::verify::strategy
