// limit.h -- what a formula says about one atom alone.
#pragma once

#include <optional>

#include "verifier/term/arena.h"

namespace surety::verify::strategy {

/// atom >= value, or atom <= value.
struct Limit {
  std::uint32_t atom = 0;
  bool lower = true;
  core::Integer value;
};

/// nullopt: the formula says something else.
std::optional<Limit> limit_in(const term::Arena& arena, term::Bool formula);

}  // namespace surety::verify::strategy
