// suggest.h -- "did you mean": the known word nearest to one that is not known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace surety::scenario {

/// "; did you mean `amount`?", or, where nothing is near, "; expected one of `a`, `b`" (at most eight are listed), or
/// nothing where there is nothing to choose from. Nearness is edit distance (V. I. Levenshtein, 1966).
std::string suggestion(std::string_view unknown, const std::vector<std::string>& known);

}  // namespace surety::scenario
