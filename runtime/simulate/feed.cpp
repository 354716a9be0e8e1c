// feed.cpp -- see feed.h.
#include "runtime/simulate/feed.h"

#include "compiler/read/interpreter.h"

namespace surety::simulate {

namespace {

/// A bar needs a handful of updates; an oracle with a step of next to nothing must not keep the feed for ever.
constexpr std::size_t most_updates = 10'000;

}  // namespace

Feed::Feed(const core::Contract& contract, const Market& market)
    : contract_(contract), market_(market), scratch_(read::make_interpreter(contract)) {}

BarPath Feed::path(const core::State& state, const Bar& bar) {
  globals_ = core::zero_state(contract_);
  globals_.globals = state.globals;
  BarPath result;
  Integer price = state.globals[market_.oracle.value.index];
  result.beyond_one_update = reach(price, bar.high) != bar.high || reach(price, bar.low) != bar.low;
  // The extreme against the bar's direction comes first: the usual reading of a bar without its ticks.
  const bool rises = bar.close >= bar.open;
  for (const Integer* target : {&bar.open, rises ? &bar.low : &bar.high, rises ? &bar.high : &bar.low, &bar.close}) {
    while (price != *target && !result.cut_short) {
      const Integer next = reach(price, *target);
      result.cut_short = next == price || result.prices.size() >= most_updates;
      if (!result.cut_short) result.prices.push_back(next);
      price = next;
    }
  }
  if (result.prices.empty()) result.prices.push_back(price);  // the old price once more, so that it is fresh
  return result;
}

Integer Feed::reach(const Integer& from, const Integer& target) {
  if (admits(from, target)) return target;
  // The admitted prices around `from` are an interval: bisect on the distance toward the target.
  const int direction = target > from ? 1 : -1;
  Integer good = 0;
  Integer bad = abs(target - from);
  while (bad - good > 1) {
    const Integer middle = core::floor_divide(good + bad, 2);
    (admits(from, from + direction * middle) ? good : bad) = middle;
  }
  return from + direction * good;
}

bool Feed::admits(const Integer& from, const Integer& price) {
  globals_.globals[market_.oracle.value.index] = from;
  scratch_->reset(globals_);
  const std::vector<Integer> arguments = {Integer(0), price};
  return !scratch_->execute(market_.oracle.update, arguments).error;
}

}  // namespace surety::simulate
