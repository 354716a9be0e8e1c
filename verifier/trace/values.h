// values.h -- telling values for arguments: bugs do not live at random 128-bit numbers.
//
// They live where the contract's own numbers are: its constants, the ends of ranges, exactly a balance or one unit
// more, the difference of two cells, round amounts, what the solver proposed. Values are chosen by dimension and
// brought to the argument's scale.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verifier/trace/random.h"
#include "verifier/trace/search.h"

namespace surety::verify::trace {

using core::Call;
using core::Integer;

/// An integer with what it counts.
struct Amount {
  const core::Type* type = nullptr;  // borrowed from the contract
  Integer value;
};

class Values {
 public:
  /// Both are borrowed. Hints may be empty.
  Values(const core::Contract& contract, const std::vector<Hint>& hints);

  /// A value for `argument` of the call that comes next in `state`; `earlier` is the run up to there. Always within the
  /// argument's range and 128 bits. `parties`: how many there are, at least 1.
  Integer pick(Random& random, const core::Local& argument, const core::State& state, const std::vector<Call>& earlier,
               std::uint32_t parties) const;
  /// A whole call of `step` with picked arguments. The environment's steps are called by party 0.
  Call propose(Random& random, core::StepId step, const core::State& state, const std::vector<Call>& earlier,
               std::uint32_t parties) const;

 private:
  /// A contract has thousands of literals, and a search picks tens of thousands of times.
  using ByDimension = std::map<std::string, std::vector<Amount>, std::less<>>;

  Integer pick_number(Random& random, const core::Local& argument, const core::State& state,
                      const std::vector<Call>& earlier) const;
  /// Of one dimension, or (nullptr) of any.
  std::vector<Amount> cells(const core::State& state, const std::string* dimension) const;
  Integer from_cells(Random& random, const core::State& state, const core::Type& type) const;
  Integer from_earlier(Random& random, const std::vector<Call>& earlier, const core::Type& type) const;
  /// One of `same`, which are of the dimension of `type`.
  Integer from(Random& random, const std::vector<Amount>& same, const core::Type& type) const;
  Integer from(Random& random, const ByDimension& amounts, const core::Type& type) const;
  Integer round_amount(Random& random, const core::Local& argument) const;

  const core::Contract& contract_;
  std::vector<std::optional<core::GlobalId>> roles_;  // by step: whom it asks for
  ByDimension constants_;                             // the contract's literals, heartbeats
  ByDimension hinted_;                                // numbers of the solver's models
};

/// `value` of type `from` at the scale of `to`, toward minus infinity.
Integer rescaled(const core::Type& from, const Integer& value, const core::Type& to);
/// The part of `range` that fits 128 bits.
core::Range admissible(const core::Range& range);

}  // namespace surety::verify::trace
