// threshold_index.h -- the rows that a scan finds, in time in proportion to their number.
//
// A scan by thresholds compares one number a row with the price: a million comparisons after each price, of which all
// but a few say no. Kept in order, the rows that say yes are the first of their kind: longs (found below their
// threshold) by falling threshold, shorts (found from it on) by rising one. So finding k rows of n takes k steps, and
// each row written since costs one threshold and one place in the order.
//
// A header without dependencies, for hosts in C++; the thresholds come from the compiled contract (docs/scan.md).
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace surety::runtime {

class ThresholdIndex {
 public:
  using Row = std::uint32_t;

  /// Rows not known before are added by this too. Cheap: the row is looked at when it is next searched.
  void touch(Row row) {
    if (row >= entries_.size()) entries_.resize(std::size_t{row} + 1);
    if (std::exchange(entries_[row].stale, true)) return;
    stale_.push_back(row);
  }
  /// All rows 0 .. count - 1, when a global beside the price has changed.
  void touch_all(Row count) {
    for (Row row = 0; row < count; ++row) touch(row);
  }

  /// The rows that are found at the price which is `offset` above the least one, longs first, each kind with the most
  /// overdue first. `threshold_of` gives a row's threshold as the compiled contract computes it:
  /// NAME_threshold(context, row).
  template <class ThresholdOf>
  void find(std::int64_t offset, ThresholdOf threshold_of, std::vector<Row>& rows) {
    for (const Row row : stale_) renew(row, threshold_of(row));
    stale_.clear();
    rows.clear();
    // A long of threshold T is found where offset < T.
    for (auto at = longs_.rbegin(); at != longs_.rend() && at->first > offset; ++at) rows.push_back(at->second);
    for (auto at = shorts_.begin(); at != shorts_.end() && at->first <= offset; ++at) rows.push_back(at->second);
  }

  /// Rows that some price finds.
  [[nodiscard]] std::size_t size() const { return longs_.size() + shorts_.size(); }

 private:
  struct Entry {
    std::int64_t threshold = 0;  // as it stands in the order; 0: it does not
    bool stale = false;
  };
  using Order = std::set<std::pair<std::int64_t, Row>>;

  void renew(Row row, std::int64_t threshold) {
    Entry& entry = entries_[row];
    entry.stale = false;
    if (entry.threshold == threshold) return;
    if (entry.threshold != 0) order_of(entry.threshold).erase(key(entry.threshold, row));
    if (threshold != 0) order_of(threshold).insert(key(threshold, row));
    entry.threshold = threshold;
  }
  Order& order_of(std::int64_t threshold) { return threshold < 0 ? shorts_ : longs_; }
  /// -1 - T is a short that is found from T on.
  static std::pair<std::int64_t, Row> key(std::int64_t threshold, Row row) {
    return {threshold < 0 ? -1 - threshold : threshold, row};
  }

  std::vector<Entry> entries_;
  std::vector<Row> stale_;
  Order longs_;   // by T; those that are always found have the greatest
  Order shorts_;  // by T
};

}  // namespace surety::runtime
