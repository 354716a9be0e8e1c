// random_claims.h -- invariants for contracts nobody would write: some that hold, some that hold by luck or not at all.
//
// Generated code rests on invariants that were proved, so there must be some that can be: the limits of a cell are
// chosen before the steps are, and every write keeps them, by clamping or by a revert. Beside them stand claims about
// cells that nothing keeps.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "compiler/core/contract.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

class Limits {
 public:
  Limits() = default;
  /// Chooses cells of the contract, and for each a range within the declared one.
  Limits(const core::Contract& contract, RandomSource& random);
  /// What writes to the place must keep.
  [[nodiscard]] std::optional<core::Range> of(const core::Place& place) const;
  /// Adds the invariants that say so, and others.
  void state(core::Contract& contract, RandomSource& random) const;

 private:
  /// A global where there is no table, else a column.
  using Cell = std::pair<std::optional<core::TableId>, std::uint32_t>;
  std::map<Cell, core::Range> ranges_;
};

}  // namespace surety::testing
