// widest.cpp -- the widest proved range of one parameter.
#include <algorithm>

#include "verifier/tune/tune.h"

namespace surety::verify::tune {

namespace {

using core::Integer;
using core::Range;

/// A proof that fails is only a "not this far": it need not come with the best run, nor use up the solver's patience.
constexpr std::uint64_t search_steps_of_a_probe = 20'000;
constexpr std::uint64_t resources_of_a_probe = 2'000'000;
/// Values tried to find one where the property is proved at all.
constexpr unsigned seeds = 17;

class Search {
 public:
  Search(const core::Contract& contract, const Settings& settings) : contract_(contract), settings_(settings) {}

  Widest run() {
    if (proves(settings_.within)) {
      result_.proved = settings_.within;
    } else if (const auto seed = first_proved()) {
      result_.proved = Range{*seed, *seed};
    }
    if (result_.proved) {
      extend(result_.high, result_.proved->high, settings_.within.high, 1);
      extend(result_.low, result_.proved->low, settings_.within.low, -1);
    } else if (!stopped()) {
      result_.low.beyond = settings_.within.low;
      result_.low.answer = answer_at(settings_.within.low);
    }
    result_.stopped = stopped();
    return std::move(result_);
  }

 private:
  bool stopped() const { return settings_.options.cancelled && settings_.options.cancelled(); }

  PropertyResult ask(const Range& range, Options options) {
    options.property = settings_.property;
    ++result_.proofs;
    Report report = prove(with_range(contract_, settings_.parameter, range), options);
    return std::move(report.properties.front());
  }

  bool proves(const Range& range) {
    if (stopped()) return false;
    Options options = settings_.options;
    options.search_steps = std::min(options.search_steps, search_steps_of_a_probe);
    if (!patient_) options.resource_limit = std::min(options.resource_limit, resources_of_a_probe);
    return ask(range, options).verdict == Verdict::proved;
  }
  PropertyResult answer_at(const Integer& value) { return ask({value, value}, settings_.options); }

  /// Both ends, then the middles of halves, quarters, …
  std::optional<Integer> first_proved() {
    const Range& within = settings_.within;
    for (unsigned i = 0; i < seeds && !stopped(); ++i) {
      const Integer value = i == 0 ? within.low : i == 1 ? within.high : middle(within, i - 1);
      if (proves({value, value})) return value;
    }
    return std::nullopt;
  }
  /// The `index`-th of the sequence 1/2, 1/4, 3/4, 1/8, … of the range (van der Corput).
  static Integer middle(const Range& range, unsigned index) {
    Integer numerator = 0;
    Integer denominator = 1;
    for (; index > 0; index /= 2) {
      numerator = 2 * numerator + index % 2;
      denominator *= 2;
    }
    return range.low + (range.high - range.low) * numerator / denominator;
  }

  /// The value farthest from `seed` toward `limit` such that everything between is proved, to within the grain.
  Integer farthest(const Integer& seed, const Integer& limit, int direction) {
    const auto proved_to = [&](const Integer& end) {
      return proves(direction > 0 ? Range{result_.proved->low, end} : Range{end, result_.proved->high});
    };
    if (seed == limit || proved_to(limit)) return limit;
    Integer inside = seed;
    Integer outside = limit;
    while (!stopped() && abs(outside - inside) > settings_.grain) {
      Integer between = (inside + outside) / 2;
      (proved_to(between) ? inside : outside) = between;
    }
    return inside;
  }

  /// Moves one end as far as proofs go and says what is beyond it.
  void extend(Edge& edge, Integer& end, const Integer& limit, int direction) {
    end = farthest(end, limit, direction);
    describe(edge, end, limit, direction);
    if (!edge.answer || edge.answer->verdict != Verdict::proved || patient_) return;
    patient_ = true;  // the probes gave up too soon
    end = farthest(*edge.beyond, limit, direction);
    describe(edge, end, limit, direction);
    patient_ = false;
  }

  void describe(Edge& edge, const Integer& end, const Integer& limit, int direction) {
    edge = {};
    edge.at_limit = end == limit;
    if (edge.at_limit || stopped()) return;
    const Integer next = end + settings_.grain * direction;
    edge.beyond = direction > 0 ? std::min(next, limit) : std::max(next, limit);
    edge.answer = answer_at(*edge.beyond);
  }

  const core::Contract& contract_;
  const Settings& settings_;
  Widest result_;
  bool patient_ = false;
};

}  // namespace

Widest widest(const core::Contract& contract, const Settings& settings) { return Search(contract, settings).run(); }

}  // namespace surety::verify::tune
