// claims.h -- what the standard library says of its elementary functions, once, for the tests that show it.
#pragma once

#include "tests/mathematics/covered.h"

namespace surety::mathematics {

struct Stated {
  std::string name;
  Function function;
  core::Integer low;
  core::Integer high;
  Trend trend;
  Claim claim;
};

/// All of them; docs/mathematics.md lists the same.
std::vector<Stated> stated();
Stated stated(const std::string& name);

}  // namespace surety::mathematics
