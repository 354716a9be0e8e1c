#ifndef SURETY_THRESHOLDS_HPP
#define SURETY_THRESHOLDS_HPP
// What generated C++ headers of contracts with thresholds share: what a threshold says, and how they are kept.

namespace surety {

/// Where a scan finds a row, as the number that it goes by grows.
enum class Found : std::uint8_t { never, below, from, always };

template <class Number>
struct Threshold {
  Found found = Found::never;
  Number at{};  // the first value at which the row is not found (below), or is (from)
  friend constexpr bool operator==(const Threshold&, const Threshold&) = default;
};

namespace detail {

/// A threshold as the compiled code writes it; `least` is the least value of the number that the scan goes by.
template <class Number>
Threshold<Number> threshold_of(std::int64_t written, Int128 least) {
  if (written == 0) return {Found::never, {}};
  if (written == std::numeric_limits<std::int64_t>::max() - 1) return {Found::always, {}};
  if (written > 0) return {Found::below, Number::of_units(least + written)};
  return {Found::from, Number::of_units(least + (-1 - written))};
}

/// The thresholds of one scan beside the rows, from the first search on. They may be copied and moved as any value: where
/// they lie is told anew before each use.
template <class Column>
class Thresholds {
 public:
  /// Whether there was a search; before one, nothing is kept.
  [[nodiscard]] bool used() const { return !kept_.empty(); }
  /// The column with room for so many rows.
  Column* with_rows(std::uint32_t rows) {
    // Those that were moved to another object are gone from here.
    column_.rows = std::min(column_.rows, static_cast<std::uint32_t>(kept_.size()));
    if (kept_.size() < rows) kept_.resize(rows);
    return here();
  }
  Column* here() {
    column_.thresholds = kept_.data();
    return &column_;
  }

 private:
  std::vector<std::int64_t> kept_;
  Column column_{};
};

}  // namespace detail

}  // namespace surety
#endif
