// simplify.h -- what can be done to a set of formulas before a solver is asked.
#pragma once

#include <cstdint>
#include <vector>

#include "verifier/term/arena.h"

namespace surety::verify::strategy {

/// Formulas that can hold together over the integers exactly where `formulas` can. Variables that an equation defines
/// are substituted, conditions that another formula decides are resolved, conjunctions are split. `{false}` where a
/// contradiction was met on the way.
std::vector<term::Bool> simplified(term::Arena& arena, const std::vector<term::Bool>& formulas);

/// Which of the things that the caller numbered from 0 a formula rests on; those from 63 on share a bit.
using Marks = std::uint64_t;
constexpr Marks mark(std::size_t number) { return Marks{1} << (number < 63 ? number : 63); }

struct Marked {
  term::Bool formula;
  Marks marks = 0;
  bool operator==(const Marked&) const = default;
};

std::vector<term::Bool> formulas_of(const std::vector<Marked>& marked);
/// Those at the given positions: what a solver's core leaves.
std::vector<Marked> those_at(const std::vector<std::size_t>& positions, const std::vector<Marked>& marked);

/// The same, and of each result what it was made from.
std::vector<Marked> simplified(term::Arena& arena, std::vector<Marked> formulas);

/// The declared bounds of every variable that `formulas` mention, as formulas.
std::vector<term::Bool> declared_bounds(term::Arena& arena, const std::vector<term::Bool>& formulas);

}  // namespace surety::verify::strategy
