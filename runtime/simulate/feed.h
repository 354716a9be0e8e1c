// feed.h -- the oracle's operator: turns a price bar into updates that the oracle admits.
//
// An oracle with a `step` refuses a move that is too large, so a fast bar reaches the contract as several updates. What
// is admitted is asked of the contract itself, on a scratch copy without accounts, rather than written down here again.
#pragma once

#include <memory>
#include <vector>

#include "runtime/simulate/bars.h"
#include "runtime/simulate/market.h"

namespace surety::simulate {

/// The updates of one bar, in order.
struct BarPath {
  std::vector<Integer> prices;     // never empty
  bool beyond_one_update = false;  // the bar leaves what one update from the price before it may reach
  bool cut_short = false;          // the oracle does not admit the bar's prices at all: `range` or a zero step
};

class Feed {
 public:
  Feed(const core::Contract& contract, const Market& market);
  /// From the mark in `state` through open, the two extremes and close of the bar.
  BarPath path(const core::State& state, const Bar& bar);

 private:
  /// The price nearest to `target` that one update from `from` may publish; `from` where there is none.
  Integer reach(const Integer& from, const Integer& target);
  bool admits(const Integer& from, const Integer& price);

  const core::Contract& contract_;
  const Market& market_;
  std::unique_ptr<core::Engine> scratch_;
  core::State globals_;  // the contract without rows
};

}  // namespace surety::simulate
