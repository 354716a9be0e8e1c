// multipliers.h -- Farkas' lemma made concrete: rows that cannot hold together, and the numbers that show it.
#pragma once

#include <optional>
#include <vector>

#include "verifier/solver/linear.h"

namespace surety::verify::linear {

/// Integers with sum of multiplier * row = a negative number, identically; nonnegative for rows that are not
/// equations. nullopt: the rows can hold together as linear inequalities. Exact; meant for some dozens of rows, not for
/// thousands.
std::optional<std::vector<core::Integer>> multipliers(const std::vector<solver::Row>& rows);

}  // namespace surety::verify::linear
