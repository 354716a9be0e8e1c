// frontier.cpp -- the widest range of one parameter at several values of another, and the line they lie on.
#include <algorithm>

#include "verifier/tune/tune.h"

namespace surety::verify::tune {

namespace {

using core::Integer;
using core::Range;

/// Beyond this a line is none that an author would write.
constexpr int largest_factor = 20;

struct End {
  Integer against;
  Integer value;  // of the parameter; negated for lower ends, so that "outside" is above
};

/// Ends that the property sets, not the search's own limit: upper (direction 1) or lower ones (-1).
std::vector<End> own_ends(const Frontier& frontier, int direction) {
  std::vector<End> ends;
  for (const FrontierPoint& point : frontier.points) {
    if (!point.widest.proved) continue;
    const Edge& edge = direction > 0 ? point.widest.high : point.widest.low;
    const Integer& value = direction > 0 ? point.widest.proved->high : point.widest.proved->low;
    if (!edge.at_limit) ends.push_back({point.against, value * direction});
  }
  return ends;
}

/// Lines that the ends allow, simplest first: the true end lies less than a grain above each of them. The slope is the
/// fraction with the smallest denominator; the bound is 0 where that is possible, else as tight as is known to hold.
std::vector<LinearClause> lines_through(const std::vector<End>& ends, int direction, const Settings& settings,
                                        core::GlobalId against) {
  if (ends.size() < 3) return {};
  const Integer width = ends.back().against - ends.front().against;
  const Integer rise_of_all = ends.back().value - ends.front().value;
  for (Integer run = 1; run <= largest_factor; ++run) {
    const Integer rise = core::floor_divide(2 * run * rise_of_all + width, 2 * width);
    Integer low = run * ends.front().value - rise * ends.front().against;
    Integer high = low;
    for (const End& end : ends) {
      const Integer bound = run * end.value - rise * end.against;
      low = std::min(low, bound);
      high = std::max(high, bound);
    }
    if (high - low >= run * settings.grain) continue;
    const LinearClause tight{settings.parameter, against, run * direction, -rise, low};
    LinearClause round = tight;
    round.bound = 0;
    const bool may_be_round = high <= 0 && 0 < low + run * settings.grain;
    return may_be_round && low != 0 ? std::vector{round, tight} : std::vector{tight};
  }
  return {};
}

/// The first of `lines` with which the property is proved for all values of both parameters; else the last, unproved.
void prove_a_line(const core::Contract& contract, const Settings& settings, core::GlobalId against, const Range& range,
                  const std::vector<LinearClause>& lines, Frontier& result) {
  const core::Contract whole = with_range(with_range(contract, against, range), settings.parameter, settings.within);
  Options options = settings.options;
  options.property = settings.property;
  for (const LinearClause& line : lines) {
    if (result.clause_proved) return;
    ++result.proofs;
    result.clause = line;
    result.clause_proved = prove(with_clause(whole, line), options).properties.front().verdict == Verdict::proved;
  }
}

}  // namespace

Frontier frontier(const core::Contract& contract, const Settings& settings, core::GlobalId against, const Range& range,
                  unsigned count, const std::function<void(const FrontierPoint&)>& each) {
  Frontier result;
  const auto stopped = [&] { return settings.options.cancelled && settings.options.cancelled(); };
  for (unsigned i = 0; i < count && !stopped(); ++i) {
    const Integer value = count == 1 ? range.low : Integer(range.low + (range.high - range.low) * i / (count - 1));
    if (!result.points.empty() && result.points.back().against == value) continue;
    FrontierPoint point{value, widest(with_range(contract, against, {value, value}), settings)};
    result.proofs += point.widest.proofs;
    result.points.push_back(std::move(point));
    if (each) each(result.points.back());
  }
  result.stopped = stopped();
  if (result.stopped) return result;
  std::vector<LinearClause> lines = lines_through(own_ends(result, 1), 1, settings, against);
  if (lines.empty()) lines = lines_through(own_ends(result, -1), -1, settings, against);
  prove_a_line(contract, settings, against, range, lines, result);
  return result;
}

}  // namespace surety::verify::tune
