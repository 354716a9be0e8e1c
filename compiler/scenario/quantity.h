// quantity.h -- core integers as people write them, and back: "100 USD", "2_000.5 USD/ETH", "2.5%", "60s", "alice".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::scenario {

/// What is wrong with a text, for people.
struct ValueError {
  std::string message;
};

/// The exact value with its unit: 100000000 of "USD @ 6" is "100 USD"; ratios print as percent; seconds in the largest
/// of d, h, m (from 5m) and s that divides them; booleans as true and false; enum values by name; parties by
/// `parties[i]`, or "party7" where they have no name. `read` takes all of it back.
std::string show(const core::Type& type, const core::Integer& value, const std::vector<std::string>& parties = {});

/// The integer a text denotes at `type`: a number with the type's unit or none, underscores between digits. Ratios
/// also in % and bps, seconds also in m, h, d. Parties are looked up in `parties` and appended where new. An error if
/// the unit differs, digits finer than the scale would be lost, or the value is beyond 128 bits.
std::variant<core::Integer, ValueError> read(const core::Type& type, std::string_view text,
                                             std::vector<std::string>& parties);

}  // namespace surety::scenario
