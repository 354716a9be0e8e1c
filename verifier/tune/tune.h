// tune.h -- how far a parameter may go before a property stops being proved.
//
// Bisection over proofs: a property that is proved for a range is true in every part of it, so the widest proved range
// around a value is found by moving one end at a time. Beyond each end stands the answer for the first value outside:
// a run that breaks the property there, or the admission that this is undecided. With a second parameter the same
// question is asked at several of its values; where the answers lie on a line, the line is proposed as a `where` clause
// and proved as one.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "verifier/prover.h"
#include "verifier/tune/narrow.h"

namespace surety::verify::tune {

struct Settings {
  std::string property;
  core::GlobalId parameter;
  core::Range within;       // where to look; it may reach beyond the declared range
  core::Integer grain = 1;  // ends are found to this many units of the parameter; at least 1
  Options options;          // of each proof; `property` is set here
};

/// One end of a proved range.
struct Edge {
  bool at_limit = false;                // the proved range reaches the end of `within`
  std::optional<core::Integer> beyond;  // the value next to it that was asked about
  /// What the prover says of `beyond` alone; VIOLATED has the run.
  std::optional<PropertyResult> answer;
};

struct Widest {
  std::optional<core::Range> proved;  // nullopt: for no value that was tried
  Edge low;
  Edge high;
  unsigned proofs = 0;   // how often the prover was asked
  bool stopped = false;  // cancelled: what is here is proved, but may not be all
};

/// The widest range around the first proved value of a fixed sequence: both ends of `within`, then ever finer middles.
/// Deterministic. Throws what `prove` throws.
Widest widest(const core::Contract& contract, const Settings& settings);

struct FrontierPoint {
  core::Integer against;  // the value of the second parameter
  Widest widest;
};

struct Frontier {
  std::vector<FrontierPoint> points;
  /// The upper ends as a clause over both parameters, where they lie on a line; proved for all their values together.
  std::optional<LinearClause> clause;
  bool clause_proved = false;
  unsigned proofs = 0;
  bool stopped = false;
};

/// `widest` at `count` values of `against`, evenly spread over `range`, both ends included. `each` is called after
/// each.
Frontier frontier(const core::Contract& contract, const Settings& settings, core::GlobalId against,
                  const core::Range& range, unsigned count, const std::function<void(const FrontierPoint&)>& each);

/// A picture of a frontier: the proved region, and where a run breaks the property. Standalone SVG.
std::string to_svg(const core::Contract& contract, const Settings& settings, core::GlobalId against,
                   const Frontier& frontier);

}  // namespace surety::verify::tune
